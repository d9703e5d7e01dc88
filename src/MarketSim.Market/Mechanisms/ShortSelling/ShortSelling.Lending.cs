using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Borrowed stock: located, lent at settlement, charged by the day, asked back, returned.</content>
public sealed partial class ShortSelling
{
    private RejectReason Locate(in Command instruction)
    {
        if (!Desk.Ledger.IsOpen(instruction.Account))
        {
            return RejectReason.UnknownAccount;
        }

        if (instruction.Quantity.Lots < 1)
        {
            return RejectReason.InvalidQuantity;
        }

        var granted = Math.Min(instruction.Quantity.Lots, Available(instruction.Instrument));
        if (granted <= 0)
        {
            return RejectReason.NothingToDo;
        }

        _locates.Add(instruction.Instrument, instruction.Account, located: granted);
        Desk.Report(new MarketEvent
        {
            Kind = EventKind.Located, Instrument = instruction.Instrument, Account = instruction.Account, Quantity = new(granted),
            Open = new(_locates.Located(instruction.Instrument, instruction.Account)),
        });
        return RejectReason.None;
    }

    private RejectReason BorrowAhead(in Command instruction)
    {
        if (!Desk.Ledger.IsOpen(instruction.Account))
        {
            return RejectReason.UnknownAccount;
        }

        if (instruction.Quantity.Lots < 1)
        {
            return RejectReason.InvalidQuantity;
        }

        if (!MayBeShort(instruction.Account, instruction.Instrument))
        {
            return RejectReason.NotPermitted;
        }

        var lent = Math.Min(instruction.Quantity.Lots, Available(instruction.Instrument));
        if (lent <= 0)
        {
            return RejectReason.NothingToDo;
        }

        _locates.Add(instruction.Instrument, instruction.Account, borrowed: lent);
        Lend(LoanOf(instruction.Instrument, instruction.Account), lent);
        return RejectReason.None;
    }

    /// <summary>Lends what settled short positions lack, as far as there is inventory, and takes back what they no longer need.</summary>
    private void SettleLoans(DateOnly date)
    {
        foreach (var instrument in Desk.Instruments)
        {
            if (!_isCovered[instrument.Id.Value])
            {
                continue;
            }

            foreach (var account in Desk.Participants)
            {
                if (MayBeShort(account, instrument.Id))
                {
                    SettleLoan(instrument.Id, account, date);
                }
            }
        }

        _unsettled.Settle(date);
    }

    private void SettleLoan(InstrumentId instrument, AccountId account, DateOnly date)
    {
        var settled = SettledShort(instrument, account, date);
        if (settled == 0 && !_loans.ContainsKey((instrument.Value, account.Value)))
        {
            return;
        }

        // Stock that is lent is not given back while a sale that has not settled yet, or may still come today, will need it.
        var loan = LoanOf(instrument, account);
        var kept = Math.Min(loan.Borrowed, Short(account, instrument) + _locates.Borrowed(instrument, account));
        var needed = Math.Max(settled, kept);
        if (needed < loan.Borrowed)
        {
            var returned = loan.Borrowed - needed;
            loan.Return(returned);
            Desk.Report(new MarketEvent
            {
                Kind = EventKind.Returned, Instrument = instrument, Account = account, Quantity = new(returned),
            });
        }
        else if (needed > loan.Borrowed)
        {
            var free = _inventory[instrument.Value] - LentOf(instrument);
            Lend(loan, Math.Min(needed - loan.Borrowed, Math.Max(0, free)));
        }

        if (loan.IsEmpty)
        {
            _loans.Remove((instrument.Value, account.Value));
        }
    }

    private void Lend(StockLoan loan, long lots)
    {
        if (lots == 0)
        {
            return;
        }

        loan.Borrowed += lots;
        Desk.Report(new MarketEvent
        {
            Kind = EventKind.Borrowed, Instrument = loan.Instrument, Account = loan.Account, Quantity = new(lots),
            Price = CollateralOf(loan.Instrument) ?? default, CounterAccount = HouseAccounts.Lenders,
        });
    }

