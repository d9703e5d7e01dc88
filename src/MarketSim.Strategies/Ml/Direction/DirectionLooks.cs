using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>The looks of one who trades on a model: at even intervals, with what was traded between them.</summary>
internal sealed class DirectionLooks(InstrumentId instrument, SimDuration interval, int horizon)
{
    private SimTime? _next;
    private long _taken;
    private long _given;

    /// <summary>What it has seen, and what came of it.</summary>
    public DirectionSampler Sampler { get; } = new(horizon);

    /// <summary>When it looks next. Whoever looks equally often does not look at the same instant.</summary>
    public SimTime Next(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _next = _next is { } last
            ? last + interval > view.Now ? last + interval : view.Now + interval
            : view.Now + SimDuration.FromNanoseconds(1 + (long)(view.Random.NextDouble() * (interval.Nanoseconds - 1)));
        return _next.Value;
    }

    /// <summary>Notes a trade.</summary>
    public void Take(TradePrint trade)
    {
        ArgumentNullException.ThrowIfNull(trade);
        if (trade.Instrument == instrument)
        {
            _taken += trade.Aggressor == Side.Buy ? trade.Quantity.Lots : 0;
            _given += trade.Aggressor == Side.Sell ? trade.Quantity.Lots : 0;
        }
    }

    /// <summary>Looks.</summary>
    /// <returns>What came of the look one horizon ago, where it is known.</returns>
    public DirectionSample? Look(MarketView view) => Sampler.Look(view.QuoteOf(instrument), _taken, _given);
}
