using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Within what bounds one makes a market.</summary>
public sealed record MarketMakingTaskOptions
{
    /// <summary>Lots quoted on each side.</summary>
    public long QuoteLots { get; init; } = 100;

    /// <summary>The largest distance of a quote from the middle, in price units.</summary>
    public long MaxOffsetTicks { get; init; } = 20;

    /// <summary>How far long or short it may be, in lots; beyond, it quotes one side only.</summary>
    public long MaxLots { get; init; } = 1_000;

    /// <summary>Cost of a step with the largest position, in the unit of the reward; in between it grows with the square.</summary>
    public double InventoryAversion { get; init; } = 0.5;

    /// <summary>The loss at which the task ends, in the unit of the reward.</summary>
    public double StopLoss { get; init; } = 5_000;
}

/// <summary>Quotes both sides and earns the spread while it keeps its inventory small.</summary>
/// <remarks>The reward of a step is the change of wealth (money, and the position at the middle of the market) in price units for
/// each lot of its quote, less the price of inventory: its unit is what a quote earns that is bought and sold one price unit apart.
/// The actions are the two distances of Avellaneda and Stoikov (2008), "High-frequency trading in a limit order book"; the penalty
/// of inventory is that of Spooner, Fearnley, Savani and Koukorinis (2018), "Market making via reinforcement learning". An order
/// that stands at the wanted price stays there and keeps its place in the queue. Quotes never take: one that would is moved one
/// tick away from the other side.</remarks>
public sealed class MarketMakingTask : LearningTask
{
    private readonly MarketMakingTaskOptions _options;
    private readonly WealthMeter _wealth = new();
    private double _scale;

