using MarketSim.Core;

namespace MarketSim.Market;

/// <content>The end of a day: what is due settles or fails, and what the day's trades come to is told.</content>
public sealed partial class Settlement
{
    private void Settle(DateOnly today)
    {
        if (_days == 0)
        {
            Tell(today, withFails: true);
        }

        var due = _book.TakeDue(today);
        foreach (var instrument in due.Keys.Select(static key => key.Instrument).Distinct().ToList())
        {
            Settle(Desk.Instruments[instrument], [.. due
                .Where(pair => pair.Key.Instrument == instrument).Select(pair => (new AccountId(pair.Key.Account), pair.Value))]);
        }

        var next = Desk.Calendar.AddBusinessDays(today, 1);
        var hasFails = _book.Fails.Count > 0;
        if (_days > 0 && (hasFails || (_hasTraded && _days == 1)))
        {
            Tell(next, withFails: true);
        }

        if (_days > 1 && _hasTraded)
        {
            Tell(Desk.Calendar.AddBusinessDays(today, _days), withFails: false);
        }

        _hasTraded = false;
        _fund.EndDay(_book.All());
    }

    private void Tell(DateOnly day, bool withFails)
    {
        foreach (var ((instrument, account), obligation) in _book.Of(day, withFails))
        {
            if (obligation.Shares != 0 || obligation.Value != 0)
            {
                Desk.Report(new MarketEvent
                {
                    Kind = EventKind.Obligation, Instrument = new(instrument), Account = new(account),
                    CounterAccount = HouseAccounts.Ccp, Quantity = new(-obligation.Shares), Amount = obligation.Value,
                    Until = Desk.Calendar.At(day, Desk.Calendar.TimeOfDay(Desk.Now)),
                });
            }
        }
    }

    // Who can deliver does; what comes in goes to those who have waited longest, and of equals to the lower account.
    private void Settle(Instrument instrument, List<(AccountId Account, Obligation Due)> positions)
    {
        var settled = new long[positions.Count];
        var arrived = 0L;
        for (var i = 0; i < positions.Count; i++)
        {
            var (account, due) = positions[i];
            if (due.Shares < 0)
            {
                settled[i] = -Math.Min(-due.Shares, Deliverable(account, instrument, due));
                arrived -= settled[i];
            }
        }

        foreach (var i in Enumerable.Range(0, positions.Count).Where(i => positions[i].Due.Shares > 0)
            .OrderByDescending(i => positions[i].Due.DaysFailed).ThenBy(i => positions[i].Account.Value))
        {
            settled[i] = Math.Min(positions[i].Due.Shares, arrived);
            arrived -= settled[i];
        }

        for (var i = 0; i < positions.Count; i++)
        {
            Pay(instrument, positions[i].Account, positions[i].Due, settled[i]);
        }

        foreach (var (account, due) in positions)
        {
            if (due.Shares != 0)
            {
                Fail(instrument, account, due);
            }
            else if (!due.IsNothing)
            {
                Guard.Fail($"account {account} settled all shares of {instrument.Symbol} and not all cash.");
            }
        }

        Penalise(instrument);
    }

    // Contracts are entries in the clearing house's own books, and the house's accounts have what they sell.
    private long Deliverable(AccountId account, Instrument instrument, Obligation due)
    {
        if (instrument.IsMargined || account.Value < HouseAccounts.FirstParticipant.Value)
        {
            return -due.Shares;
        }

        var key = (instrument.Id.Value, account.Value);
        var held = Desk.Ledger.Balance(account, instrument.Base) - _book.Unsettled(instrument.Id, account) - due.Shares
            + _borrowed.GetValueOrDefault(key) - _heldBack.GetValueOrDefault(key);
        return Math.Max(0, held);
    }

    // The ledger booked the contract's cash on the trade date; what marks have changed since comes back with the delivery.
    private void Pay(Instrument instrument, AccountId account, Obligation due, long settled)
    {
        if (settled == 0 && due.Shares != 0)
        {
            return;
        }

        var isAll = settled == due.Shares;
        var value = isAll ? due.Value : Part(due.Value, settled, due.Shares);
        var booked = isAll ? due.Booked : Part(due.Booked, settled, due.Shares);
        due.Add(-settled, -value, -booked);
        Desk.Post(
            Posting.FailMark, HouseAccounts.Ccp, account, instrument.Quote, value - booked,
            new MarketEvent { Instrument = instrument.Id, Quantity = new(Math.Abs(settled)) });
        Desk.Report(new MarketEvent
        {
            Kind = EventKind.Settled, Instrument = instrument.Id, Account = account, CounterAccount = HouseAccounts.Ccp,
            Quantity = new(-settled), Amount = value, Open = new(Math.Abs(due.Shares)),
        });
    }

    private static long Part(long amount, long part, long whole)
        => (long)Rounding.HalfUp.Divide((Int128)amount * Math.Abs(part), Math.Abs(whole));
}
