using System.Runtime.InteropServices;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One actor in the kernel: the actor, what it may know and do, and what the kernel keeps of
/// it.</summary>
internal sealed class ActorCell : IActorContext
{
    private readonly Kernel _kernel;
    private Rng? _random;
    private Rng? _network;
    private Queue<ScheduledEvent>? _waiting;
    private Dictionary<int, SimTime>? _lastArrivals;

    public ActorCell(Kernel kernel, IActor actor, string name, ActorId id, SimDuration computeDelay)
    {
        _kernel = kernel;
        Actor = actor;
        Name = name;
        Self = id;
        ComputeDelay = computeDelay;
    }

    public IActor Actor { get; }

    public string Name { get; }

    public ActorId Self { get; }

    public Rng Random => _random ??= new Rng(_kernel.Seed, Name);

    /// <summary>The stream from which the latencies of its messages are drawn.</summary>
    public Rng Network => _network ??= new Rng(_kernel.Seed, "network/" + Name);

    /// <summary>How long it takes to handle an event.</summary>
    public SimDuration ComputeDelay { get; }

    /// <summary>When it will have handled the last event that it took.</summary>
    public SimTime BusyUntil { get; set; }

    /// <summary>Events that arrived while it was busy, in order of arrival.</summary>
    public Queue<ScheduledEvent> Waiting => _waiting ??= new Queue<ScheduledEvent>();

    public bool HasWaiting => _waiting is { Count: > 0 };

    public SimTime Now => _kernel.Now;

    /// <summary>When a message arrives that must not overtake the last one to the same receiver. Keeps one
    /// instant per receiver ever written to, so pairs that never speak cost nothing.</summary>
    public SimTime InOrder(ActorId to, SimTime arrival)
    {
        _lastArrivals ??= [];
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_lastArrivals, to.Value, out _);
        if (arrival > last)
        {
            last = arrival;
        }

        return last;
    }

    public void Send(ActorId to, Message message) => _kernel.Send(this, ComputeDelay, to, message);

    public void SendAfter(SimDuration delay, ActorId to, Message message)
    {
        if (delay < SimDuration.Zero)
        {
            throw new ArgumentOutOfRangeException(
                nameof(delay), delay, "A message leaves now or later, never earlier.");
        }

        _kernel.Send(this, ComputeDelay + delay, to, message);
    }

    public void WakeAt(SimTime time) => _kernel.Wake(this, time);
}
