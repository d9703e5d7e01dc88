using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Interest.</content>
public abstract partial class MarginMechanism
{
    private readonly MarginInterest _interest;

    // Every day until the next on which the market is open; a month's end within a weekend is posted before it.
    private void ChargeInterest(DateOnly date)
    {
        if (_interest.IsFree)
        {
            return;
        }

        var next = Desk.Calendar.AddBusinessDays(date, 1);
        foreach (var account in _accounts.Values)
        {
            while (!PaysInFull(account.Type) && account.AccruedTo < next)
            {
                if (_interest.Accrue(account, InterestBalance(account)))
                {
                    PostInterest(account);
                }
            }

            account.AccruedTo = next;
        }
    }

    private long InterestBalance(MarginAccount account)
    {
        var cash = Desk.Ledger.Balance(account.Id, _currency);
        return _interest.ExcludesShortCredit ? cash - ValuationOf(account).Value(HoldingsOf(account)).ShortStock : cash;
    }

    // Before the balance changes on a later day, the days until then are accrued on what it was.
    private void AccrueUntilToday(MarginAccount account)
    {
        if (_interest.IsFree || PaysInFull(account.Type))
        {
            account.AccruedTo = account.AccruedTo > Desk.Today ? account.AccruedTo : Desk.Today;
            return;
        }

        var balance = account.Known.Cash - (_interest.ExcludesShortCredit ? ValuationOf(account).Value(account.Known).ShortStock : 0);
        while (account.AccruedTo < Desk.Today)
        {
            if (_interest.Accrue(account, balance))
            {
                PostInterest(account);
            }
        }
    }

    private void PostInterest(MarginAccount account)
    {
        var owed = _interest.Take(account);
        if (owed > 0)
        {
            Desk.Post(Posting.DebitInterest, account.Id, HouseAccounts.Broker, _currency, owed);
        }
        else
        {
            Desk.Post(Posting.CreditInterest, HouseAccounts.Broker, account.Id, _currency, -owed);
        }
    }
}
