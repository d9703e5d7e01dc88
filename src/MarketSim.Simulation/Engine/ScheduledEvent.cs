using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>What the kernel will do at an instant: deliver a message, wake an actor, or a step of its own in
/// between.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="From">Who sent it; the actor itself for a wake-up.</param>
/// <param name="To">Whom it concerns.</param>
/// <param name="Message">What is delivered; null for a wake-up.</param>
public readonly record struct ScheduledEvent(ScheduledEventKind Kind, ActorId From, ActorId To, Message? Message);

/// <summary>What the kernel can do at an instant.</summary>
public enum ScheduledEventKind : byte
{
    /// <summary>A message has arrived.</summary>
    Delivery,

    /// <summary>An actor asked to be woken.</summary>
    Wake,

    /// <summary>A message that was sent to leave later leaves now. Its latency is drawn now, so that what
    /// leaves first is first in line between two actors.</summary>
    Departure,

    /// <summary>An actor that was busy takes the next event that waited for it.</summary>
    Ready,
}
