using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Turns trades into movements of the ledger: delivery against payment at once, fees, and margin of positions.</summary>
/// <remarks>Settlement here is immediate. Later settlement dates, fails and netting are terms of trade and belong to mechanisms.</remarks>
public sealed class ClearingHouse(
    Ledger ledger, OrderReserves reserves, FeeSchedule fees, AccountId feeAccount, Func<AccountId, bool> isCarried)
{
    private readonly TransferBuffer _transfers = new();

    /// <summary>Settles one trade. Both orders' reserves shrink first, so what they had set aside pays for it.</summary>
    /// <param name="trade">A <see cref="EventKind.Traded"/> event.</param>
    /// <param name="instrument">What was traded.</param>
    /// <param name="events">Where fee events are added.</param>
    public void Settle(in MarketEvent trade, Instrument instrument, EventBuffer events)
    {
        reserves.ShrinkTo(trade.Order, instrument, trade.Open);
        reserves.ShrinkTo(trade.CounterOrder, instrument, trade.CounterOpen);

        var (buyer, seller) = trade.Side == Side.Buy ? (trade.Account, trade.CounterAccount) : (trade.CounterAccount, trade.Account);
        _transfers.Clear();
        instrument.Settle(buyer, seller, trade.Price, trade.Quantity, new Money(trade.Amount), _transfers);
        var changesPositions = instrument.IsMargined && buyer != seller;
        if (changesPositions)
        {
            ReleasePositionMargin(buyer, instrument);
            ReleasePositionMargin(seller, instrument);
        }

        ledger.Apply(_transfers.Items);
        PostFee(trade, isTaker: true, instrument, events);
        PostFee(trade, isTaker: false, instrument, events);
        if (changesPositions)
        {
            ReservePositionMargin(buyer, instrument);
            ReservePositionMargin(seller, instrument);
        }
    }

    private void PostFee(in MarketEvent trade, bool isTaker, Instrument instrument, EventBuffer events)
    {
        if (fees.IsFree)
        {
            return;
        }

        var fee = fees.FeeOf(isTaker, new Money(trade.Amount), trade.Quantity);
        if (fee == Money.Zero)
        {
            return;
        }

        var payer = isTaker ? trade.Account : trade.CounterAccount;
        ledger.Apply(new Transfer(instrument.Quote, payer, feeAccount, fee.Minor));
        events.Add(new MarketEvent
        {
            Kind = EventKind.FeePosted, Time = trade.Time, Instrument = trade.Instrument, Account = payer,
            Order = isTaker ? trade.Order : trade.CounterOrder, Asset = instrument.Quote, Amount = fee.Minor,
        });
    }

    // For whom a mechanism answers, the venue sets nothing aside.
    private void ReleasePositionMargin(AccountId account, Instrument instrument)
    {
        if (isCarried(account))
        {
            return;
        }

        var margin = instrument.PositionMargin(ledger.Balance(account, instrument.Base)).Minor;
        if (margin > 0)
        {
            ledger.Release(account, instrument.Quote, margin);
        }
    }

    private void ReservePositionMargin(AccountId account, Instrument instrument)
    {
        if (isCarried(account))
        {
            return;
        }

        var margin = instrument.PositionMargin(ledger.Balance(account, instrument.Base)).Minor;
        Guard.That(
            margin == 0 || ledger.TryReserve(account, instrument.Quote, margin),
            "the reserve of an order covers the margin of the position that it leads to");
    }
}
