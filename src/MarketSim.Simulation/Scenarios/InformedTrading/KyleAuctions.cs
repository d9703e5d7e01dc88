using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>An insider, noise traders and a market maker in call auctions, round after round.</summary>
/// <remarks>Source: Kyle (1985), "Continuous auctions and insider trading". Each auction is a batch of the venue's frequent batch
/// auction; the maker's pricing rule stands in its book as limit orders.</remarks>
public sealed class KyleAuctions : Scenario
{
    private const int PriceDecimals = 4;
    private const long ReferenceTicks = 1_000_000;

    /// <inheritdoc/>
    public override string Name => "kyle";

    /// <inheritdoc/>
    public override string Summary
        => "An insider hides among noise traders in call auctions (Kyle 1985): lambda, profits, what prices reveal.";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSpec> Options { get; } =
    [
        new OptionSpec
        {
            Name = "rounds", Kind = OptionKind.Integer, Default = "2000", Min = 1, Max = 1_000_000,
            Summary = "How many times a value is drawn.",
        },
        new OptionSpec
        {
            Name = "auctions", Kind = OptionKind.Integer, Default = "1", Min = 1, Max = 1_000,
            Summary = "Auctions in a round, before its value is made known.",
        },
        new OptionSpec
        {
            Name = "value-deviation", Kind = OptionKind.Number, Default = "1", Min = 0.001, Max = 10, Unit = "currency",
            Summary = "Standard deviation of a round's value around 100.",
        },
        new OptionSpec
        {
            Name = "noise-deviation", Kind = OptionKind.Number, Default = "1000", Min = 100, Max = 1e6, Unit = "lots",
            Summary = "Standard deviation of what noise traders demand in a round.",
        },
        new OptionSpec
        {
            Name = "learning", Kind = OptionKind.Flag, Default = "false",
            Summary = "Whether insider and maker find the equilibrium by themselves, from three times its impact; with one auction a round.",
        },
    ];

    /// <inheritdoc/>
    public override World Build(OptionSet options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        var auctions = options.Count("auctions");
        var rounds = new KyleRounds
        {
            Auctions = auctions, BeginsAtLastValue = false, NoiseDeviation = options.Number("noise-deviation"),
            ValueDeviation = options.Number("value-deviation") * (double)MarketUnits.Pow10(PriceDecimals),
        };
        var world = new World
        {
            Duration = (rounds.Interval * (options.Integer("rounds") * auctions)) + SimDuration.FromMilliseconds(50),
            Latency = new ConstantLatency(SimDuration.FromMicroseconds(1)),
            Mechanisms =
            [
                new MechanismSpec("frequent-batch-auction", new Dictionary<string, string> { ["interval"] = "1s" }),
            ],
        };
        var cash = world.AddAsset("USD", PriceDecimals);
        var share = world.AddAsset("KYLE", 0);
        var instrument = world.AddInstrument(id => new Equity
        {
            Id = id, Symbol = "KYLE", Base = share, Quote = cash, PriceDecimals = PriceDecimals,
        });
        var value = IndependentValue.Normal(
            ReferenceTicks, rounds.ValueDeviation, rounds.Interval * auctions, new Rng(seed, "value"));
        var setting = new StrategySetting(instrument.Id, new Price(ReferenceTicks), value);
        var impact = options.Flag("learning")
            ? new KyleEquilibrium(auctions, rounds.ValueDeviation, rounds.NoiseDeviation).Auctions[0].Impact * 3 : (double?)null;

        // Ladders reach five standard deviations of demand to either side.
        var lots = Math.Max(1, (long)(rounds.NoiseDeviation / 40));
        var roles = new Dictionary<AccountId, string>();
        void Add(string type, IStrategy strategy)
        {
            var wealth = (long)(rounds.NoiseDeviation * 1_000 * Math.Sqrt(options.Integer("rounds") * auctions));
            var participant = world.AddTrader(
                type, type, [instrument.Id], strategy,
                (share, wealth), (cash, instrument.QuoteAmount(new Price(ReferenceTicks), new Quantity(wealth)).Minor));
            roles.Add(participant.Account, type);
        }

        Add("kyle-maker", new KyleMaker(setting, new KyleMakerOptions { Rounds = rounds, LevelLots = lots, Levels = 300, FirstImpact = impact }));
        Add("kyle-insider", new KyleInsider(setting, rounds, impact));
        Add("kyle-noise", new KyleNoise(setting, rounds));
        world.Measurement = _ => new KyleMeasurement(rounds, value, setting.Reference, roles, (double)instrument.PriceUnit);
        return world;
    }
}
