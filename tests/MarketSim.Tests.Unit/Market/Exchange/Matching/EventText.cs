using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>An event in one short line, so that a test can tell a whole story.</summary>
internal static class EventText
{
    public static string Describe(in MarketEvent item)
    {
        var flags = item.Flags == EventFlags.None ? "" : $" [{item.Flags}]";
        var text = item.Kind switch
        {
            EventKind.Rejected => $"Rejected #{item.Order} {item.Reject}",
            EventKind.Accepted => $"Accepted #{item.Order} {item.Side} {item.Type} {item.Quantity}@{item.Price}",
            EventKind.Triggered => $"Triggered #{item.Order} at {item.Price}",
            EventKind.Traded => $"Traded #{item.Order} x #{item.CounterOrder} {item.Quantity}@{item.Price}"
                + $" left {item.Open} x {item.CounterOpen}",
            EventKind.Rested => $"Rested #{item.Order} {Part(item)}@{item.Price}",
            EventKind.Refreshed => $"Refreshed #{item.Order} {Part(item)}@{item.Price}",
            EventKind.Reduced => $"Reduced #{item.Order} by {item.Quantity} to {item.Open}",
            EventKind.Replaced => $"Replaced #{item.CounterOrder} as #{item.Order} {item.Quantity}@{item.Price}",
            EventKind.Cancelled => $"Cancelled #{item.Order} {item.Quantity} {item.Cancel}"
                + (item.Reject == RejectReason.None ? "" : $" {item.Reject}"),
            EventKind.Quoted => $"Quoted {item.Side} {item.Quantity}@{item.Price}",
            EventKind.PhaseChanged => $"Phase {item.Phase}",
            EventKind.Repriced => $"Repriced #{item.Order} {Part(item)}@{item.Price}",
            EventKind.SelfTradePrevented => $"Prevented #{item.Order} x #{item.CounterOrder} {item.Quantity}",
            EventKind.Indicative or EventKind.Uncrossed
                => $"{item.Kind} {item.Quantity}@{item.Price}" + (item.Open.IsZero ? "" : $", {item.Open} left to {item.Side}"),
            EventKind.OfficialPrice => $"Official {item.Phase} {item.Price}",
            EventKind.FeePosted or EventKind.Deposited or EventKind.AccountOpened => item.Kind.ToString(),
            _ => throw new ArgumentOutOfRangeException(nameof(item), item.Kind, "Unknown event."),
        };
        return text + flags.Replace("[KeptPriority]", "[kept]", StringComparison.Ordinal);
    }

    private static string Part(in MarketEvent item)
        => item.Quantity == item.Open ? item.Open.ToString() : $"{item.Quantity}/{item.Open}";
}