    /// <summary>Makes one.</summary>
    public MarketMakingTask(MarketMakingTaskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.QuoteLots, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxOffsetTicks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxLots, 1);
        _options = options;
    }

    /// <summary>What can be set of it.</summary>
    public static EnvironmentType Type { get; } = new(
    [
        EnvironmentOption.Whole("quote-lots", "100", 1, 1e9, "Lots quoted on each side.", "lots"),
        EnvironmentOption.Whole("max-offset-ticks", "20", 1, 1e6, "Largest distance of a quote from the middle.", "price units"),
        EnvironmentOption.Whole("max-lots", "1000", 1, 1e9, "How far long or short it may be.", "lots"),
        EnvironmentOption.Number("inventory-aversion", "0.5", 0, 1e6, "Cost of a step with the largest position; grows with its square.",
            "price units a quoted lot"),
        EnvironmentOption.Number("stop-loss", "5000", 0, 1e9, "The loss at which the task ends.", "price units a quoted lot"),
    ],
    options => new MarketMakingTask(new MarketMakingTaskOptions
    {
        QuoteLots = options.Integer("quote-lots"), MaxOffsetTicks = options.Integer("max-offset-ticks"),
        MaxLots = options.Integer("max-lots"), InventoryAversion = options.Number("inventory-aversion"),
        StopLoss = options.Number("stop-loss"),
    }));

    /// <inheritdoc/>
    public override Space ActionSpace { get; } = new BoxSpace(
        new Feature("bid-offset", -1, 1, "Distance of the bid below the middle: from -1, at it, to 1, max-offset-ticks below."),
        new Feature("ask-offset", -1, 1, "Distance of the offer above the middle: from -1, at it, to 1, max-offset-ticks above."));

    /// <inheritdoc/>
    public override BoxSpace ObservationSpace { get; } = new(
    [
        .. MarketFeatures.All,
        new("position", -2, 2, "Lots bought, net, since the beginning, as a part of the largest position."),
        new("gain", -10_000, 10_000, "Won since the beginning, in price units for each quoted lot."),
        new("bid-resting", 0, 1, "Part of its bid that is still open."),
        new("ask-resting", 0, 1, "Part of its offer that is still open."),
        new("bid-distance", 0, 10, "Distance of its bid below the middle, in units of max-offset-ticks."),
        new("ask-distance", 0, 10, "Distance of its offer above the middle, in units of max-offset-ticks."),
    ]);

    /// <inheritdoc/>
    public override IReadOnlyList<string> InfoNames { get; } =
        ["position_lots", "gain_ticks_per_lot", "bought_lots", "sold_lots", "middle", "refusals"];

    /// <inheritdoc/>
    public override IReadOnlyList<(AssetId Asset, long Amount)> Endowment(Instrument instrument, Price reference)
    {
        // A fill more than the limit is possible on each side.
        var lots = _options.MaxLots + (2 * _options.QuoteLots);
        return [(instrument.Base, lots), (instrument.Quote, 4 * instrument.QuoteAmount(reference, new Quantity(lots)).Minor)];
    }

    /// <inheritdoc/>
    public override void Begin(LearningDesk desk)
    {
        base.Begin(desk);
        _wealth.Begin(desk);
        _scale = desk.Worth(1, _options.QuoteLots);
    }

    /// <inheritdoc/>
    public override void Act(LearningDesk desk, ReadOnlySpan<float> action)
    {
        var position = _wealth.PositionOf(desk);
        Quote(desk, Side.Buy, action[0], _options.MaxLots - position);
        Quote(desk, Side.Sell, action[1], _options.MaxLots + position);
    }

    /// <inheritdoc/>
    public override double Judge(LearningDesk desk)
    {
        var change = _wealth.Read(desk) / _scale;
        var share = (double)_wealth.PositionOf(desk) / _options.MaxLots;
        IsOver = _wealth.Gain / _scale <= -_options.StopLoss;
        return change - (_options.InventoryAversion * share * share);
    }

    /// <inheritdoc/>
    public override void Observe(LearningDesk desk, Span<float> observation)
    {
        var place = MarketFeatures.All.Count;
        MarketFeatures.Write(desk, observation);
        observation[place] = (float)((double)_wealth.PositionOf(desk) / _options.MaxLots);
        observation[place + 1] = (float)(_wealth.Gain / _scale);
        observation[(place + 2)..].Clear();
        foreach (var order in desk.Trader.View.OpenOrders)
        {
            var side = order.Side == Side.Buy ? 0 : 1;
            var distance = Math.Abs((2 * order.Price.Ticks) - desk.MiddleInHalves) / 2.0;
            observation[place + 2 + side] += (float)((double)order.Open.Lots / _options.QuoteLots);
            observation[place + 4 + side] = (float)(distance / _options.MaxOffsetTicks);
        }

        ObservationSpace.Clamp(observation);
    }

    /// <inheritdoc/>
    public override void Describe(LearningDesk desk, Span<double> info)
    {
        info[0] = _wealth.PositionOf(desk);
        info[1] = _wealth.Gain / _scale;
        info[2] = desk.Trader.BoughtLots;
        info[3] = desk.Trader.SoldLots;
        info[4] = desk.Middle;
        info[5] = desk.Trader.Refusals;
    }

    private void Quote(LearningDesk desk, Side side, float action, long room)
    {
        var offset = (action + 1.0) / 2 * _options.MaxOffsetTicks;
        var wanted = Price.FromDouble(desk.Middle - (side.Sign() * offset), side == Side.Buy ? Rounding.Down : Rounding.Up);
        var terms = desk.Instrument;
        wanted = wanted < terms.MinPrice ? terms.MinPrice : wanted > terms.MaxPrice ? terms.MaxPrice : wanted;
        wanted = side == Side.Buy ? terms.Ticks.RoundDown(wanted) : terms.Ticks.RoundUp(wanted);
        var lots = desk.OrderSize(_options.QuoteLots, Math.Max(0, room));
        var stands = false;
        foreach (var order in desk.Trader.View.OpenOrders)
        {
            if (order.Side != side)
            {
                continue;
            }

            if (order.Price == wanted && order.Open <= lots)
            {
                stands = true;
            }
            else
            {
                desk.Trader.Orders.Cancel(order);
            }
        }

        if (!stands && !lots.IsZero)
        {
            desk.Trader.Orders.Place(
                Commands.Limit(default, terms.Id, default, side, wanted, lots) with { PostOnly = PostOnly.Reprice });
        }
    }
}
