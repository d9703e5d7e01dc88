using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>One case per reason that a continuous book itself refuses for, and which one wins.</summary>
public sealed class RejectTests
{
    private static readonly Command Limit = MatchingFixture.Limit(9, Side.Buy, 10, 100);
    private static readonly Command Market = MatchingFixture.Market(9, Side.Buy, 10);
    private static readonly Command Stop = MatchingFixture.Stop(9, Side.Buy, 10, 100);
    private static readonly Command Trailing = MatchingFixture.Trailing(9, Side.Buy, 10, 5);
    private static readonly Command Pegged = MatchingFixture.Pegged(9, Side.Buy, 10, PegReference.Primary);
    private static readonly Command Midpoint = MatchingFixture.Midpoint(9, Side.Buy, 10);
    private static readonly Quantity Some = new(5);

    public static TheoryData<string, Command> SenselessOrders => new()
    {
        { "a post-only market order", Market with { PostOnly = PostOnly.Reject } },
        { "a post-only stop", Stop with { PostOnly = PostOnly.Reject } },
        { "a post-only order that may not rest", Limit with { PostOnly = PostOnly.Reprice, TimeInForce = TimeInForce.Ioc } },
        { "a post-only fill-or-kill order", Limit with { PostOnly = PostOnly.Reject, TimeInForce = TimeInForce.Fok } },
        { "a post-only order that will trade actively later", Limit with { PostOnly = PostOnly.Reject, Minimum = Some } },
        { "a post-only all-or-none order", Limit with { PostOnly = PostOnly.Reject, Flags = OrderFlags.AllOrNone } },
        { "an iceberg that may not rest", Limit with { Display = Some, TimeInForce = TimeInForce.Ioc } },
        { "a market iceberg", Market with { Display = Some } },
        { "a hidden iceberg", Limit with { Display = Some, Flags = OrderFlags.Hidden } },
        { "an all-or-none iceberg", Limit with { Display = Some, Flags = OrderFlags.AllOrNone } },
        { "an iceberg with a minimum", Limit with { Display = Some, Minimum = Some } },
        { "a hidden market order", Market with { Flags = OrderFlags.Hidden } },
        { "a hidden order that may not rest", Limit with { Flags = OrderFlags.Hidden, TimeInForce = TimeInForce.Ioc } },
        { "a limit order with a peg", Limit with { Peg = PegReference.Primary } },
        { "a market order with a peg", Market with { Peg = PegReference.Market } },
        { "a stop with a peg", Stop with { Peg = PegReference.Market } },
        { "a pegged order that follows nothing", Pegged with { Peg = PegReference.None } },
        { "a midpoint order that follows one side", Midpoint with { Peg = PegReference.Primary } },
        { "a midpoint order with an offset", Midpoint with { Offset = 1 } },
        { "a midpoint iceberg", Midpoint with { Display = Some } },
        { "a trailing stop at no distance", Trailing with { Offset = 0 } },
        { "a trailing stop beyond the market", Trailing with { Offset = -5 } },
        { "a trailing stop limit without a first stop", Trailing with { Type = OrderType.TrailingStopLimit, Price = new Price(90) } },
    };

    public static TheoryData<string, Command> MalformedOrders => new()
    {
        { "type", Limit with { Type = (OrderType)99 } },
        { "no type", Limit with { Type = 0 } },
        { "side", Limit with { Side = (Side)2 } },
        { "time in force", Limit with { TimeInForce = (TimeInForce)7 } },
        { "post-only mode", Limit with { PostOnly = (PostOnly)3 } },
        { "self-trade mode", Limit with { SelfTrade = (SelfTradePrevention)5 } },
        { "peg", Pegged with { Peg = (PegReference)4 } },
    };

    [Theory, MemberData(nameof(SenselessOrders))]
    public void ASenselessCombinationIsRefused(string what, Command order)
    {
        Assert.Equal(RejectReason.UnsupportedCombination, OrderRules.Check(order));
        AssertRefused(RejectReason.UnsupportedCombination, order, what);
    }

    [Theory, MemberData(nameof(MalformedOrders))]
    public void AnUnknownValueIsMalformed(string what, Command order)
    {
        Assert.Equal(RejectReason.Malformed, OrderRules.Check(order));
        AssertRefused(RejectReason.Malformed, order, what);
    }

    [Fact]
    public void AnUnknownCommandIsMalformed()
        => AssertRefused(RejectReason.Malformed, new Command { Kind = (CommandKind)77 }, "kind");

