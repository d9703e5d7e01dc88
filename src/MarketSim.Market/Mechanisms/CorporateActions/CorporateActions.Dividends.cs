using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Cash dividends, ordinary and special.</content>
public sealed partial class CorporateActions
{
    private void GoExDividend(Announcement action)
    {
        var instrument = Desk.Instruments[action.Instrument.Value];
        Report(action, MarketPrice(instrument.Id) ?? default);
        var shares = new ShareAmounts(instrument);
        foreach (var (account, lots) in Holders(instrument.Base))
        {
            if (shares.Total(lots, action.Amount) is var amount and not 0)
            {
                _entitlements.Add(new Entitlement(action.PayDate, instrument.Id, account, instrument.Quote, lots, amount));
            }
        }

        FallBy(action.Amount, instrument, action.ExDate);
        if (action.Kind == Instruction.SpecialDividend)
        {
            CutStrikes(instrument, action.Amount);
        }
    }

    // Holders are paid by the issuer, that is by the outside world. Who is short pays those from whom the shares were borrowed.
    private void PayWhatIsDue(DateOnly date)
    {
        foreach (var due in _entitlements.Where(e => e.PayDate <= date).ToList())
        {
            _entitlements.Remove(due);
            var about = new MarketEvent { Instrument = due.Instrument, Quantity = new(Math.Abs(due.Lots)) };
            if (due.Amount > 0)
            {
                Desk.Post(Posting.Dividend, Ledger.OutsideWorld, due.Account, due.Asset, due.Amount, about);
            }
            else
            {
                Desk.Post(Posting.DividendInLieu, due.Account, HouseAccounts.Lenders, due.Asset, -due.Amount, about);
            }
        }
    }

    /// <summary>What each share loses of its price by a distribution: open orders, the venue's prices and the history follow.</summary>
    private void FallBy(Int128 amount, Instrument instrument, DateOnly exDate)
    {
        var shares = new ShareAmounts(instrument);
        if (MarketPrice(instrument.Id) is { } close && shares.PartOf(close, amount) is var part and < 1)
        {
            History.Add(new PriceAdjustment(instrument.Id, exDate, 1 - part));
        }

        var movesOrders = amount >= (Int128)_leastDividend * ShareAmounts.Million;
        Desk.Restate(
            instrument.Id,
            order => movesOrders ? OpenOrderRules.AfterDividend(order, instrument, amount) : order,
            price => new Price(Math.Max(1, shares.Less(price, amount, Rounding.HalfUp))));
    }
}
