using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The key <c>announcements</c> of a market file: what the venue is told, and when.</summary>
/// <remarks>
/// <code>
/// announcements:
///   - {at: 10:00, dividend: AAPL, amount: 0.25, ex: 2026-01-06, pay: 2026-01-08}
///   - {at: 10:00, split: AAPL, new: 2, old: 1, ex: 2026-01-07}
///   - {at: 11:00, recall: GME, quantity: 400_000}
///   - {at: 11:00, borrow-rate: GME, rate: 60%}
///   - {at: 12:00, exercise: AAPL-260116C180, agent: fund, quantity: 5}
///   - {at: 12:00, swap: ETHUSD, agent: fund, side: buy, amount: 5_000, at-least: 1.6}     # amount is what is given
///   - {at: 12:00, self-trade-group: 7, agent: makers}                                     # all of a group of agents at once
///   - {at: 13:00, halt: AAPL}
/// </code>
/// </remarks>
internal static class AnnouncementSection
{
    // What can be announced, by the key that names its instrument, or for a deposit its asset.
    private static readonly (string Key, Func<Reader, Command> Read)[] Kinds =
    [
        ("reference-price", r => Instructions.ReferencePrice(r.Instrument, r.Price("price"))),
        ("closing-price", r => Instructions.ClosingPrice(r.Instrument, r.Price("price"))),
        ("locate", r => r.Of(Instruction.Locate) with { Account = r.Agent(), Quantity = r.Quantity() }),
        ("borrow", r => Instructions.Borrow(r.Agent(), r.Instrument, r.Quantity())),
        ("borrow-rate", r => r.Of(Instruction.BorrowRate) with { Amount = r.PartsPerMillion("rate") }),
        ("borrow-inventory", r => r.Of(Instruction.BorrowInventory) with { Quantity = r.Quantity() }),
        ("recall", r => r.Of(Instruction.Recall) with { Quantity = r.Quantity(), Account = r.AgentIfNamed() }),
        ("market-maker", r => r.Of(Instruction.MarketMaker) with { Account = r.Agent(), Amount = 1 }),
        ("dividend", r => r.Dividend(Instruction.Dividend)),
        ("special-dividend", r => r.Dividend(Instruction.SpecialDividend)),
        ("split", r => r.Of(Instruction.Split) with { Quantity = r.Count("new"), Minimum = r.Count("old"), Expiry = r.Ex() }),
        ("spin-off", r => r.Of(Instruction.SpinOff) with
            { Asset = r.Asset("share"), Quantity = r.Count("new"), Minimum = r.Count("old"), Expiry = r.Ex() }),
        ("symbol-change", r => r.Of(Instruction.SymbolChange) with { Offset = r.Whole("name"), Expiry = r.Ex() }),
        ("exercise", r => r.Of(Instruction.Exercise) with { Account = r.Agent(), Quantity = r.Quantity() }),
        ("do-not-exercise", r => r.Of(Instruction.DoNotExercise) with { Account = r.Agent(), Quantity = r.Quantity() }),
        ("company-value", r => Instructions.CompanyValue(r.Instrument, new(r.Money("amount")))),
        ("hold-back", r => Instructions.HoldBack(r.Agent(), r.Instrument, r.Quantity())),
        ("member-default", r => Instructions.MemberDefault(r.Agent(), r.Instrument, new(r.Money("amount")))),
        ("swap", r => r.Swap()),
        ("add-liquidity", r => Instructions.AddLiquidity(r.Agent(), r.Instrument, r.MoneyOf(r.Base, "amount"), r.Money("at-most"))),
        ("remove-liquidity", r => Instructions.RemoveLiquidity(r.Agent(), r.Instrument, r.Positive("shares"))),
        ("isolated-margin", r => r.Of(Instruction.IsolatedMargin) with { Account = r.Agent(), Amount = r.Money("amount") }),
        ("custom", r => r.Of(Instruction.Custom) with
        {
            Offset = r.Whole("code"), Amount = r.WholeIfNamed("amount"), Quantity = new(r.WholeIfNamed("quantity")), Account = r.AgentIfNamed(),
        }),
        ("halt", r => Commands.Halt(r.Instrument)),
        ("resume", r => Commands.Resume(r.Instrument)),
    ];

