using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>The key <c>agents</c> of a market file: who takes part, in groups.</summary>
/// <remarks>
/// <code>
/// agents:
///   noise: {count: 50, settings: {mean-interval: 30s}}                  # a strategy's own name needs no `strategy`
///   makers: {strategy: ladder-maker, count: 2, trades: AAPL, cash: 10m, shares: 50_000}
///   fund: {strategy: scripted, account: reg-t, cash: 300_000, holdings: {AAPL: 10_000}, latency: constant:1ms}
/// </code>
/// <c>latency</c> is that of each member's messages both ways, <c>compute-delay</c> the time for which it is busy with each.
/// A group of a strategy has so many agents for each instrument that it trades; of scripted agents there are as many as is said.
/// </remarks>
internal sealed class AgentSection
{
    private const int MostAgents = 1_000_000;

    private const string Target = "target-lots";

    // What one owns unless the file says: shares, and the money for as many.
    private const long UsualLots = 1_000;

    // One who quotes a ladder all day needs more to quote with.
    private const long UsualLotsOfMaker = 50_000;

    private readonly MarketBuilder _builder;
    private readonly Dictionary<string, (FilePart Place, List<ScriptedAction> Script)> _scripts;
    private readonly PerActorLatency _latency;
    private readonly IReadOnlyList<ITradingMechanism> _mechanisms;
    private bool _hasOwnLatency;

    private AgentSection(MarketBuilder builder, Dictionary<string, (FilePart Place, List<ScriptedAction> Script)> scripts)
    {
        (_builder, _scripts) = (builder, scripts);
        _latency = new PerActorLatency(builder.World.Latency, builder.World.Latency.NeedsOrdering);
        _mechanisms = builder.Top.Place.Check(() => MechanismCatalog.Create(builder.World.Mechanisms));
    }

    public static void Read(
        MarketBuilder builder, Dictionary<string, (FilePart Place, List<ScriptedAction> Script)> scripts)
    {
        var section = new AgentSection(builder, scripts);
        if (builder.Top.Take("agents") is { } agents)
        {
            foreach (var (name, group) in agents.Map("A map of groups of agents").Rest())
            {
                section.ReadGroup(name, group.Map("A map of what the agents are"));
            }
        }

        foreach (var (agent, (place, _)) in scripts)
        {
            if (!builder.Agents.ContainsKey(agent))
            {
                _ = builder.FindAgents(place);
            }
        }

        if (section._hasOwnLatency)
        {
            builder.World.Latency = section._latency;
        }
    }

    private void ReadGroup(FilePart name, FileMap map)
    {
        var isStrategy = StrategyCatalog.All.TryFind(name.Text, out _);
        var strategyPart = map.Take("strategy") ?? (isStrategy ? name : throw name.Problem(
            $"Agent '{name.Text}' needs a strategy.{Suggestions.Sentence(name.Text, StrategyCatalog.All.Names)} "
            + $"Known: {string.Join(", ", StrategyCatalog.All.Names)}."));
        var type = strategyPart.Read(StrategyCatalog.All.Find);
        var isScripted = type.Value == ScriptedTrader.Type;
        var chosen = map.Take("settings");
        var group = new Group(
            name, type.Value, Settings(type, chosen),
            chosen?.Map("A map of the strategy's settings").Rest().Any(pair => pair.Key.Text == Target) ?? false,
            map.Get("count", 1, part => (int)part.Whole(0, MostAgents)),
            map.Get("account", AccountType.Cash, AccountTypeOf),
            map.Take("cash"), map.Take("shares"), map.Take("holdings"),
            map.Get("latency", (ILatencyModel?)null, part => part.Read(LatencyCatalog.Parse)),
            map.Get("compute-delay", (SimDuration?)null, part => part.Read(VenueSection.ParseDelay)),
            isScripted ? [] : Traded(map.Take("trades"), name));
        map.Finish();
        if (!isScripted && _scripts.TryGetValue(name.Text, out var script))
        {
            throw script.Place.Problem($"Agent '{name.Text}' decides for itself; orders need an agent with strategy: scripted.");
        }

        Add(group, isScripted);
    }

