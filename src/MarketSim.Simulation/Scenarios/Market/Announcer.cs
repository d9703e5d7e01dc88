using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Tells the venue set things at set times: dividends, recalls, reference prices, halts.</summary>
/// <param name="venue">The venue's address.</param>
/// <param name="announcements">In order of time.</param>
internal sealed class Announcer(ActorId venue, IReadOnlyList<(SimTime At, Command Command)> announcements) : IActor
{
    private int _next;

    public string Name => "announcer";

    public void OnStart(IActorContext context) => PlanNext(context);

    public void OnMessage(ActorId from, Message message, IActorContext context)
    {
    }

    public void OnWake(IActorContext context)
    {
        for (; _next < announcements.Count && announcements[_next].At <= context.Now; _next++)
        {
            context.Send(venue, new Submit(announcements[_next].Command));
        }

        PlanNext(context);
    }

    private void PlanNext(IActorContext context)
    {
        if (_next < announcements.Count)
        {
            context.WakeAt(announcements[_next].At);
        }
    }
}
