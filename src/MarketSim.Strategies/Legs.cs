using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>One instrument of a position in several.</summary>
/// <param name="Instrument">Which.</param>
/// <param name="LotsPerUnit">Lots for each unit of the position; negative where it is sold.</param>
internal readonly record struct Leg(InstrumentId Instrument, double LotsPerUnit);

/// <summary>Brings several instruments to a position in fixed proportion, by orders that take at once or not at all.</summary>
/// <remarks>Positions are counted from what was held at first. What one leg did not get is asked for again at the next look, so that
/// for a while the position may be lopsided: that is the risk of trading in legs.</remarks>
/// <param name="reachTicks">How far beyond the touch an order may trade, in price units.</param>
/// <param name="mayOwe">Whether what is not held may be sold; the account must allow it.</param>
internal sealed class Legs(long reachTicks, bool mayOwe)
{
    private readonly SortedDictionary<int, long> _start = [];

    /// <summary>Whether an order is still on its way.</summary>
    public static bool IsBusy(MarketView view) => view.OpenOrders.Count > 0;

    /// <summary>Lots of an instrument above what was held at first.</summary>
    public long Held(MarketView view, InstrumentId instrument)
    {
        var position = view.Position(instrument).Lots;
        if (!_start.TryGetValue(instrument.Value, out var start))
        {
            _start.Add(instrument.Value, start = position);
        }

        return position - start;
    }

    /// <summary>Sends what is missing to so many units.</summary>
    public void Hold(MarketView view, OrderPad orders, IReadOnlyList<Leg> legs, double units)
    {
        foreach (var (instrument, perUnit) in legs)
        {
            var missing = (long)Rounding.HalfUp.Apply(units * perUnit) - Held(view, instrument);
            var terms = view.Instruments[instrument.Value];
            var lots = Math.Abs(missing) / terms.LotStep * terms.LotStep;
            var side = missing > 0 ? Side.Buy : Side.Sell;
            if (lots > 0 && view.QuoteOf(instrument) is { } quote)
            {
                Send(view, orders, terms, quote, side, lots);
            }
        }
    }

    private void Send(MarketView view, OrderPad orders, Instrument terms, Quote quote, Side side, long lots)
    {
        var (touch, there) = side == Side.Buy ? (quote.Ask, quote.AskQuantity) : (quote.Bid, quote.BidQuantity);
        if (there.IsZero)
        {
            return;
        }

        var limit = Quotes.OnTick(terms, side, touch + (side.Sign() * reachTicks));
        var size = mayOwe ? new Quantity(lots) : Sizes.Affordable(view, terms.Id, side, limit, new Quantity(lots));
        if (!size.IsZero)
        {
            orders.Limit(terms.Id, side, limit, size, TimeInForce.Ioc);
        }
    }
}
