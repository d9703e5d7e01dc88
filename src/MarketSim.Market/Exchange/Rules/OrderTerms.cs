using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What a matching model remembers of an open order beyond what the book keeps. A plain day order
/// has none.</summary>
internal readonly record struct OrderTerms
{
    public TimeInForce TimeInForce { get; init; }

    public PostOnly PostOnly { get; init; }

    public SelfTradePrevention SelfTrade { get; init; }

    public bool IsPegged { get; init; }

    /// <summary>All-or-none, or with a minimum: retried as an aggressor.</summary>
    public bool IsConditional { get; init; }

    /// <summary>Short or short exempt; long sales are not remembered.</summary>
    public OrderMark Mark { get; init; }
    public bool DoNotReduce { get; init; }

    public SimTime Expiry { get; init; }

    public static OrderTerms Of(in Command order) => new()
    {
        TimeInForce = order.TimeInForce,
        PostOnly = order.PostOnly,
        SelfTrade = order.SelfTrade,
        IsPegged = order.Type is OrderType.Pegged or OrderType.Midpoint,
        IsConditional = (order.Flags & OrderFlags.AllOrNone) != 0 || !order.Minimum.IsZero,
        Mark = order.Mark < OrderMark.Short ? OrderMark.Auto : order.Mark,
        DoNotReduce = (order.Flags & OrderFlags.DoNotReduce) != 0,
        Expiry = order.TimeInForce == TimeInForce.Gtd ? order.Expiry : default,
    };

    public void AddTo(ref StateHash hash)
    {
        hash.Add((long)TimeInForce | ((long)PostOnly << 8) | ((long)SelfTrade << 16)
            | (IsPegged ? 1L << 24 : 0) | (IsConditional ? 1L << 25 : 0) | ((long)Mark << 26) | (DoNotReduce ? 1L << 28 : 0));
        hash.Add(Expiry.Nanoseconds);
    }
}
