using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The bars of a trader whose strategy wants them: made from the trades that reach it, and handed over when they end.</summary>
internal sealed class BarClock
{
    private readonly BarBuilder[] _builders;
    private readonly int[] _places;

    public BarClock(IReadOnlyList<InstrumentId> watched, SimDuration length)
    {
        if (length.Nanoseconds <= 0)
        {
            throw new ArgumentException($"A bar was {length} long; accepted is a time above zero.");
        }

        _builders = [.. watched.Select(instrument => new BarBuilder(instrument, length))];
        _places = new int[watched.Select(instrument => instrument.Value + 1).DefaultIfEmpty(0).Max()];
        Array.Fill(_places, -1);
        for (var i = 0; i < watched.Count; i++)
        {
            _places[watched[i].Value] = i;
        }
    }

    /// <summary>Whether a trade began a bar: then the trader must wake at its end.</summary>
    public bool Add(TradePrint trade, SimTime now, out SimTime end)
    {
        var place = unchecked((uint)trade.Instrument.Value) < (uint)_places.Length ? _places[trade.Instrument.Value] : -1;
        end = SimTime.Never;
        if (place < 0)
        {
            return false;
        }

        var builder = _builders[place];
        var begins = builder.End == SimTime.Never;
        builder.Add(now, trade.Price, trade.Quantity);
        end = builder.End;
        return begins;
    }

    /// <summary>Hands over what is over.</summary>
    public void Deliver(SimTime now, IStrategy strategy, MarketView view, OrderPad orders)
    {
        foreach (var builder in _builders)
        {
            if (builder.TryTake(now, out var bar))
            {
                strategy.OnBar(bar, view, orders);
            }
        }
    }
}
