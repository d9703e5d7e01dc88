using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>What interrupts or confines trading in an instrument: pauses and halts, calls, price limits, auctions.</summary>
/// <param name="instrument">Events of other instruments are ignored.</param>
public sealed class TradingStates(InstrumentId instrument) : IMetric
{
    private readonly List<(SimTime From, SimTime To)> _pauses = [];
    private readonly List<(SimTime From, SimTime To)> _calls = [];
    private readonly List<(SimTime Time, Price? Lower, Price? Upper)> _limits = [];
    private readonly List<(SimTime Time, Price Price, Quantity Quantity)> _auctions = [];
    private TradingPhase _phase = TradingPhase.Closed;
    private SimTime _since = SimTime.Zero;

    /// <summary>Spans of halts, pauses and the calls that end them.</summary>
    public IReadOnlyList<(SimTime From, SimTime To)> Pauses => _pauses;

    /// <summary>Spans of the calls that open and close a day.</summary>
    public IReadOnlyList<(SimTime From, SimTime To)> Calls => _calls;

    /// <summary>Price limits from each instant on; none where they are lifted.</summary>
    public IReadOnlyList<(SimTime Time, Price? Lower, Price? Upper)> Limits => _limits;

    /// <summary>Auctions that traded.</summary>
    public IReadOnlyList<(SimTime Time, Price Price, Quantity Quantity)> Auctions => _auctions;

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        if (item.Instrument != instrument)
        {
            return;
        }

        switch (item.Kind)
        {
            case EventKind.PhaseChanged:
                Leave(item.Time);
                _phase = item.Phase;
                break;
            case EventKind.PriceLimits:
                var isNone = item.Price == default && item.UpperPrice == default;
                _limits.Add((item.Time, isNone ? null : item.Price, isNone ? null : item.UpperPrice));
                break;
            case EventKind.Uncrossed when item.Quantity > Quantity.Zero:
                _auctions.Add((item.Time, item.Price, item.Quantity));
                break;
        }
    }

    /// <inheritdoc/>
    public void Complete(SimTime end) => Leave(end);

    private void Leave(SimTime time)
    {
        if (_phase is TradingPhase.Halted or TradingPhase.VolatilityAuction or TradingPhase.ReopeningAuction)
        {
            Extend(_pauses, time);
        }
        else if (_phase is TradingPhase.PreOpen or TradingPhase.OpeningAuction or TradingPhase.ClosingAuction)
        {
            Extend(_calls, time);
        }

        _since = time;
    }

    // A pause that goes over into a call is one span.
    private void Extend(List<(SimTime From, SimTime To)> spans, SimTime to)
    {
        if (spans.Count > 0 && spans[^1].To == _since)
        {
            spans[^1] = (spans[^1].From, to);
        }
        else if (to > _since)
        {
            spans.Add((_since, to));
        }
    }
}
