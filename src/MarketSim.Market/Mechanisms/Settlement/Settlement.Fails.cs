using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Fails: marked to the close, penalised, bought in.</content>
public sealed partial class Settlement
{
    // Looked up by key; in the fingerprint sorted.
    private readonly SortedDictionary<ulong, int> _buyInOrders = [];
    private readonly SortedDictionary<(int Instrument, int Account), DateOnly> _lastBuyIn = [];

    private void Fail(Instrument instrument, AccountId account, Obligation due)
    {
        due.DaysFailed++;
        _book.Fails[(instrument.Id.Value, account.Value)] = due;
        if (CloseOf(instrument) is { } close)
        {
            // Who is to deliver gets the value, who is to receive pays it: from now on that of the close.
            var value = -Math.Sign(due.Shares) * instrument.QuoteAmount(close, new(Math.Abs(due.Shares))).Minor;
            Desk.Post(
                Posting.FailMark, account, HouseAccounts.Ccp, instrument.Quote, value - due.Value,
                new MarketEvent { Instrument = instrument.Id, Price = close, Quantity = new(Math.Abs(due.Shares)) });
            due.Value = value;
        }

        if (due.Shares < 0)
        {
            Desk.Report(new MarketEvent
            {
                Kind = EventKind.SettlementFailed, Instrument = instrument.Id, Account = account,
                CounterAccount = HouseAccounts.Ccp, Quantity = new(-due.Shares), Amount = due.Value,
                Price = CloseOf(instrument) ?? default,
            });
        }
    }

    // From each who fails to deliver to those who do not receive, in proportion; the parts sum exactly.
    private void Penalise(Instrument instrument)
    {
        if (_penaltyPartsPerMillion == 0 || CloseOf(instrument) is not { } close)
        {
            return;
        }

        var about = new MarketEvent { Instrument = instrument.Id, Price = close };
        var fails = _book.Fails
            .Where(pair => pair.Key.Instrument == instrument.Id.Value && pair.Key.Account != HouseAccounts.Ccp.Value).ToList();
        var (waiting, served, collected, paid) = (fails.Sum(pair => Math.Max(0, pair.Value.Shares)), 0L, 0L, 0L);
        if (waiting == 0)
        {
            return;
        }

        foreach (var ((_, account), due) in fails.Where(pair => pair.Value.Shares < 0))
        {
            var value = (Int128)instrument.QuoteAmount(close, new(-due.Shares)).Minor;
            var penalty = (long)Rounding.HalfUp.Divide(value * _penaltyPartsPerMillion, 1_000_000);
            Desk.Post(Posting.FailPenalty, new(account), HouseAccounts.Ccp, instrument.Quote, penalty, about);
            collected += penalty;
        }

        foreach (var ((_, account), due) in fails.Where(pair => pair.Value.Shares > 0))
        {
            served += due.Shares;
            var soFar = (long)((Int128)collected * served / waiting);
            Desk.Post(Posting.FailPenalty, HouseAccounts.Ccp, new(account), instrument.Quote, soFar - paid, about);
            paid = soFar;
        }
    }

    // The venue buys at the market for whoever has failed too long, as soon as the instrument trades; once a day.
    private void BuyIn(InstrumentId instrument)
    {
        if (_buyInAfter == 0)
        {
            return;
        }

        foreach (var ((place, account), due) in _book.Fails)
        {
            if (place != instrument.Value || due.Shares >= 0 || due.DaysFailed < _buyInAfter
                || account < HouseAccounts.FirstParticipant.Value
                || (_lastBuyIn.TryGetValue((place, account), out var last) && last == Desk.Today))
            {
                continue;
            }

            // What it has bought since is on its way.
            var missing = Math.Min(-due.Shares, -_book.Unsettled(instrument, new(account)));
            if (missing > 0)
            {
                _lastBuyIn[(place, account)] = Desk.Today;
                var order = Desk.Place(Commands.Market(new(account), instrument, default, Side.Buy, new(missing)) with
                {
                    SelfTrade = SelfTradePrevention.CancelOldest,
                });
                _buyInOrders.Add(order.Value, account);
            }
        }
    }

    private void NoteBuyIn(in MarketEvent trade)
    {
        if (_buyInOrders.Count == 0)
        {
            return;
        }

        var isTaker = _buyInOrders.TryGetValue(trade.Order.Value, out var account);
        if (isTaker || _buyInOrders.TryGetValue(trade.CounterOrder.Value, out account))
        {
            Desk.Report(new MarketEvent
            {
                Kind = EventKind.BoughtIn, Instrument = trade.Instrument, Account = new(account), Price = trade.Price,
                Quantity = trade.Quantity, Amount = trade.Amount, Order = isTaker ? trade.Order : trade.CounterOrder,
                Flags = EventFlags.ByVenue,
            });
        }
    }

    private Price? CloseOf(Instrument instrument) => Desk.Prices.Close(instrument.Id) ?? Desk.Prices.Mark(instrument.Id);

    private void AddBuyInsTo(ref StateHash hash)
    {
        foreach (var (order, account) in _buyInOrders)
        {
            hash.Add(order);
            hash.Add((long)account);
        }

        foreach (var ((instrument, account), date) in _lastBuyIn)
        {
            hash.Add((long)instrument);
            hash.Add((long)account);
            hash.Add((long)date.DayNumber);
        }
    }
}