    public static void Read(MarketBuilder builder)
    {
        var announcements = new List<(SimTime At, Command Command)>();
        foreach (var item in builder.Top.Take("announcements")?.List ?? [])
        {
            var map = item.Map("A map with the key at and what is announced");
            var at = builder.Calendar.TimeOf(map.Need("at"));
            announcements.AddRange(CommandsOf(builder, map).Select(command => (at, command)));
            map.Finish();
        }

        if (announcements.Count > 0)
        {
            announcements = [.. announcements.OrderBy(a => a.At)];
            builder.World.AddService(venue => new Announcer(venue, announcements));
        }
    }

    private static IEnumerable<Command> CommandsOf(MarketBuilder builder, FileMap map)
    {
        if (map.Take("self-trade-group") is not { } group)
        {
            return [CommandOf(builder, map)];
        }

        var number = (int)group.Whole(0, int.MaxValue);
        return builder.FindAgents(map.Need("agent")).Select(agent => Instructions.SelfTradeGroup(agent.Account, number));
    }

    private static Command CommandOf(MarketBuilder builder, FileMap map)
    {
        if (map.Take("deposit") is { } deposit)
        {
            var asset = builder.FindAsset(deposit);
            var reader = new Reader(builder, map, null);
            return Commands.Deposit(reader.Agent(), asset, MarketBuilder.Minor(map.Need("amount"), builder.Decimals(asset)));
        }

        foreach (var (key, read) in Kinds)
        {
            if (map.Take(key) is { } instrument)
            {
                return read(new Reader(builder, map, builder.Find(instrument)));
            }
        }

        var named = map.Rest().Select(pair => pair.Key).FirstOrDefault();
        throw named is not null ? map.Unknown(named)
            : map.Place.Problem($"What is announced? Accepted is one of {string.Join(", ", Kinds.Select(k => k.Key))}, deposit, self-trade-group.");
    }

    /// <summary>Reads the further keys of an announcement.</summary>
    private sealed class Reader(MarketBuilder builder, FileMap map, MarketListing? listing)
    {
        public InstrumentId Instrument => listing!.Instrument.Id;

        public AssetId Base => listing!.Instrument.Base;

        public Command Of(Instruction instruction) => Instructions.Of(instruction, Instrument);

        public Price Price(string key) => listing!.PriceOf(map.Need(key));

        public Quantity Quantity() => listing!.QuantityOf(map.Need("quantity"));

        public Quantity Count(string key) => new(map.Need(key).Whole(1, 1_000_000_000));

        public long Whole(string key) => map.Need(key).Whole(long.MinValue / 4, long.MaxValue / 4);

        public long WholeIfNamed(string key) => map.Get(key, 0L, part => part.Whole(long.MinValue / 4, long.MaxValue / 4));

        public long Positive(string key) => map.Need(key).Whole(1, long.MaxValue / 4);

        public long Money(string key) => MoneyOf(listing!.Instrument.Quote, key);

        public long MoneyOf(AssetId asset, string key) => MarketBuilder.Minor(map.Need(key), builder.Decimals(asset));

        public AssetId Asset(string key) => builder.FindAsset(map.Need(key));

        public AccountId Agent() => OneOf(map.Need("agent"));

        public AccountId AgentIfNamed() => map.Take("agent") is { } part ? OneOf(part) : default;

        public long PartsPerMillion(string key)
        {
            var rate = map.Need(key);
            return rate.Check(() => checked((long)(rate.Number * 1_000_000)));
        }

        public Command Swap()
        {
            var side = map.Need("side").Word<Side>();
            var (given, taken) = side == Side.Buy ? (listing!.Instrument.Quote, Base) : (Base, listing!.Instrument.Quote);
            var atLeast = map.Get("at-least", 0L, part => MarketBuilder.Minor(part, builder.Decimals(taken)));
            return Instructions.Swap(Agent(), Instrument, side, MoneyOf(given, "amount"), atLeast);
        }

        public SimTime Ex() => builder.Calendar.DayOf(map.Need("ex"));

        public Command Dividend(Instruction kind)
        {
            var amount = map.Need("amount");
            return Of(kind) with
            {
                // Micro minor units a share: a cent is a million of them.
                Amount = MarketBuilder.Minor(amount, builder.Decimals(listing!.Instrument.Quote) + 6),
                Expiry = Ex(), Offset = map.Get("pay", 0L, part => part.Date.DayNumber),
            };
        }

        private AccountId OneOf(FilePart part)
        {
            var agents = builder.FindAgents(part);
            return agents.Count == 1 ? agents[0].Account
                : throw part.Problem($"'{part.Text}' are {agents.Count} agents; this concerns exactly one.");
        }
    }
}
