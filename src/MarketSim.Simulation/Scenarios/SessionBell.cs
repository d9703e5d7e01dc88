using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Opens and closes the market by the clock, day after day, where no mechanism does.</summary>
/// <param name="venue">The venue's address.</param>
/// <param name="hours">When it is open.</param>
/// <param name="end">When the run ends; whoever ends it closes the last session.</param>
internal sealed class SessionBell(ActorId venue, SessionHours hours, SimTime end) : IActor
{
    private bool _isOpen;

    public string Name => "session bell";

    public void OnStart(IActorContext context)
    {
        _isOpen = hours.IsOpen(context.Now);
        PlanNext(context);
    }

    public void OnMessage(ActorId from, Message message, IActorContext context)
    {
    }

    public void OnWake(IActorContext context)
    {
        // Where a day ends at midnight and the next begins there, both happen at once.
        if (_isOpen)
        {
            context.Send(venue, new Submit(Commands.CloseSession()));
        }

        _isOpen = hours.IsOpen(context.Now);
        if (_isOpen)
        {
            context.Send(venue, new Submit(Commands.OpenSession()));
        }

        PlanNext(context);
    }

    private void PlanNext(IActorContext context)
    {
        var next = NextChange(context.Now);
        if (next < end)
        {
            context.WakeAt(next);
        }
    }

    private SimTime NextChange(SimTime now)
    {
        var date = hours.Calendar.DateOf(now);
        if (hours.IsOpen(now))
        {
            return hours.Calendar.At(date, hours.Close);
        }

        var isBefore = hours.Calendar.IsBusinessDay(date) && hours.Calendar.TimeOfDay(now) < hours.Open;
        return hours.Calendar.At(isBefore ? date : hours.Calendar.AddBusinessDays(date, 1), hours.Open);
    }
}
