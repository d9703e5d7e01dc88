using MarketSim.Core;

namespace MarketSim.Simulation;

/// <content>What actors set off: messages and wake-ups, on their way into the queue. Hot.</content>
public sealed partial class Kernel
{
    internal void Send(ActorCell sender, SimDuration delay, ActorId to, Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if ((uint)to.Value >= (uint)_actorCount)
        {
            throw NoSuchActor(to);
        }

        if (delay == SimDuration.Zero)
        {
            Depart(sender, _now, to, message);
        }
        else if (!_keepsOrder)
        {
            Depart(sender, _now + delay, to, message);
        }
        else
        {
            Schedule(_now + delay, new ScheduledEvent(ScheduledEventKind.Departure, sender.Self, to, message));
        }
    }

    internal void Wake(ActorCell actor, SimTime time)
    {
        if (time < _now)
        {
            throw new ArgumentOutOfRangeException(
                nameof(time), time, $"A wake-up is now or later, and it is {_now} already.");
        }

        if (time != SimTime.Never)
        {
            Schedule(time, new ScheduledEvent(ScheduledEventKind.Wake, actor.Self, actor.Self, null));
        }
    }

    private void ScheduleReady(ActorCell cell)
        => Schedule(cell.BusyUntil, new ScheduledEvent(ScheduledEventKind.Ready, cell.Self, cell.Self, null));

    private void Schedule(SimTime time, in ScheduledEvent scheduled)
    {
        if (_usual is { } usual)
        {
            usual.Add(time, scheduled);
        }
        else
        {
            _queue.Add(time, scheduled);
        }
    }

    /// <summary>Draws how long a message travels and schedules its delivery.</summary>
    private void Depart(ActorCell sender, SimTime departure, ActorId to, Message message)
    {
        var latency = _constant ?? _latency.Between(sender.Self, to, _isRandom ? sender.Network : _noStream);
        Guard.That(latency >= SimDuration.Zero, "no message arrives before it was sent");
        var arrival = departure + latency;
        if (_keepsOrder)
        {
            arrival = sender.InOrder(to, arrival);
        }

        _observer?.OnSent(departure, arrival, sender.Self, to, message);
        var delivery = new ScheduledEvent(ScheduledEventKind.Delivery, sender.Self, to, message);
        if (_constant is not null && _usual is { } usual)
        {
            // Nearly always in order: only a delay of the sender's own lets a later message arrive earlier.
            usual.AddInLine(arrival, delivery);
        }
        else
        {
            Schedule(arrival, delivery);
        }
    }
}