    [Fact]
    public void SensibleCombinationsAreNot()
    {
        Assert.Equal(RejectReason.None, OrderRules.Check(Limit with { Display = Some, PostOnly = PostOnly.Reprice }));
        Assert.Equal(RejectReason.None, OrderRules.Check(Limit with { Flags = OrderFlags.Hidden | OrderFlags.AllOrNone }));
        Assert.Equal(RejectReason.None, OrderRules.Check(Limit with { Minimum = Some, TimeInForce = TimeInForce.Ioc }));
        Assert.Equal(RejectReason.None, OrderRules.Check(Market with { TimeInForce = TimeInForce.Fok }));
        Assert.Equal(RejectReason.None, OrderRules.Check(Pegged with { Display = Some, PostOnly = PostOnly.Reject }));
        Assert.Equal(RejectReason.None, OrderRules.Check(Midpoint with { TimeInForce = TimeInForce.Ioc, Minimum = Some }));
        Assert.Equal(RejectReason.None, OrderRules.Check(Commands.MassCancel(new AccountId(1))));
    }

    [Theory]
    [InlineData(RejectReason.UnknownOrder, RejectReason.NotOwner)]
    [InlineData(RejectReason.NotOwner, RejectReason.DuplicateOrderId)]
    [InlineData(RejectReason.DuplicateOrderId, RejectReason.UnsupportedCombination)]
    [InlineData(RejectReason.UnsupportedCombination, RejectReason.NoReferencePrice)]
    [InlineData(RejectReason.NoReferencePrice, RejectReason.PostOnlyWouldTrade)]
    [InlineData(RejectReason.PostOnlyWouldTrade, RejectReason.FokKilled)]
    public void ReasonsComeInTheirDeclaredOrder(RejectReason first, RejectReason second) => Assert.True(first < second);

    [Fact]
    public void OfTwoFaultsTheOneDeclaredFirstIsNamed()
    {
        var open = Limit with { Order = new OrderId(1) };
        AssertRefused(RejectReason.DuplicateOrderId, open with { PostOnly = PostOnly.Reject, TimeInForce = TimeInForce.Ioc }, "duplicate");
        AssertRefused(RejectReason.DuplicateOrderId, Limit with { Order = default }, "zero id");
        AssertRefused(RejectReason.UnsupportedCombination, Pegged with { Order = new OrderId(9), Peg = PegReference.None }, "peg");
        AssertRefused(
            RejectReason.NotOwner,
            Commands.Replace(new AccountId(5), MatchingFixture.Alpha, new OrderId(1), new Price(1), Some, new OrderId(2)), "stranger");
        AssertRefused(
            RejectReason.UnknownOrder,
            Commands.Replace(new AccountId(5), MatchingFixture.Alpha, new OrderId(77), new Price(1), Some, new OrderId(2)), "unknown");
        AssertRefused(
            RejectReason.DuplicateOrderId,
            Commands.Replace(new AccountId(1), MatchingFixture.Alpha, new OrderId(3), new Price(110), Some, new OrderId(2)),
            "a new id that is taken, and a post-only order that would trade");
        AssertRefused(
            RejectReason.NoReferencePrice,
            MatchingFixture.Pegged(9, Side.Buy, 10, PegReference.Primary, -200) with { PostOnly = PostOnly.Reject }, "no reference");
    }

    [Fact]
    public void EveryOrderTypeHasARuleAndEveryRuleIsListed()
    {
        Assert.Equal(Enum.GetValues<OrderType>().Order(), OrderRules.Types.Select(rule => rule.Type).Order());
        var written = typeof(OrderRules).Assembly.GetTypes().Where(type => !type.IsAbstract);
        Assert.Equal(
            written.Where(type => type.IsAssignableTo(typeof(OrderRule)) && type.IsPublic).Select(type => type.Name).Order(),
            OrderRules.Types.Select(rule => rule.GetType().Name).Order());
        Assert.Equal(
            written.Where(type => type.IsAssignableTo(typeof(AttributeRule))).Select(type => type.Name).Order(),
            OrderRules.Attributes.Select(rule => rule.GetType().Name).Order());
    }

    /// <summary>That a command is refused for a reason, names its order, and changes nothing.</summary>
    private static void AssertRefused(RejectReason reason, Command command, string what)
    {
        var market = new MatchingFixture();
        market.Buy(1, 10, 100);
        market.Sell(2, 10, 110);
        market.Do(MatchingFixture.Limit(3, Side.Buy, 1, 90) with { PostOnly = PostOnly.Reject });
        var before = market.Hash;
        Assert.Equal($"{what}: Rejected #{command.Order} {reason}", $"{what}: {market.Do(command)}");
        Assert.Equal(before, market.Hash);
    }
}
