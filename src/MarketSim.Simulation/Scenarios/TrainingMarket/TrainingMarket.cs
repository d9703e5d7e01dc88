using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>One share among a handful of busy traders: a market light enough to learn in.</summary>
/// <remarks>Each agent stands for many: few of them act often, so that a second brings some orders on both sides, and an episode
/// of a learner costs little more than the orders in it.</remarks>
public sealed class TrainingMarket : Scenario
{
    private const long OpeningTicks = 10_000;
    private const double SecondsPerYear = 252 * 23_400;

    /// <inheritdoc/>
    public override string Name => "training-market";

    /// <inheritdoc/>
    public override string Summary => "One share among a handful of busy traders: light enough to learn in.";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSpec> Options { get; } =
    [
        new() { Name = "duration", Kind = OptionKind.Duration, Default = "10min", Min = 1e-6, Max = 86_400, Summary = "Length of the session." },
        Count("makers", "1", "Makers that quote a ladder on both sides."),
        Count("value-traders", "2", "Traders that know roughly what the share is worth."),
        Count("zero-intelligence-traders", "3", "Traders that place limit orders at random around the market."),
        Count("momentum-traders", "0", "Traders that follow the trend."),
        Count("noise-traders", "2", "Traders that take the opposite quote."),
        new()
        {
            Name = "activity", Kind = OptionKind.Number, Default = "1", Min = 0.001, Max = 1_000,
            Summary = "How often everybody acts, as a multiple of the usual.",
        },
        new()
        {
            Name = "volatility", Kind = OptionKind.Number, Default = "0.6", Min = 0, Max = 10,
            Summary = "Annual volatility of what the share is worth, as a fraction of it.",
        },
        new()
        {
            Name = "latency", Kind = OptionKind.Text, Default = "constant:200us",
            Summary = "The network: constant:50us, uniform:100us..400us, lognormal:200us,0.4 or distance:0.67.",
            Check = text => LatencyCatalog.Parse(text),
        },
        new() { Name = "taker-fee-ppm", Kind = OptionKind.Integer, Default = "0", Min = 0, Max = 100_000, Summary = "What a taker pays, in millionths of the traded value." },
        new() { Name = "maker-fee-ppm", Kind = OptionKind.Integer, Default = "0", Min = -100_000, Max = 100_000, Summary = "What a maker pays, in millionths of the traded value; negative is a rebate, at most the taker's fee." },
    ];

    /// <inheritdoc/>
    public override World Build(OptionSet options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        var world = new World
        {
            Duration = options.Duration("duration"),
            Latency = LatencyCatalog.Parse(options.Text("latency")),
            Venue = new ExchangeOptions
            {
                Fees = new FeeSchedule
                {
                    TakerPartsPerMillion = options.Integer("taker-fee-ppm"), MakerPartsPerMillion = options.Integer("maker-fee-ppm"),
                },
            },
        };
        var usd = world.AddAsset("USD", decimals: 2);
        var share = world.AddAsset("SHARE", decimals: 0);
        var instrument = world.AddInstrument(id => new Equity { Id = id, Symbol = "SHARE", Base = share, Quote = usd, RoundLot = 100 });
        AddTraders(world, options, seed, instrument);
        return world;
    }

    private static void AddTraders(World world, OptionSet options, ulong seed, Instrument instrument)
    {
        var opening = new Price(OpeningTicks);
        var activity = options.Number("activity");
        var value = new MeanRevertingValue(
            OpeningTicks, reversionPerSecond: 1.0 / 14_400, OpeningTicks * options.Number("volatility") / Math.Sqrt(SecondsPerYear),
            SimDuration.FromSeconds(1), new Rng(seed, "fundamental/SHARE"));
        SimDuration Every(double seconds) => SimDuration.FromSeconds(seconds / activity);
        void Add(string option, string type, Func<IStrategy> create)
        {
            for (var i = 1; i <= options.Count(option); i++)
            {
                // Rich enough never to run dry within a session.
                const long Shares = 1_000_000;
                var money = instrument.QuoteAmount(opening, new Quantity(Shares)).Minor;
                world.AddTrader(
                    $"{type}/{i}", type, [instrument.Id], create(), (instrument.Base, Shares), (instrument.Quote, money));
            }
        }

        Add("makers", "market-maker", () => new LadderMaker(instrument.Id, opening, new LadderMakerOptions
        {
            MeanInterval = Every(3), Levels = 4, HalfSpreadTicks = 2, LevelTicks = 2, LotsPerLevel = 300,
            TargetLots = 1_000_000, LotsPerSkewTick = 500,
        }));
        Add("value-traders", "value", () => new ValueTrader(instrument.Id, value, new ValueTraderOptions
        {
            MeanInterval = Every(4), NoiseTicks = 8, Aggressiveness = 0.5, TypicalLots = 150,
        }));
        Add("zero-intelligence-traders", "zero-intelligence", () => new ZeroIntelligence(instrument.Id, new ZeroIntelligenceOptions
        {
            MeanInterval = Every(4), WidthTicks = 20,
        }));
        Add("momentum-traders", "momentum", () => new Momentum(instrument.Id, new MomentumOptions { MeanInterval = Every(4) }));
        Add("noise-traders", "noise", () => new NoiseTrader(instrument.Id, new NoiseTraderOptions { MeanInterval = Every(4) }));
    }

    private static OptionSpec Count(string name, string usual, string summary) => new()
    {
        Name = name, Kind = OptionKind.Integer, Default = usual, Min = 0, Max = 100_000, Summary = summary,
    };
}
