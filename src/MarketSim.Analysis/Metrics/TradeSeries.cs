using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>One trade.</summary>
/// <param name="Time">When.</param>
/// <param name="Aggressor">Side of the order that took.</param>
/// <param name="Price">The maker's price.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Taker">Account of the order that took.</param>
/// <param name="Maker">Account of the order that stood.</param>
public readonly record struct TradePoint(
    SimTime Time, Side Aggressor, Price Price, Quantity Quantity, AccountId Taker, AccountId Maker);

/// <summary>Every trade of an instrument.</summary>
/// <param name="instrument">Events of other instruments are ignored.</param>
public sealed class TradeSeries(InstrumentId instrument) : IMetric
{
    private readonly List<TradePoint> _items = [];

    /// <summary>The trades, in order.</summary>
    public IReadOnlyList<TradePoint> Items => _items;

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        if (item.Kind == EventKind.Traded && item.Instrument == instrument)
        {
            _items.Add(new(item.Time, item.Side, item.Price, item.Quantity, item.Account, item.CounterAccount));
        }
    }

    /// <inheritdoc/>
    public void Complete(SimTime end)
    {
    }
}
