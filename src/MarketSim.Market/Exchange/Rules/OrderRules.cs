using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The list of order types and attributes that continuous trading knows.</summary>
public static class OrderRules
{
    /// <summary>One rule per order type.</summary>
    public static IReadOnlyList<OrderRule> Types { get; } =
    [
        new MarketRule(),
        new LimitRule(),
        new StopRule(),
        new StopLimitRule(),
        new TrailingStopRule(),
        new TrailingStopLimitRule(),
        new PeggedRule(),
        new MidpointRule(),
    ];

    /// <summary>One rule per attribute, in the order in which they are asked; it is the precedence of their
    /// reject reasons.</summary>
    public static IReadOnlyList<AttributeRule> Attributes => AttributeList;

    private static readonly AttributeRule[] AttributeList =
    [
        new HiddenRule(),
        new IcebergRule(),
        new MinimumQuantityRule(),
        new PostOnlyRule(),
        new FillOrKillRule(),
        new AuctionOnlyRule(),
    ];

    private static readonly OrderRule?[] RuleByType = ByType();

    /// <summary>The rule of an order type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is not known.</exception>
    public static OrderRule Of(OrderType type)
        => (uint)type < (uint)RuleByType.Length && RuleByType[(int)type] is { } rule
            ? rule
            : throw new ArgumentOutOfRangeException(
                nameof(type), type, "Known order types: " + string.Join(", ", Types.Select(known => known.Type)) + ".");

    /// <summary>Whether the terms of an order make sense together, whatever the market. Commands other than
    /// Place always do.</summary>
    /// <returns><see cref="RejectReason.Malformed"/> for unknown values,
    /// <see cref="RejectReason.UnsupportedCombination"/> for a senseless combination, else none.</returns>
    public static RejectReason Check(in Command order)
    {
        if (order.Kind != CommandKind.Place || IsPlainLimit(order))
        {
            return RejectReason.None;
        }

        if (!IsWellFormed(order))
        {
            return RejectReason.Malformed;
        }

        var type = Of(order.Type);
        if (!type.MakesSense(order))
        {
            return RejectReason.UnsupportedCombination;
        }

        foreach (var attribute in AttributeList)
        {
            if (attribute.Applies(order) && !attribute.MakesSense(order, type))
            {
                return RejectReason.UnsupportedCombination;
            }
        }

        return RejectReason.None;
    }

    /// <summary>Lets an order's attributes write themselves into what the book is told.</summary>
    internal static void Shape(in Command order, ref BookOrder taker)
    {
        foreach (var attribute in AttributeList)
        {
            if (attribute.Applies(order))
            {
                attribute.Shape(order, ref taker);
            }
        }
    }

    /// <summary>Asks an order's attributes whether it may enter now.</summary>
    /// <returns>The first refusal; none if it may.</returns>
    internal static RejectReason OnEntry(in Command order, MatchingContext market, ref BookOrder taker)
    {
        foreach (var attribute in AttributeList)
        {
            if (attribute.Applies(order)
                && attribute.OnEntry(order, market, ref taker) is var refusal and not RejectReason.None)
            {
                return refusal;
            }
        }

        return RejectReason.None;
    }

    /// <summary>Whether an order is a limit order with no attribute but a time in force: the common, short
    /// way through.</summary>
    internal static bool IsPlainLimit(in Command order)
        => order.Type == OrderType.Limit && order.PostOnly == PostOnly.Off && order.SelfTrade == SelfTradePrevention.Off
            && order.Peg == PegReference.None && order.Flags == OrderFlags.None && order.TimeInForce < TimeInForce.Fok
            && order.Side <= Side.Sell && order.Display.IsZero && order.Minimum.IsZero && order.Mark < OrderMark.Short;

    /// <summary>Whether every field of a new order holds a known value.</summary>
    internal static bool IsWellFormed(in Command order)
        => order.Side <= Side.Sell
            && (uint)order.Type < (uint)RuleByType.Length && RuleByType[(int)order.Type] is not null
            && order.TimeInForce <= TimeInForce.AtClose
            && order.PostOnly <= PostOnly.Reprice
            && order.SelfTrade <= SelfTradePrevention.Decrement
            && order.Peg <= PegReference.Midpoint;

    private static OrderRule?[] ByType()
    {
        var rules = new OrderRule?[Types.Max(rule => (int)rule.Type) + 1];
        foreach (var rule in Types)
        {
            rules[(int)rule.Type] = rule;
        }

        return rules;
    }
}
