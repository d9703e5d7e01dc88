using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Lets the faults of a script happen, each at its time.</summary>
internal sealed class FaultInjector(SimulatedCluster cluster, IReadOnlyList<Fault> faults) : IActor
{
    private int _next;

    public string Name => $"{cluster.Options.Node.NamePrefix}faults";

    public void OnStart(IActorContext context)
    {
        foreach (var time in faults.Select(f => f.Time).Distinct())
        {
            context.WakeAt(time < context.Now ? context.Now : time);
        }
    }

    public void OnMessage(ActorId from, Message message, IActorContext context)
    {
    }

    public void OnWake(IActorContext context)
    {
        for (; _next < faults.Count && faults[_next].Time <= context.Now; _next++)
        {
            cluster.Suffer(faults[_next], context.Now);
        }
    }
}