    /// <summary>Fee and rebate of what is lent tonight, for the calendar days to the next business day.</summary>
    private void Charge(DateOnly date)
    {
        var days = Desk.Calendar.DaysToNextBusinessDay(date);
        foreach (var loan in _loans.Values)
        {
            if (loan.Borrowed == 0 || CollateralOf(loan.Instrument) is not { } collateral)
            {
                continue;
            }

            var instrument = Desk.Instruments[loan.Instrument.Value];
            var about = new MarketEvent { Instrument = loan.Instrument, Price = collateral, Quantity = new(loan.Borrowed) };
            var fee = _terms.Charge(instrument, collateral, loan.Borrowed, _rate[loan.Instrument.Value], days);
            Desk.Post(Posting.BorrowFee, loan.Account, HouseAccounts.Lenders, instrument.Quote, fee, about);
            var interest = _terms.Charge(instrument, collateral, loan.Borrowed, _terms.CashRate, days);
            Desk.Post(Posting.BorrowRebate, HouseAccounts.Lenders, loan.Account, instrument.Quote, interest, about);
        }
    }

    private RejectReason Recall(in Command instruction)
    {
        var (instrument, account) = (instruction.Instrument, instruction.Account);
        if (instruction.Quantity.Lots < 1)
        {
            return RejectReason.InvalidQuantity;
        }

        var loans = _loans.Values
            .Where(loan => loan.Instrument == instrument && (account == default || loan.Account == account)
                && loan.Borrowed > loan.Recalled)
            .ToList();
        var lent = loans.Sum(loan => loan.Borrowed - loan.Recalled);
        var asked = Math.Min(instruction.Quantity.Lots, lent);
        if (asked == 0)
        {
            return RejectReason.NothingToDo;
        }

        _inventory[instrument.Value] -= asked;
        var (before, given) = (0L, 0L);
        foreach (var loan in loans)
        {
            // In proportion; the running sum leaves no share over.
            before += loan.Borrowed - loan.Recalled;
            var upTo = (long)((Int128)asked * before / lent);
            Ask(loan, upTo - given);
            given = upTo;
        }

        return RejectReason.None;
    }

    private void Ask(StockLoan loan, long lots)
    {
        if (lots == 0)
        {
            return;
        }

        var due = Desk.Calendar.AddBusinessDays(Desk.Today, Math.Max(1, _terms.SettlementDays));
        loan.Recall(lots, due);
        Desk.Report(new MarketEvent
        {
            Kind = EventKind.Recalled, Instrument = loan.Instrument, Account = loan.Account, Quantity = new(lots),
            Open = new(loan.Recalled), Until = Desk.Calendar.At(due, SimDuration.Zero),
        });
    }

    // Lent shares multiply with the borrower's debt, and so does what the lenders have.
    private void NoteSplit(in MarketEvent item)
    {
        var (account, lots) = item.CounterAccount == Ledger.OutsideWorld
            ? (item.Account, item.Amount)
            : (item.CounterAccount, -item.Amount);
        if (!_loans.TryGetValue((item.Instrument.Value, account.Value), out var loan) || loan.Borrowed == 0)
        {
            return;
        }

        var more = Math.Max(lots, -loan.Borrowed);
        loan.Borrowed += more;
        _inventory[item.Instrument.Value] += more;
        Desk.Report(new MarketEvent
        {
            Kind = more > 0 ? EventKind.Borrowed : EventKind.Returned, Instrument = item.Instrument, Account = account,
            Quantity = new(Math.Abs(more)), CounterAccount = HouseAccounts.Lenders,
        });
    }

    private long SettledShort(InstrumentId instrument, AccountId account, DateOnly date)
        => Math.Max(0, _unsettled.After(instrument, account, date) - Position(account, instrument));

    private long LentOf(InstrumentId instrument)
        => _loans.Where(pair => pair.Key.Instrument == instrument.Value).Sum(pair => pair.Value.Borrowed);

    private Price? CollateralOf(InstrumentId instrument)
        => (_settlementPrice[instrument.Value] ?? Desk.Prices.Close(instrument)) is { } price
            ? _terms.CollateralPrice(Desk.Instruments[instrument.Value], price)
            : null;

    private StockLoan LoanOf(InstrumentId instrument, AccountId account)
    {
        var key = (instrument.Value, account.Value);
        if (!_loans.TryGetValue(key, out var loan))
        {
            _loans.Add(key, loan = new StockLoan(instrument, account));
        }

        return loan;
    }
}
