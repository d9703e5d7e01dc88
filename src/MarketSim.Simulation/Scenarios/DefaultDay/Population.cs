using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>The participants of one instrument of the default day. Why each kind is there, and which regularity of real markets it
/// supplies, is told in docs/scenarios/default-day.md.</summary>
internal sealed class Population
{
    private const double SecondsPerYear = 252 * 23_400;

    // A participant of wealth 1 owns this many shares, and the money for as many.
    private const long SharesOfWealthOne = 1_000;

    // The price for which distances in price units are given; at another they are in proportion.
    private const double UsualPriceTicks = 10_000;

    // What patient traders as a whole take on between them, however many they are: lots for each price unit beyond their threshold.
    private const double ValueLotsPerTick = 24_000;

    private readonly World _world;
    private readonly OptionSet _options;
    private readonly Instrument _instrument;
    private readonly Price _opening;
    private readonly AssetId _cash;
    private readonly InformationFlow _flow;
    private readonly FundamentalValue _value;
    private readonly double _activity;
    private readonly double _scale;
    private readonly InstrumentId[] _watched;

    public Population(World world, OptionSet options, Instrument instrument, Price opening, AssetId cash, ulong seed)
    {
        _world = world;
        _options = options;
        _instrument = instrument;
        _opening = opening;
        _cash = cash;
        _activity = options.Number(DefaultDayOptions.Activity.Name);
        _scale = opening.Ticks / UsualPriceTicks;
        _watched = [instrument.Id];
        _flow = Information.Flow(options, world.Duration, new Rng(seed, $"information/{instrument.Symbol}"));
        _value = new InformationDrivenValue(
            opening.Ticks, options.Number(DefaultDayOptions.Volatility.Name) / Math.Sqrt(SecondsPerYear), _flow,
            Information.VarianceExponent, SimDuration.FromMilliseconds(250), new Rng(seed, $"fundamental/{instrument.Symbol}"));
    }

    public void AddMakers() => Add(DefaultDayOptions.Makers, "market-maker", wealth: 60, (i, _) => new ImpatientMaker(
        _instrument.Id, _value, new ImpatientMakerOptions
        {
            MeanInterval = Every(0.8 + (0.15 * i)), BurstChance = 0.7, HalfSpreadTicks = Ticks(0.4 + (0.1 * i)),
            ErrorTicks = Ticks(0.8), SnipeTicks = Ticks(1.6), PressureTicks = Ticks(0.52),
            LotsPerSkewTick = PerTick(100),
        },
        _flow));

    public void AddValue() => Add(DefaultDayOptions.Value, "value", wealth: 40, (i, number) => new LatentLiquidity(
        _instrument.Id, _value, new LatentLiquidityOptions
        {
            // Thresholds are a little scarcer near the value than further away.
            MeanInterval = Every(10), ThresholdTicks = Ticks(40) * PortableMath.Pow((i + 0.5) / number, 0.75),
            LotsPerTick = ValueLotsPerTick / number / _scale,
        }));

    public void AddMetaorders() => Add(DefaultDayOptions.Metaorders, "metaorder", wealth: 15, (_, _) => new MetaorderTrader(
        _instrument.Id, new MetaorderOptions { MeanPause = Every(300), MeanGap = Every(30), WalkTicks = WholeTicks(3) }, _flow));

    /// <summary>What the instrument is worth.</summary>
    public FundamentalValue Value => _value;

    public void AddFlow() => Add(DefaultDayOptions.Flow, "flow", wealth: 10, (_, _) => new HawkesFlow(
        _instrument.Id, new HawkesFlowOptions
        {
            MeanTake = Every(300), MeanAdd = Every(30), WalkTicks = WholeTicks(3), MostDistanceTicks = WholeTicks(500),
        },
        _flow, _opening));

    public void AddMomentum() => Add(DefaultDayOptions.Momentum, "momentum", wealth: 1, (_, _) => new Momentum(
        _instrument.Id, new MomentumOptions { MeanInterval = Every(240) }));

    public void AddNoise() => Add(DefaultDayOptions.Noise, "noise", wealth: 2, (_, _) => new NoiseTrader(
        _instrument.Id, new NoiseTraderOptions { MeanInterval = Every(1_200) }));

    private void Add(OptionSpec count, string type, int wealth, Func<int, int, IStrategy> create)
    {
        var number = _options.Count(count.Name);
        for (var i = 0; i < number; i++)
        {
            var shares = SharesOfWealthOne * wealth;
            var money = _instrument.QuoteAmount(_opening, new Quantity(shares)).Minor;
            _world.AddTrader(
                $"{_instrument.Symbol}/{type}/{i + 1}", type, _watched, create(i, number), (_instrument.Base, shares), (_cash, money));
        }
    }

    private double Ticks(double usual) => usual * _scale;

    private long WholeTicks(double usual) => Math.Max(1, (long)(usual * _scale));

    private long PerTick(double usual) => Math.Max(1, (long)(usual / _scale));

    private SimDuration Every(double seconds) => SimDuration.FromSeconds(seconds / _activity);
}
