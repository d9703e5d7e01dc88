using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Turns trades into movements of the ledger: delivery against payment at once, fees, and margin of positions.</summary>
/// <remarks>Settlement here is immediate. Later settlement dates, fails and netting are terms of trade and belong to mechanisms.</remarks>
public sealed class ClearingHouse(
    Ledger ledger, OrderReserves reserves, FeeSchedule fees, AccountId feeAccount, Func<AccountId, bool> isCarried)
{
    private readonly TransferBuffer _transfers = new();
    private readonly bool _isFree = fees.IsFree;

    /// <summary>Settles one trade. Both orders' reserves shrink first, so what they had set aside pays for it.</summary>
    /// <param name="trade">A <see cref="EventKind.Traded"/> event.</param>
    /// <param name="instrument">What was traded.</param>
    /// <param name="events">Where fee events are added.</param>
    public void Settle(in MarketEvent trade, Instrument instrument, EventBuffer events)
    {
        var mayOwe = MayOwe(trade, instrument);
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

        Carry(_transfers.Items, mayOwe);
        PostFee(trade, isTaker: true, instrument, mayOwe, events);
        PostFee(trade, isTaker: false, instrument, mayOwe, events);
        if (changesPositions)
        {
            ReservePositionMargin(buyer, instrument);
            ReservePositionMargin(seller, instrument);
        }
    }

    /// <summary>Moves contracts outside trades: an expiry, an assignment. The margin that is set aside follows the positions.</summary>
    public void MovePosition(in Transfer contracts, Instrument instrument)
    {
        ReleasePositionMargin(contracts.From, instrument);
        ReleasePositionMargin(contracts.To, instrument);
        ledger.Charge(contracts);
        ReservePositionMargin(contracts.From, instrument);
        ReservePositionMargin(contracts.To, instrument);
    }

    /// <summary>Sets aside what positions need under new terms, covered or not.</summary>
    public void Restate(Instrument old, Instrument now)
    {
        if (!now.IsMargined)
        {
            return;
        }

        for (var id = 0; id < ledger.AccountCount; id++)
        {
            var account = new AccountId(id);
            if (ledger.IsOpen(account) && ledger.Balance(account, now.Base) != 0)
            {
                ReleasePositionMargin(account, old);
                ReservePositionMargin(account, now);
            }
        }
    }

    // A loss may have eaten what an order had set aside, and a liquidation or buy-in is not asked for funds: they trade all the same,
    // and may leave a debt.
    private bool MayOwe(in MarketEvent trade, Instrument instrument)
        => instrument.IsMargined || MechanismDesk.IsVenueOrder(trade.Order) || MechanismDesk.IsVenueOrder(trade.CounterOrder)
            || (ledger.HasUncovered && (IsUncovered(trade.Account, instrument) || IsUncovered(trade.CounterAccount, instrument)));

    private bool IsUncovered(AccountId account, Instrument instrument)
        => ledger.Available(account, instrument.Quote) < 0 || ledger.Available(account, instrument.Base) < 0;

    private void Carry(ReadOnlySpan<Transfer> transfers, bool mayOwe)
    {
        if (!mayOwe)
        {
            ledger.Apply(transfers);
            return;
        }

        foreach (ref readonly var transfer in transfers)
        {
            ledger.Charge(transfer);
        }
    }

    private void PostFee(in MarketEvent trade, bool isTaker, Instrument instrument, bool mayOwe, EventBuffer events)
    {
        if (_isFree)
        {
            return;
        }

        var fee = fees.FeeOf(isTaker, new Money(trade.Amount), trade.Quantity);
        if (fee == Money.Zero)
        {
            return;
        }

        var payer = isTaker ? trade.Account : trade.CounterAccount;
        var order = isTaker ? trade.Order : trade.CounterOrder;
        Carry([new Transfer(instrument.Quote, payer, feeAccount, fee.Minor)], mayOwe);
        events.Add(new MarketEvent
        {
            Kind = EventKind.FeePosted, Time = trade.Time, Instrument = trade.Instrument, Account = payer,
            Order = order, Asset = instrument.Quote, Amount = fee.Minor,
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
        ledger.ReserveRegardless(account, instrument.Quote, margin);
    }
}
