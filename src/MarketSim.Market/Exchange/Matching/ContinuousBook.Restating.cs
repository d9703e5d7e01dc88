using MarketSim.Core;

namespace MarketSim.Market;

/// <content>New terms for open orders by the venue's own act, as after a split. Nothing trades.</content>
public sealed partial class ContinuousBook
{
    /// <inheritdoc/>
    public void Restate(Func<Command, Command> order, Func<Price, Price> price, SimTime now, EventBuffer events)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(price);
        _events.Begin(now, events);
        if (_market.LastTrade is { } last)
        {
            _market.LastTrade = price(last);
        }

        // In order of priority, so that those that move keep theirs among themselves.
        var resting = _book.InPriority(Side.Buy).Concat(_book.InPriority(Side.Sell)).ToList();
        resting.ForEach(old => Restate(old, order));
        _arrivals.CopyTo(_scratch);
        foreach (var id in _scratch.ToList())
        {
            if (_triggers.TryGet(id, out var dormant))
            {
                Restate(dormant, order);
            }
        }

        Finish();
    }

    private void Restate(in BookOrder old, Func<Command, Command> restate)
    {
        var before = Renewed(new Command { Order = old.Id, Price = old.Price, Quantity = old.Open }, old, out _);
        var after = restate(before);
        if (after == before)
        {
            return;
        }

        // What follows a reference has no price of its own to restate.
        if (after.Quantity.IsZero || _pegs.TryGet(old.Id, out _))
        {
            Cancel(old, CancelReason.CorporateAction);
            return;
        }

        _terms.TryGetValue(old.Id, out var terms);
        _book.Remove(old.Id, out _);
        Touch(old.Side, old.Price);
        _events.Replaced(
            old.Id, old.Id, old.Account, old.Side, after.Price, after.Quantity,
            MatchingEvents.ToEventFlags(old.Flags) | EventFlags.ByVenue);
        Touch(old.Side, after.Price);
        Rest(
            old with
            {
                Price = after.Price, Open = after.Quantity, Display = after.Display, Minimum = after.Minimum, Shown = Quantity.Zero,
            },
            terms, isArrival: false);
    }

    private void Restate(DormantOrder old, Func<Command, Command> restate)
    {
        // What waits for an auction has no stop that could be restated.
        var isParked = old.Rule is ParkedRule;
        var before = old.Terms with { StopPrice = isParked ? Price.Zero : old.Stop, Price = old.Limit, Quantity = old.Open };
        var after = restate(before);
        if (after == before)
        {
            return;
        }

        if (after.Quantity.IsZero)
        {
            Cancel(old, CancelReason.CorporateAction);
            return;
        }

        _triggers.Restate(old, after, isParked ? old.Stop : after.StopPrice);
        _events.Replaced(
            after.Order, after.Order, after.Account, after.Side, old.Rule.LimitAt(after, after.StopPrice), after.Quantity,
            EventFlags.KeptPriority | EventFlags.ByVenue);
    }
}
