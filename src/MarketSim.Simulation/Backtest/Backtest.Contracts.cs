using MarketSim.Core;

namespace MarketSim.Simulation;

/// <content>Options end: exercised, assigned, or worthless.</content>
/// <remarks>What an option is worth by itself on its last evening is the price at which it leaves, and shares that are delivered come in
/// at their close: together that is the strike, and profits of trades add up to that of the account.</remarks>
public sealed partial class Backtest
{
    private string _ending = "";

    private void FollowContracts(in MarketEvent item)
    {
        if (item.Kind is EventKind.Exercised or EventKind.Assigned or EventKind.ContractExpired)
        {
            _ending = item.Kind switch { EventKind.Exercised => "exercised", EventKind.Assigned => "assigned", _ => "expired" };
        }
        else if (item.Kind == EventKind.Posted && item.Posting == Posting.ContractsClosed)
        {
            NoteDelivery(item, item.Instrument, Intrinsic((OptionContract)_venue.Instruments[item.Instrument.Value]), _ending);
        }
        else if (item.Kind == EventKind.Posted && item.Posting is Posting.ExerciseShares or Posting.AssignmentShares)
        {
            var option = (OptionContract)_venue.Instruments[item.Instrument.Value];
            NoteDelivery(item, option.Underlying, _close[option.Underlying.Value], $"delivered: {option.Symbol} {_ending}");
        }
    }

    // An account that borrows nothing exercises what it can pay for; the rest the broker sells at what it is worth by itself.
    private void SellUnpaid()
    {
        var today = DateOf(_dayEnd - 1);
        var cash = _venue.Cash;
        for (var i = 0; i < _close.Length && _setup.Account == AccountType.Cash; i++)
        {
            if (_venue.Instruments[i] is not OptionContract option || option.Expiry != today || _venue.Position(i) is not (> 0 and var lots)
                || Intrinsic(option) is not (> 0 and var price))
            {
                continue;
            }

            var strike = option.StrikeAmount(_venue.Instruments[option.Underlying.Value]).Minor;
            var paid = option.Right == OptionRight.Call ? Math.Max(0, cash) / strike : Math.Max(0, _venue.Position(option.Underlying.Value)) / option.Deliverable;
            cash -= option.Right == OptionRight.Call ? strike * Math.Min(paid, lots) : 0;
            if (paid < lots)
            {
                _forcedNote = "closed by the broker: the exercise could not be paid";
                var id = new OrderId(((ulong)ExecutionVenue.Trader.Value << 32) | (1UL << 31) | ++_parts);
                _venue.Execute(option.Id, id, Side.Sell, price, lots - paid);
                Deliver();
                _forcedNote = ForcedVenue;
            }
        }
    }

    private void NoteDelivery(in MarketEvent item, InstrumentId instrument, long price, string note)
    {
        var lots = (item.CounterAccount == ExecutionVenue.Trader ? item.Amount : 0) - (item.Account == ExecutionVenue.Trader ? item.Amount : 0);
        if (lots == 0)
        {
            return;
        }

        var fill = new BacktestFill(
            _lastTime, instrument.Value, lots > 0 ? Side.Buy : Side.Sell, Math.Abs(lots), price, 0, 0, note);
        _fills++;
        _recorder.Fill(fill);
        _trips.Take(fill);
    }

    // In price units of the option, at the close of what it is written on.
    private long Intrinsic(OptionContract option)
    {
        var place = option.Underlying.Value;
        var value = Math.Max(0, (_close[place] - option.Strike.Ticks) * (option.Right == OptionRight.Call ? 1 : -1));
        for (var decimals = _decimals[place]; decimals < option.PriceDecimals; decimals++)
        {
            value *= 10;
        }

        for (var decimals = option.PriceDecimals; decimals < _decimals[place]; decimals++)
        {
            value = (value + 5) / 10;
        }

        return value;
    }
}
