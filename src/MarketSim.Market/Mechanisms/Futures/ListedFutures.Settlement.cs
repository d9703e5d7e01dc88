using MarketSim.Core;

namespace MarketSim.Market;

/// <content>The daily mark, and the end of a contract.</content>
public sealed partial class ListedFutures
{
    // Who bought today paid the distance from the previous settlement price when he traded, so that the whole position moves from
    // there: trades of the day end up marked from their trade price.
    private void Mark(Future future, Price settlement)
    {
        var moved = new Price(settlement - future.SettlementPrice);
        Desk.Relist(future with { SettlementPrice = settlement });
        Desk.Prices.SetClose(future.Id, settlement);
        Desk.Report(new MarketEvent { Kind = EventKind.Marked, Instrument = future.Id, Price = settlement });
        foreach (var account in Desk.Participants)
        {
            var lots = Desk.Ledger.Balance(account, future.Base);
            if (lots != 0)
            {
                var variation = future.QuoteAmount(moved, new Quantity(lots)).Minor;
                Desk.Post(Posting.Variation, HouseAccounts.Ccp, account, future.Quote, variation, About(future, settlement, lots));
            }
        }
    }

    private void Expire(Future future)
    {
        var price = FinalPrice(future);
        Mark(future, price);
        Desk.CancelAll(future.Id, CancelReason.InstrumentEnded);
        foreach (var account in Desk.Participants)
        {
            var lots = Desk.Ledger.Balance(account, future.Base);
            if (lots != 0 && future.Deliverable > 0)
            {
                Deliver(future, account, lots, price);
            }

            Desk.Post(Posting.ContractsClosed, account, HouseAccounts.Ccp, future.Base, lots, About(future, price, lots));
        }

        _expired.Add(future.Id.Value);
        Desk.Report(new MarketEvent { Kind = EventKind.ContractExpired, Instrument = future.Id, Price = price });
    }

    private Price FinalPrice(Future future)
    {
        if (_options.Text("final-settlement") == "underlying" && Underlying(future) is { } underlying
            && Desk.Prices.Mark(underlying.Id) is { } mark)
        {
            var units = underlying.ToDecimal(mark) / future.PriceUnit;
            return new Price((long)decimal.Round(units, MidpointRounding.AwayFromZero));
        }

        return _days[future.Id.Value].Of(Desk.Now) ?? future.SettlementPrice;
    }

    // Against the contract's value at the final price. Who has not got what he must deliver owes it from then on.
    private void Deliver(Future future, AccountId account, long lots, Price price)
    {
        if (Underlying(future) is not { } underlying)
        {
            return;
        }

        var about = About(underlying, price, lots);
        var delivered = checked(lots * future.Deliverable);
        Desk.Post(Posting.Delivery, HouseAccounts.Ccp, account, underlying.Base, delivered, about);
        Desk.Post(
            Posting.DeliveryPayment, account, HouseAccounts.Ccp, future.Quote,
            future.QuoteAmount(price, new Quantity(lots)).Minor, about);
        var missing = -Desk.Ledger.Balance(account, underlying.Base);
        if (delivered < 0 && missing > 0)
        {
            Desk.Report(new MarketEvent
            {
                Kind = EventKind.SettlementFailed, Account = account, Instrument = underlying.Id, Price = price,
                Quantity = new Quantity(Math.Min(missing, -delivered)),
            });
        }
    }

    private Instrument? Underlying(Future future)
        => future.Underlying.Value >= 0 && future.Underlying.Value < Desk.Instruments.Count
            ? Desk.Instruments[future.Underlying.Value]
            : null;

    private static MarketEvent About(Instrument instrument, Price price, long lots) => new()
    {
        Instrument = instrument.Id, Price = price, Quantity = new Quantity(Math.Abs(lots)), Side = lots < 0 ? Side.Sell : Side.Buy,
    };
}
