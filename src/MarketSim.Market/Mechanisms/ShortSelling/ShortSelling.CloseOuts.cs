using MarketSim.Core;

namespace MarketSim.Market;

/// <content>What happens when stock is not delivered or not returned: close-outs, buy-ins, the threshold list.</content>
/// <remarks>A fail is what a settlement mechanism reports as failed, or what could not be borrowed for a settled short position, the
/// larger of both. What has been bought since counts against it before it settles.</remarks>
public sealed partial class ShortSelling
{
    private ThresholdList[] _threshold = [];

    private void NoteFail(in MarketEvent item)
    {
        if (item.Account.Value < HouseAccounts.FirstParticipant.Value)
        {
            return;
        }

        var loan = LoanOf(item.Instrument, item.Account);
        (loan.Failed, loan.FailReported) = (item.Quantity.Lots, Desk.Today);
        loan.CloseOut ??= CloseOutDay(loan, Desk.Today);
    }

    private void NoteSettled(in MarketEvent item)
    {
        if (item.Quantity.Lots > 0 && _loans.TryGetValue((item.Instrument.Value, item.Account.Value), out var loan))
        {
            loan.Failed = Math.Max(0, loan.Failed - item.Quantity.Lots);
        }
    }

    // The morning's look at every fail: since when, until when, and what it means for the instrument.
    private void JudgeFails(DateOnly date)
    {
        var lastDay = Desk.Calendar.AddBusinessDays(date, -1);
        foreach (var loan in _loans.Values)
        {
            if (loan.FailReported < lastDay)
            {
                loan.Failed = 0;
            }

            var fails = FailOf(loan, date) > 0;
            loan.FailDays = fails ? loan.FailDays + 1 : 0;
            loan.CloseOut = fails ? loan.CloseOut ?? CloseOutDay(loan, date) : null;
        }

        for (var i = 0; i < _threshold.Length; i++)
        {
            var instrument = Desk.Instruments[i];
            var failed = _loans.Values.Where(loan => loan.Instrument == instrument.Id).Sum(loan => FailOf(loan, date));
            var isLarge = failed > 0 && failed >= _terms.ThresholdShares
                && (Int128)failed * 1_000_000 >= (Int128)Desk.Ledger.Issued(instrument.Base) * _terms.ThresholdPart;
            if (_threshold[i].Observe(isLarge, _terms.ThresholdDays))
            {
                Desk.Report(new MarketEvent
                {
                    Kind = EventKind.ThresholdListed, Instrument = instrument.Id, Quantity = new(_threshold[i].IsListed ? 1 : 0),
                });
            }
        }
    }

    // The fails of short sellers have less time than those of owners, to whom the stock is on its way, and of market makers.
    private DateOnly CloseOutDay(StockLoan loan, DateOnly settlement)
    {
        var isShort = Position(loan.Account, loan.Instrument) < 0 && !_marketMakers.Contains(loan.Account.Value);
        return Desk.Calendar.AddBusinessDays(settlement, isShort ? _terms.CloseOutShort : _terms.CloseOutLong);
    }

    private long FailOf(StockLoan loan, DateOnly date)
    {
        var owed = Math.Min(SettledShort(loan.Instrument, loan.Account, date), Short(loan.Account, loan.Instrument));
        var bought = Math.Max(0, _unsettled.After(loan.Instrument, loan.Account, date));
        return Math.Max(owed - loan.Borrowed, loan.Failed - bought);
    }

    private bool IsRestricted(AccountId account, InstrumentId instrument)
        => _loans.TryGetValue((instrument.Value, account.Value), out var loan) && loan.CloseOut <= Desk.Today
            && FailOf(loan, Desk.Today) > 0;

    /// <summary>What must be bought for an account now: a fail whose day has come, or recalled stock that is not on its way
    /// back.</summary>
    private long MustBuy(StockLoan loan)
    {
        var today = Desk.Today;
        var isDue = (_terms.BuysIn && loan.CloseOut <= today)
            || (_threshold[loan.Instrument.Value].IsListed && loan.FailDays >= _terms.ThresholdCloseOut);
        var fail = isDue ? FailOf(loan, today) : 0;
        var comingBack = Math.Max(0, loan.Borrowed - Short(loan.Account, loan.Instrument));
        return Math.Max(fail, loan.RecalledBy(today) - comingBack);
    }

    private void BuyIn(InstrumentId instrument)
    {
        if (_loans.Count == 0 || !_isCovered[instrument.Value] || Desk.Model(instrument).Phase != TradingPhase.Continuous)
        {
            return;
        }

        foreach (var loan in _loans.Values)
        {
            if (loan.Instrument == instrument && loan.BuyIn == default && MustBuy(loan) is var lots and > 0)
            {
                loan.BuyIn = Desk.Place(Commands.Market(loan.Account, instrument, default, Side.Buy, new(lots)) with
                {
                    SelfTrade = SelfTradePrevention.CancelOldest,
                });
            }
        }
    }

    private void NoteBuyIn(in MarketEvent trade)
    {
        var isTaker = DeskIssued(trade.Order);
        if (!isTaker && !DeskIssued(trade.CounterOrder))
        {
            return;
        }

        var (order, account, open) = isTaker
            ? (trade.Order, trade.Account, trade.Open)
            : (trade.CounterOrder, trade.CounterAccount, trade.CounterOpen);
        if (!_loans.TryGetValue((trade.Instrument.Value, account.Value), out var loan) || loan.BuyIn != order)
        {
            return;
        }

        loan.BuyIn = open.IsZero ? default : order;
        Desk.Report(new MarketEvent
        {
            Kind = EventKind.BoughtIn, Instrument = trade.Instrument, Account = account, Order = order, Price = trade.Price,
            Quantity = trade.Quantity, Amount = trade.Amount, Flags = EventFlags.ByVenue,
        });

        static bool DeskIssued(OrderId order) => MechanismDesk.IsVenueOrder(order);
    }

    // Nothing to buy for now: the next offer brings the next attempt.
    private void NoteBuyInOver(in MarketEvent item)
    {
        if (MechanismDesk.IsVenueOrder(item.Order)
            && _loans.TryGetValue((item.Instrument.Value, item.Account.Value), out var loan) && loan.BuyIn == item.Order)
        {
            loan.BuyIn = default;
        }
    }
}