    private void Add(Group group, bool isScripted)
    {
        var members = new List<Participant>();
        _builder.Agents.Add(group.Name.Text, members);
        if (isScripted)
        {
            for (var i = 0; i < group.Count; i++)
            {
                var actions = _scripts.TryGetValue(group.Name.Text, out var script) ? script.Script : [];
                Add(group, members, NameOf(group, null, i), [], new ScriptedTrader(actions), Endowment(group, null));
            }
        }

        foreach (var listing in group.Traded)
        {
            // What its members share is read and made once.
            var fundamental = Fundamental(listing);
            var endowment = Endowment(group, listing);
            var settings = WithTarget(group, listing, endowment);
            InstrumentId[] own = [listing.Instrument.Id];
            for (var i = 0; i < group.Count; i++)
            {
                var setting = new StrategySetting(listing.Instrument.Id, listing.Price!.Value, fundamental)
                {
                    Calendar = _builder.Calendar.Calendar,
                    Account = group.Account,
                    Member = i,
                    Members = group.Count,
                    Instruments = _builder.World.Instruments,
                };
                var strategy = group.Name.Check(() => group.Type.Create(setting, settings));
                var watched = Watched(group, setting);
                Add(
                    group, members, NameOf(group, listing, i), watched is [var only] && only == own[0] ? own : watched, strategy,
                    endowment);
            }
        }
    }

    private void Add(
        Group group, List<Participant> members, string name, IReadOnlyList<InstrumentId> watched, IStrategy strategy,
        IReadOnlyList<(AssetId Asset, long Amount)> endowment)
    {
        if (_builder.World.Participants.Count == MostAgents)
        {
            throw group.Name.Problem($"There are more than {MostAgents} agents.");
        }

        var participant = _builder.World.AddTrader(name, group.Name.Text, group.Account, watched, strategy, endowment);
        members.Add(participant);
        participant.ComputeDelay = group.ComputeDelay;
        if (group.Latency is { } latency)
        {
            _hasOwnLatency = true;
            _latency.Set(World.ActorOf(participant), latency);
        }
    }

    // Who leans towards a position keeps the one it begins with: leaning towards another would drive the price until it is reached.
    private static OptionSet WithTarget(Group group, MarketListing listing, List<(AssetId Asset, long Amount)> endowment)
    {
        if (group.SetsTarget || !group.Type.Options.Any(o => o.Name == Target))
        {
            return group.Settings;
        }

        var settings = new OptionSet(group.Type.Options);
        foreach (var (name, value) in group.Settings.Values)
        {
            settings.Set(name, value);
        }

        var held = endowment.Where(e => e.Asset == listing.Instrument.Base && !listing.Instrument.IsMargined).Sum(e => e.Amount);
        group.Name.Check(() =>
        {
            settings.Set(Target, held.ToString(CultureInfo.InvariantCulture));
            return true;
        });
        return settings;
    }

    // Whoever trades a derivative looks at what it is written on as well, and whoever names other instruments at these.
    private static InstrumentId[] Watched(Group group, StrategySetting setting)
    {
        var watched = new List<InstrumentId> { setting.Instrument };
        if (setting.Instruments[setting.Instrument.Value].WrittenOn is { } underlying)
        {
            watched.Add(underlying);
        }

        foreach (var option in group.Type.Others)
        {
            var others = group.Name.Check(() => setting.FindAll(group.Settings.Text(option)));
            watched.AddRange(others.Count > 0 ? others : throw group.Name.Problem(
                $"Agent '{group.Name.Text}' needs the setting '{option}': {group.Type.Options.First(o => o.Name == option).Summary}"));
        }

        return [.. watched.Distinct()];
    }

