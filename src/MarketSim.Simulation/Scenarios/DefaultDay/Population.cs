using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>The participants of one instrument of the default day.</summary>
internal sealed class Population
{
    private const double SecondsPerYear = 252 * 23_400;

    private readonly World _world;
    private readonly OptionSet _options;
    private readonly Instrument _instrument;
    private readonly Price _opening;
    private readonly AssetId _cash;
    private readonly FundamentalValue _fundamental;
    private readonly double _activity;
    private readonly InstrumentId[] _watched;

    public Population(World world, OptionSet options, Instrument instrument, Price opening, AssetId cash, ulong seed)
    {
        _world = world;
        _options = options;
        _instrument = instrument;
        _opening = opening;
        _cash = cash;
        _activity = options.Number(DefaultDayOptions.Activity.Name);
        _watched = [instrument.Id];
        var volatility = options.Number(DefaultDayOptions.Volatility.Name);
        _fundamental = new MeanRevertingValue(
            opening.Ticks, reversionPerSecond: 1.0 / 14_400, opening.Ticks * volatility / Math.Sqrt(SecondsPerYear),
            SimDuration.FromSeconds(1), new Rng(seed, $"fundamental/{instrument.Symbol}"));
    }

    public void AddMakers() => Add(DefaultDayOptions.Makers, "market-maker", wealth: 50, i => new LadderMaker(
        _instrument.Id, _opening, new LadderMakerOptions
        {
            MeanInterval = Every(3 + i), TargetLots = TypicalPosition(50), HalfSpreadTicks = 2 + i, LotsPerLevel = 100 + (50 * i),
        }));

    public void AddValue() => Add(DefaultDayOptions.Value, "value", wealth: 6, _ => new ValueTrader(
        _instrument.Id, _fundamental, new ValueTraderOptions { MeanInterval = Every(45), NoiseTicks = _opening.Ticks * 0.0012 }));

    public void AddZeroIntelligence() => Add(DefaultDayOptions.ZeroIntelligence, "zero-intelligence", wealth: 4,
        _ => new ZeroIntelligence(_instrument.Id, new ZeroIntelligenceOptions { MeanInterval = Every(25) }));

    public void AddMomentum() => Add(DefaultDayOptions.Momentum, "momentum", wealth: 4, _ => new Momentum(
        _instrument.Id, new MomentumOptions { MeanInterval = Every(40) }));

    public void AddNoise() => Add(DefaultDayOptions.Noise, "noise", wealth: 2, _ => new NoiseTrader(
        _instrument.Id, new NoiseTraderOptions { MeanInterval = Every(150) }));

    // A participant of wealth 1 owns 1,000 shares and the money for as many.
    private static long TypicalPosition(int wealth) => 1_000L * wealth;

    private void Add(OptionSpec count, string type, int wealth, Func<int, IStrategy> create)
    {
        var number = _options.Count(count.Name);
        for (var i = 0; i < number; i++)
        {
            var shares = TypicalPosition(wealth);
            var money = _instrument.QuoteAmount(_opening, new Quantity(shares)).Minor;
            _world.AddTrader(
                $"{_instrument.Symbol}/{type}/{i + 1}", type, _watched, create(i), (_instrument.Base, shares), (_cash, money));
        }
    }

    private SimDuration Every(double seconds) => SimDuration.FromSeconds(seconds / _activity);
}
