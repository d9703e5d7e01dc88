using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>One maker quotes around a middle that wanders and nobody moves, and takers meet it at random: what leaning against the
/// inventory costs, and what it saves.</summary>
/// <remarks>Source: Avellaneda and Stoikov (2008), section 3.3. Everything is an order on the exchange: the maker's quotes are limit
/// orders of one lot, a taker's order is immediate-or-cancel with an exponential depth as limit. Their horizon of one is a second
/// here, in steps of 5 ms, and there is no latency. Prices are in ten-thousandths.</remarks>
public sealed class MarketMaking : Scenario
{
    /// <summary>What the maker owns at the start, in lots: enough to sell all day.</summary>
    public const long StartingLots = 1_000;

    private const int Decimals = 4;

    private static readonly string[] Makers = ["avellaneda-stoikov", "symmetric", "gueant-lehalle-tapia", "cartea-jaimungal"];

    /// <inheritdoc/>
    public override string Name => "market-making";

    /// <inheritdoc/>
    public override string Summary
        => "One maker, a middle that wanders, takers at random: profit and inventory risk as in Avellaneda and Stoikov (2008).";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSpec> Options { get; } =
    [
        new()
        {
            Name = "maker", Kind = OptionKind.Choice, Default = Makers[0], Choices = Makers,
            Summary = "Who quotes; symmetric is the first without leaning, with the same mean spread.",
        },
        Number("risk-aversion", 0.1, 1e-6, 100, "γ of the maker."),
        Number("volatility", 2, 0, 20, "σ: standard deviation of the middle over the session, in dollars."),
        Number("arrival-rate", 140, 1, 100_000, "A: takers of each side in the session who reach the middle."),
        Number("arrival-decay", 1.5, 0.01, 1_000, "k: how fast takers become rarer with each dollar of distance."),
        Number("reach", 0.2377, 0, 2, "So many dollars beyond the middle the intensity goes on growing."),
        new()
        {
            Name = "arrivals", Kind = OptionKind.Choice, Default = "steps", Choices = ["steps", "poisson"],
            Summary = "Takers come in steps, at most one of each side, as in the paper's own simulation; or at any moment.",
        },
        new()
        {
            Name = "step", Kind = OptionKind.Duration, Default = "5ms", Min = 1e-6, Max = 1,
            Summary = "Step of the middle, of which a session has a second.",
        },
    ];

    /// <inheritdoc/>
    public override World Build(OptionSet options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        var step = options.Duration("step");
        var world = new World
        {
            Duration = SimDuration.FromSeconds(1), Latency = new ConstantLatency(SimDuration.Zero),
            Venue = new ExchangeOptions { ProtectionTicks = 0 },
        };
        var usd = world.AddAsset("USD", Decimals);
        var share = world.AddAsset("SHARE", decimals: 0);
        var instrument = world.AddInstrument(id => new Equity
        {
            Id = id, Symbol = "SHARE", Base = share, Quote = usd, PriceDecimals = Decimals,
        });
        var start = new Price(100_0000);
        var middle = new MeanRevertingValue(
            start.Ticks, reversionPerSecond: 0, options.Number("volatility") * 10_000, step, new Rng(seed, "middle"));
        var setting = new StrategySetting(instrument.Id, start, middle) { Instruments = world.Instruments };

        // They act on the fundamental value alone, so they need no quotes.
        world.AddTrader("maker", "maker", [], Maker(setting, options), (share, StartingLots), (usd, 1_000 * StartingLots * 10_000));
        world.AddTrader("takers", "taker", [], Takers(setting, options), (share, 1_000_000), (usd, 1_000_000 * 10_000L * 1_000));
        return world;
    }

    /// <summary>What the maker earned: money, and shares at the last middle, beyond what it began with.</summary>
    /// <param name="run">A run of this scenario that is closed.</param>
    /// <returns>Profit in dollars, inventory in lots.</returns>
    public static (double Profit, long Inventory) Outcome(MarketSimulation run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var maker = run.World.Participants[0];
        var (share, usd) = (run.World.Instruments[0].Base, run.World.Instruments[0].Quote);
        var ledger = run.Exchange.Ledger;
        var inventory = ledger.Balance(maker.Account, share) - StartingLots;
        var money = ledger.Balance(maker.Account, usd) - maker.Endowment.First(e => e.Asset == usd).Amount;
        return ((money + (inventory * Middle(run))) / 10_000, inventory);
    }

    // The middle's path depends on the seed alone, so it can be drawn again.
    private static double Middle(MarketSimulation run)
    {
        var options = new OptionSet(new MarketMaking().Options);
        foreach (var (name, value) in run.World.Options)
        {
            options.Set(name, value);
        }

        var path = new MeanRevertingValue(
            100_0000, 0, options.Number("volatility") * 10_000, options.Duration("step"), new Rng(run.Seed, "middle"));
        return path.At(new SimTime(run.End.Nanoseconds));
    }

    private static IStrategy Maker(StrategySetting setting, OptionSet options)
    {
        var name = options.Text("maker");
        var type = StrategyCatalog.All.Find(name == "symmetric" ? Makers[0] : name).Value;
        var values = new OptionSet(type.Options);
        foreach (var (option, value) in ((string, string)[])
        [
            ("interval", options.Text("step")), ("horizon", "1s"), ("middle", "fundamental"),
            ("target-lots", StartingLots.ToString(CultureInfo.InvariantCulture)), ("leans", name == "symmetric" ? "false" : "true"),
            ("risk-aversion", options.Text("risk-aversion")), ("volatility", options.Text("volatility")),
            ("arrival-rate", options.Text("arrival-rate")), ("arrival-decay", options.Text("arrival-decay")),
            ("running-penalty", HalfVariance(options)),
        ])
        {
            if (type.Options.Any(o => o.Name == option))
            {
                values.Set(option, value);
            }
        }

        return type.Create(setting, values);
    }

    // φ = γσ²/2: the penalty with which Cartea and Jaimungal's maker has the risk aversion of the others.
    private static string HalfVariance(OptionSet options)
        => (options.Number("risk-aversion") * options.Number("volatility") * options.Number("volatility") / 2)
            .ToString("R", CultureInfo.InvariantCulture);

    private static PoissonTaker Takers(StrategySetting setting, OptionSet options) => new(setting, new PoissonTakerOptions
    {
        ArrivalRate = options.Number("arrival-rate"), ArrivalDecay = options.Number("arrival-decay"),
        Horizon = SimDuration.FromSeconds(1), Reach = options.Number("reach"),
        Step = options.Text("arrivals") == "steps" ? options.Duration("step") : null,
    });

    private static OptionSpec Number(string name, double usual, double from, double to, string summary) => new()
    {
        Name = name, Kind = OptionKind.Number, Min = from, Max = to, Summary = summary,
        Default = usual.ToString(CultureInfo.InvariantCulture),
    };
}
