using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <content>What the venue does to the account by itself, such as the sales that follow a margin call that was not met.</content>
/// <remarks>
/// Such orders are the exchange's own and wait for nobody. They trade at the first price that comes after they are due: the open of the
/// next bar, or the close of the bar within which they fall due. For that moment, and for no more than is held, the market
/// stands ready at that price.
/// </remarks>
public sealed partial class Backtest
{
    private const string ForcedBroker = "closed by the broker: a margin call was not met";
    private const string ForcedVenue = "closed by the venue";
    private const int MostRounds = 4;

    private long _forcedAt = long.MaxValue;
    private long _forcedTime;
    private string _forcedNote = ForcedVenue;
    private bool _isLiquidating;
    private long _forced;
    private long _calls;
    private long _writtenOff;

    // The price of this bar's open is here, and something is due.
    private void ForceAtOpen(in BarRow row)
    {
        _trader.SetClock(new SimTime(row.Time - _origin));
        _forcedTime = row.Time;
        Force(row.Series, row.Open, new SimTime(row.Time - _origin), new SimTime(row.Time - _origin) + _lengths[row.Series]);
    }

    // A bar is over, within which something fell due.
    private void ForceAtClose(SimTime end)
    {
        for (var i = 0; i < _close.Length; i++)
        {
            if (_closeTime[i] != long.MinValue)
            {
                Force(i, _close[i], end, end);
            }
        }
    }

    private void Force(int place, long price, SimTime now, SimTime until)
    {
        var instrument = new InstrumentId(place);
        var lots = _venue.Position(place);
        if (lots != 0)
        {
            _venue.Offer(instrument, price, lots);
            Deliver();
            _venue.Apply(Instructions.ReferencePrice(instrument, new Price(price)));
            Deliver();
        }

        _venue.SetClock(now);
        _venue.Apply(Commands.Advance());
        Deliver();

        // What found no counterparty before is tried again by the venue after a while.
        for (var round = 0; round < MostRounds && _isLiquidating && _venue.Position(place) != 0 && _venue.NextDeadline <= until; round++)
        {
            _venue.SetClock(_venue.NextDeadline);
            _venue.Apply(Commands.Advance());
            Deliver();
        }

        _venue.WithdrawOffer();
    }

    // Where the account stands is looked at in the evening; within the day, once a price has moved by a hundredth.
    private void Mark(in BarRow row)
    {
        _marked[row.Series] = row.Close;
        if (_venue.Position(row.Series) != 0)
        {
            SetClockAtEnd(row.Time, _lengths[row.Series].Nanoseconds);
            _venue.Apply(Instructions.ReferencePrice(new InstrumentId(row.Series), new Price(row.Close)));
            Deliver();
        }
    }

    private void FollowVenue(in MarketEvent item)
    {
        FollowContracts(item);
        switch (item.Kind)
        {
            case EventKind.Traded:
                NoteForced(item);
                break;
            case EventKind.MarginCalled when item.Account == ExecutionVenue.Trader:
                _calls++;
                break;
            case EventKind.LiquidationStarted when item.Account == ExecutionVenue.Trader:
                _isLiquidating = true;
                WithdrawAll();
                break;
            case EventKind.LiquidationEnded when item.Account == ExecutionVenue.Trader:
                _isLiquidating = false;
                break;
            case EventKind.Posted when item.Posting == Posting.LossWrittenOff:
                _writtenOff += item.Amount;
                break;
        }
    }

    private void NoteForced(in MarketEvent trade)
    {
        var isOurs = trade.Account == ExecutionVenue.Trader;
        var order = isOurs ? trade.Order : trade.CounterOrder;
        var fill = new BacktestFill(
            Math.Max(_forcedTime, _lastTime), trade.Instrument.Value, isOurs ? trade.Side : trade.Side.Opposite(), trade.Quantity.Lots, trade.Price.Ticks,
            FeesOf(order), 0, _isLiquidating ? ForcedBroker : _forcedNote);
        _fills++;
        _forced++;
        _recorder.Fill(fill);
        _trips.Take(fill);
    }

    // What was waiting leaves the list when its bar comes.
    private void WithdrawAll()
    {
        foreach (var order in _pending.SelectMany(orders => orders).Concat(_undecided).Where(order => order.Open > 0).ToList())
        {
            Withdraw(order, CancelReason.Liquidation);
        }
    }

    private IEnumerable<string> ForcedWarnings()
    {
        var amount = BacktestFolder.AmountText(_writtenOff, _setup.CurrencyDecimals);
        return new[]
        {
            (_calls, $"{_calls} margin call(s) were made."),
            (_forced, $"{_forced} fill(s) were the broker's or the venue's, not the strategy's: their notes say so."),
            (_writtenOff, $"The broker bore a loss of {amount} {_setup.Currency} that the account could not pay."),
            (_equity < 0 ? 1 : 0, "The account ended owing more than it held."),
        }.Where(pair => pair.Item1 > 0).Select(pair => pair.Item2);
    }
}
