using MarketSim.Core;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>Agents around a recording, as busy and as large as it is itself.</summary>
/// <remarks>Nobody among them has an opinion of value: what the instrument is worth is in the recording.</remarks>
internal sealed class HistoryPopulation
{
    // What the counts and intervals below come to, observed: commands each second.
    private const double UsualMessagesPerSecond = 6;

    private readonly World _world;
    private readonly Instrument _instrument;
    private readonly Price _opening;
    private readonly double _activity;
    private readonly long _lots;
    private readonly long _ticks;
    private readonly InstrumentId[] _watched;

    /// <param name="world">Where they are added.</param>
    /// <param name="recording">What sets their scale.</param>
    /// <param name="instrument">What they trade.</param>
    /// <param name="share">Their messages for each recorded one; zero for no agents.</param>
    public HistoryPopulation(World world, HistoryRecording recording, Instrument instrument, double share)
    {
        (_world, _instrument, _opening) = (world, instrument, recording.Opening);
        _activity = share * recording.MessagesPerSecond / UsualMessagesPerSecond;
        _lots = recording.TypicalLots;
        _ticks = Math.Max(1, _opening.Ticks / 10_000);
        _watched = [instrument.Id];
    }

    public void Add()
    {
        if (_activity == 0)
        {
            return;
        }

        Add(2, "market-maker", positions: 200, i => new LadderMaker(_instrument.Id, _opening, new LadderMakerOptions
        {
            MeanInterval = Every(4 + i), TargetLots = 200 * _lots, HalfSpreadTicks = (3 + i) * _ticks,
            LevelTicks = 2 * _ticks,
            LotsPerLevel = _lots, LotsPerSkewTick = Math.Max(1, 10 * _lots / _ticks),
        }));
        Add(20, "zero-intelligence", positions: 20, _ => new ZeroIntelligence(_instrument.Id, new ZeroIntelligenceOptions
        {
            MeanInterval = Every(25), TypicalLots = _lots, WidthTicks = 40 * _ticks,
        }));
        Add(6, "momentum", positions: 20, _ => new Momentum(_instrument.Id, new MomentumOptions
        {
            MeanInterval = Every(40), TypicalLots = _lots,
        }));
        Add(40, "noise", positions: 20, _ => new NoiseTrader(_instrument.Id, new NoiseTraderOptions
        {
            MeanInterval = Every(150), TypicalLots = _lots,
        }));
    }

    private void Add(int count, string type, int positions, Func<int, Market.IStrategy> create)
    {
        var lots = _lots * positions;
        var money = _instrument.QuoteAmount(_opening, new Quantity(lots)).Minor;
        for (var i = 0; i < count; i++)
        {
            _world.AddTrader(
                $"{type}/{i + 1}", type, _watched, create(i), (_instrument.Base, lots), (_instrument.Quote, money));
        }
    }

    private SimDuration Every(double seconds)
        => SimDuration.FromSeconds(Math.Clamp(seconds / _activity, 1e-6, 86_400));
}
