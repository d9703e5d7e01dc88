using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>A value that stands still but for jumps of one size, up or down, at random moments.</summary>
/// <remarks>Source: the public signal of Budish, Cramton and Shim (2015), section VI: a compound Poisson process.</remarks>
public sealed class JumpingSignal : FundamentalValue
{
    private readonly Price _start;
    private readonly List<(SimTime At, Price Value)> _jumps = [];

    /// <summary>A path until an instant.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="jumpTicks">Size of a jump in price units.</param>
    /// <param name="jumpsPerSecond">Mean number of jumps a second; positive.</param>
    /// <param name="end">Afterwards nothing moves.</param>
    /// <param name="random">Its stream, which nobody else may draw from.</param>
    public JumpingSignal(Price start, long jumpTicks, double jumpsPerSecond, SimTime end, Rng random)
        : base(start.Ticks, SimDuration.FromSeconds(1))
    {
        ArgumentNullException.ThrowIfNull(random);
        _start = start;
        var (time, value) = (0.0, start);
        while (true)
        {
            time += random.NextExponential(jumpsPerSecond);
            if (time >= end.ToSeconds())
            {
                return;
            }

            value += random.Chance(0.5) ? jumpTicks : -jumpTicks;
            _jumps.Add((new SimTime(SimDuration.FromSeconds(time).Nanoseconds), value));
        }
    }

    /// <summary>When it jumps, and where to.</summary>
    public IReadOnlyList<(SimTime At, Price Value)> Jumps => _jumps;

    /// <inheritdoc/>
    public override double At(SimTime time)
    {
        var (low, high) = (0, _jumps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _jumps[middle].At <= time ? (middle + 1, high) : (low, middle);
        }

        return (low == 0 ? _start : _jumps[low - 1].Value).Ticks;
    }

    /// <inheritdoc/>
    protected override double Next(double value) => value;
}

/// <summary>Publishes a signal as the level of an index, at the moment of each jump.</summary>
/// <param name="venue">The venue's address.</param>
/// <param name="index">The index.</param>
/// <param name="signal">Its path.</param>
internal sealed class SignalPublisher(ActorId venue, InstrumentId index, JumpingSignal signal) : IActor
{
    private int _next;

    public string Name => "signal";

    public void OnStart(IActorContext context)
    {
        context.Send(venue, new Submit(Instructions.ReferencePrice(index, new Price((long)signal.At(context.Now)))));
        PlanNext(context);
    }

    public void OnMessage(ActorId from, Message message, IActorContext context)
    {
    }

    public void OnWake(IActorContext context)
    {
        context.Send(venue, new Submit(Instructions.ReferencePrice(index, signal.Jumps[_next].Value)));
        _next++;
        PlanNext(context);
    }

    private void PlanNext(IActorContext context)
    {
        if (_next < signal.Jumps.Count)
        {
            context.WakeAt(signal.Jumps[_next].At);
        }
    }
}
