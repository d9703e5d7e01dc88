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
            // Where no closing auction has fixed it, the last trade of the day is the close.
            if (Prices.Open(new InstrumentId(i)) is not null && Prices.Last(new InstrumentId(i)) is { } last
                && !Prices.HasOfficialClose(new InstrumentId(i)))
            {
                Prices.SetClose(new InstrumentId(i), last);
                _desk.Report(new MarketEvent
                {
                    Kind = EventKind.OfficialPrice, Instrument = new InstrumentId(i), Price = last, Phase = TradingPhase.Closed,
                });
            }
        }

        for (var step = DayStep.Close; step <= DayStep.Settlement; step++)
        {
            Step(step, events);
        }

        _desk.Report(new MarketEvent { Kind = EventKind.DayRolled });
    }

    private void Step(DayStep step, EventBuffer events)
    {
        foreach (var mechanism in _mechanisms)
        {
            mechanism.OnDay(step, _desk.Today);
        }

        Settle(events);
    }
}
