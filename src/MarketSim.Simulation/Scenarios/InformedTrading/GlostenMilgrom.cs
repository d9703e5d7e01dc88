using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>A dealer whose customers may know more than he does.</summary>
/// <remarks>Source: Glosten and Milgrom (1985), "Bid, ask and transaction prices in a specialist market with heterogeneously informed
/// traders"; scenario S5. The value is 101 or 99.</remarks>
public sealed class GlostenMilgrom : Scenario
{
    private const int PriceDecimals = 4;
    private const long ReferenceTicks = 1_000_000;
    private const long ValueTicks = 10_000;

    private static readonly SimDuration MeanInterval = SimDuration.FromSeconds(1);

    /// <inheritdoc/>
    public override string Name => "glosten-milgrom";

    /// <inheritdoc/>
    public override string Summary
        => "A dealer quotes to traders of whom some know the value (Glosten, Milgrom 1985): break-even spread, profits, the informed share.";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSpec> Options { get; } =
    [
        new OptionSpec
        {
            Name = "informed-share", Kind = OptionKind.Number, Default = "0.2", Min = 0.001, Max = 0.999,
            Summary = "µ: the share of arrivals that know the value.",
        },
        new OptionSpec
        {
            Name = "half-spread", Kind = OptionKind.Number, Default = "0", Min = 0, Max = 0.99, Unit = "currency",
            Summary = "What the dealer quotes around 100 always; 0 for a dealer who knows the share and learns from trades.",
        },
        new OptionSpec
        {
            Name = "trades", Kind = OptionKind.Integer, Default = "5000", Min = 1, Max = 10_000_000,
            Summary = "Trades, on average: one a second.",
        },
        new OptionSpec
        {
            Name = "trades-a-value", Kind = OptionKind.Integer, Default = "1", Min = 1, Max = 100_000,
            Summary = "Trades, on average, until the value is made known and another one drawn.",
        },
    ];

    /// <inheritdoc/>
    public override World Build(OptionSet options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        var share = options.Number("informed-share");
        long? half = options.Number("half-spread") is > 0 and var spread ? Price.FromDouble(spread * ValueTicks, Rounding.HalfUp).Ticks : null;
        var period = MeanInterval * options.Integer("trades-a-value");
        var world = new World
        {
            Duration = MeanInterval * options.Integer("trades"), Latency = new ConstantLatency(SimDuration.FromMicroseconds(1)),
        };
        var cash = world.AddAsset("USD", PriceDecimals);
        var asset = world.AddAsset("GM", 0);
        var instrument = world.AddInstrument(id => new Equity
        {
            Id = id, Symbol = "GM", Base = asset, Quote = cash, PriceDecimals = PriceDecimals,
        });
        var value = IndependentValue.OneOfTwo(
            ReferenceTicks - ValueTicks, ReferenceTicks + ValueTicks, period, new Rng(seed, "value"));
        var setting = new StrategySetting(instrument.Id, new Price(ReferenceTicks), value);
        AccountId Add(string type, IStrategy strategy)
        {
            // Whatever happens nobody runs out: everybody could take the same side.
            var lots = 1_000 + (2 * options.Integer("trades"));
            return world.AddTrader(
                type, type, [instrument.Id], strategy,
                (asset, lots), (cash, instrument.QuoteAmount(new Price(2 * ReferenceTicks), new Quantity(lots)).Minor)).Account;
        }

        Add("bayesian-dealer", new BayesianDealer(setting, new BayesianDealerOptions
        {
            InformedShare = share, ValueTicks = ValueTicks, Period = period, HalfSpreadTicks = half,
        }));

        // Two Poisson processes together are one in which each arrival is informed with the share's chance.
        var informed = Add("informed", new InformedTrader(setting, Every(share), lots: 1));
        Add("liquidity", new LiquidityTrader(setting, Every(1 - share), lots: 1));
        world.Measurement = _ => new GlostenMilgromMeasurement(
            value, setting.Reference, informed, share, half, ValueTicks, (double)instrument.PriceUnit) { Period = period };
        return world;
    }

    private static SimDuration Every(double share) => SimDuration.FromSeconds(MeanInterval.ToSeconds() / share);
}
