using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Works a parent order in market orders of equal size at equal distances of time, whatever the market does.</summary>
/// <param name="instrument">What to trade.</param>
/// <param name="side">Which way.</param>
/// <param name="lots">How much in all; more than zero.</param>
/// <param name="from">When it begins.</param>
/// <param name="to">When all must have been sent.</param>
/// <param name="slices">In how many child orders, at most; no child is smaller than a lot.</param>
internal sealed class ParentOrder(
    InstrumentId instrument, Side side, long lots, SimTime from, SimTime to, int slices) : IStrategy
{
    private readonly int _slices = (int)Math.Min(slices, lots);
    private int _sent;

    /// <inheritdoc/>
    public bool KeepsHours => false;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        if (_sent == _slices)
        {
            return SimTime.Never;
        }

        // In the middle of its share of the time.
        var at = from + new SimDuration((long)((Int128)(to - from).Nanoseconds * ((2 * _sent) + 1) / (2 * _slices)));
        return at > view.Now ? at : new SimTime(view.Now.Nanoseconds + 1);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        // What is due so far less what was due before, so that the parts add up.
        var due = (lots * (_sent + 1) / _slices) - (lots * _sent / _slices);
        _sent++;
        orders.Market(instrument, side, new Quantity(due));
    }
}