    private static string NameOf(Group group, MarketListing? listing, int index)
    {
        var name = listing is null || group.Traded.Count == 1 ? group.Name.Text : $"{listing.Instrument.Symbol}/{group.Name.Text}";
        return group.Count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}/{index + 1}");
    }

    private FundamentalValue Fundamental(MarketListing listing)
        => new ShockedValue(listing.Value!, listing.Shocks, _builder.World.Hours);

    private List<(AssetId Asset, long Amount)> Endowment(Group group, MarketListing? listing)
    {
        // Shares before money: who withdraws borrowed money must own what stands behind it.
        var endowment = new List<(AssetId Asset, long Amount)>();
        var currency = _builder.FindAsset(group.Name.Of(_builder.Currency));
        if (listing is not null && !listing.Instrument.IsMargined)
        {
            var shares = group.Shares is null ? UsualLotsOf(group) : listing.QuantityOf(group.Shares).Lots;
            endowment.Add((listing.Instrument.Base, shares));
            currency = listing.Instrument.Quote;
        }

        foreach (var (asset, amount) in group.Holdings?.Map("A map of assets to amounts").Rest() ?? [])
        {
            var held = _builder.FindAsset(asset);
            endowment.Add((held, MarketBuilder.Minor(amount, _builder.Decimals(held))));
        }

        var money = group.Cash is not null ? MarketBuilder.Minor(group.Cash, _builder.Decimals(currency))
            : listing is null ? 0
            : group.Name.Check(() => listing.Instrument.QuoteAmount(listing.Price!.Value, new Quantity(UsualLotsOf(group))).Minor);
        endowment.Add((currency, money));
        return [.. endowment.Where(e => e.Amount != 0)];
    }

    private static long UsualLotsOf(Group group) => group.Type.Options.Any(o => o.Name == Target) ? UsualLotsOfMaker : UsualLots;

    private List<MarketListing> Traded(FilePart? trades, FilePart group)
    {
        var traded = trades is null
            ? _builder.Listings.Where(l => l.IsTradedByDefault).ToList() : [.. trades.Words.Select(_builder.Find).Select(Priced)];
        var place = trades ?? group;
        return traded.Count == 0 ? throw place.Problem("There is nothing to trade: no instrument has a price.")
            : traded.Find(l => l.Price is null) is { } unpriced
                ? throw place.Problem($"Instrument '{unpriced.Instrument.Symbol}' has no price in this file, so no strategy can begin with it.")
            : traded.Find(l => l.Instrument is MarketIndex) is { } index
                ? throw place.Problem($"'{index.Instrument.Symbol}' is an index; it does not trade.")
            : traded;
    }

    // An option of a chain begins at what its exercise would bring, or a tick; who knows better looks at the underlying.
    private MarketListing Priced(MarketListing listing)
    {
        if (listing.Price is not null || listing.Instrument is not OptionContract option
            || _builder.Listings.Find(l => l.Instrument.Id == option.Underlying) is not { Price: { } spot } underlying)
        {
            return listing;
        }

        var perUnit = underlying.Instrument.PriceUnit / option.PriceUnit;
        var inTheMoney = option.Right == OptionRight.Call ? spot - option.Strike : option.Strike - spot;
        var price = new Price(Math.Max(1, (long)(inTheMoney * perUnit)));
        return listing with
        {
            Price = price,
            Value = new MeanRevertingValue(price.Ticks, 0, 0, SimDuration.FromSeconds(1), new Rng(0, option.Symbol)),
        };
    }

    private AccountType AccountTypeOf(FilePart part)
    {
        var type = part.Word<AccountType>();
        return type == AccountType.Cash || _mechanisms.Any(m => m.Carries(type)) ? type : throw part.Problem(
            $"No mechanism of this market answers for accounts of type '{part.Text}'; name one, such as margin, under 'mechanisms'.");
    }

    private static OptionSet Settings(CatalogEntry<StrategyType> type, FilePart? settings)
    {
        var options = new OptionSet(type.Value.Options);
        foreach (var (name, value) in settings?.Map("A map of the strategy's settings").Rest() ?? [])
        {
            var place = type.Value.Options.Any(o => o.Name == name.Text) ? value : name;
            place.Check(() =>
            {
                options.Set(name.Text, value.Text.Replace("_", "", StringComparison.Ordinal));
                return true;
            });
        }

        return options;
    }

    private sealed record Group(
        FilePart Name, StrategyType Type, OptionSet Settings, bool SetsTarget, int Count, AccountType Account, FilePart? Cash, FilePart? Shares,
        FilePart? Holdings, ILatencyModel? Latency, SimDuration? ComputeDelay, IReadOnlyList<MarketListing> Traded);
}
