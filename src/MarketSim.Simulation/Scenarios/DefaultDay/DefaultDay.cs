using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>A lively trading day in a share and in an exchange-traded fund, among makers, patient traders, large and small
/// ones, whose flow has the regularities of real markets.</summary>
public sealed class DefaultDay : Scenario
{
    /// <inheritdoc/>
    public override string Name => "default-day";

    /// <inheritdoc/>
    public override string Summary
        => "A realistic trading day in a share and a fund: makers, value, metaorder, flow, momentum and noise traders, and news.";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSpec> Options { get; } =
    [
        DefaultDayOptions.Duration, DefaultDayOptions.Makers, DefaultDayOptions.Value, DefaultDayOptions.Metaorders,
        DefaultDayOptions.Flow, DefaultDayOptions.Momentum, DefaultDayOptions.Noise, DefaultDayOptions.Activity, DefaultDayOptions.Volatility,
        DefaultDayOptions.NewsSize, DefaultDayOptions.Surprises, DefaultDayOptions.PaceDeviation,
        DefaultDayOptions.Latency, DefaultDayOptions.TakerFee, DefaultDayOptions.MakerFee, DefaultDayOptions.Allocation,
        DefaultDayOptions.Book,
    ];

    /// <inheritdoc/>
    public override World Build(OptionSet options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        var world = new World
        {
            Duration = options.Duration(DefaultDayOptions.Duration.Name),
            Latency = LatencyCatalog.Parse(options.Text(DefaultDayOptions.Latency.Name)),
            Venue = new ExchangeOptions
            {
                Fees = new FeeSchedule
                {
                    TakerPartsPerMillion = options.Integer(DefaultDayOptions.TakerFee.Name),
                    MakerPartsPerMillion = options.Integer(DefaultDayOptions.MakerFee.Name),
                },
                Allocation = options.Text(DefaultDayOptions.Allocation.Name),
                UsesPlainBook = options.Text(DefaultDayOptions.Book.Name) == "plain",
            },
        };
        var usd = world.AddAsset("USD", decimals: 2);
        AddListing(world, options, seed, usd, "ALPHA", 10_000, (id, share) => new Equity
        {
            Id = id, Symbol = "ALPHA", Base = share, Quote = usd, RoundLot = 100,
        });
        AddListing(world, options, seed, usd, "BETA", 4_000, (id, share) => new Etf
        {
            Id = id, Symbol = "BETA", Base = share, Quote = usd, RoundLot = 100,
        });
        return world;
    }

    private static void AddListing(
        World world, OptionSet options, ulong seed, AssetId cash, string symbol, long openingTicks,
        Func<InstrumentId, AssetId, Instrument> create)
    {
        var share = world.AddAsset(symbol, decimals: 0);
        var instrument = world.AddInstrument(id => create(id, share));
        var population = new Population(world, options, instrument, new Price(openingTicks), cash, seed);
        world.Fundamentals[instrument.Id] = population.Value;
        population.AddMakers();
        population.AddValue();
        population.AddMetaorders();
        population.AddFlow();
        population.AddMomentum();
        population.AddNoise();
    }
}
