using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Sessions open and close, and days roll.</content>
public sealed partial class Exchange
{
    private void ChangeSession(in Command command, EventBuffer events)
    {
        var opens = command.Kind == CommandKind.OpenSession
            || (command.Kind == CommandKind.SetPhase && command.Phase != TradingPhase.Closed);
        if (opens && !_isOpen && _mechanisms.Length > 0)
        {
            Prices.BeginDay();
            Step(DayStep.CorporateActions, events);
            Step(DayStep.Open, events);
        }

        _isOpen = opens;
        ForwardToAll(command, events);
        if (command.Kind == CommandKind.CloseSession)
        {
            RollDay(events);
        }
    }

    private void RollDay(EventBuffer events)
    {
        if (_mechanisms.Length == 0)
        {
            return;
        }

        // What the close itself set off comes before the day is reckoned up.
        Settle(events);
        for (var i = 0; i < _instruments.Length; i++)
        {
            var id = new InstrumentId(i);
            if (Prices.HasOfficialClose(id))
            {
                // What traded after it does not change what the day is reckoned up at.
                Prices.SetClose(id, Prices.Close(id) ?? default);
                continue;
            }

            // Where neither an auction nor an instruction has fixed it, the last trade of the day is the close; what does not trade
            // closes where it was last told to be.
            var found = _instruments[i] is MarketIndex ? Prices.Mark(id) : Prices.Open(id) is null ? null : Prices.Last(id);
            if (found is { } last)
            {
                Prices.SetClose(id, last);
                ReportOfficialClose(id, last);
            }
        }

        for (var step = DayStep.Close; step <= DayStep.Settlement; step++)
        {
            Step(step, events);
        }

        _desk.Report(new MarketEvent { Kind = EventKind.DayRolled });
    }

    private void ReportOfficialClose(InstrumentId instrument, Price price) => _desk.Report(new MarketEvent
    {
        Kind = EventKind.OfficialPrice, Instrument = instrument, Price = price, Phase = TradingPhase.Closed,
    });

    private void Step(DayStep step, EventBuffer events)
    {
        foreach (var mechanism in _mechanisms)
        {
            mechanism.OnDay(step, _desk.Today);
        }

        Settle(events);
    }
}
