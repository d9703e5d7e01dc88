using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Sends commands in the venue's own name, each at its time.</summary>
internal sealed class Operator(ActorId venue, IReadOnlyList<(SimTime At, Command Command)> plan) : IActor
{
    private int _next;

    public string Name => "operator";

    public void OnStart(IActorContext context)
    {
        foreach (var (at, _) in plan)
        {
            context.WakeAt(at);
        }
    }

    public void OnMessage(ActorId from, Message message, IActorContext context)
    {
    }

    public void OnWake(IActorContext context)
    {
        for (; _next < plan.Count && plan[_next].At <= context.Now; _next++)
        {
            context.Send(venue, new Submit(plan[_next].Command));
        }
    }
}
