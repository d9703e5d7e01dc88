using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>How an executor acts.</summary>
public enum ExecutionActions
{
    /// <summary>It chooses how much to trade at once, as a multiple of an even schedule.</summary>
    Rate,

    /// <summary>It chooses how much to offer, and at what price.</summary>
    RateAndPrice,
}

/// <summary>What has to be executed.</summary>
public sealed record ExecutionTaskOptions
{
    /// <summary>Buy or sell.</summary>
    public Side Side { get; init; } = Side.Sell;

    /// <summary>The parent order, in lots.</summary>
    public long Lots { get; init; } = 3_000;

    /// <summary>How it acts.</summary>
    public ExecutionActions Actions { get; init; }

    /// <summary>How far behind the touch of its own side it may rest, in price units.</summary>
    public long DepthTicks { get; init; } = 10;

    /// <summary>What each lot that is left at the deadline costs on top of its shortfall, in basis points.</summary>
    public double UnsoldPenalty { get; init; } = 50;
}

/// <summary>Executes a parent order by a deadline at the least cost.</summary>
/// <remarks>The reward of a step is the shortfall against the middle of the market at the beginning, of what was traded in it, in
/// basis points of the parent order's value: minus the sum over an episode is its implementation shortfall (Perold 1988, "The
/// implementation shortfall: Paper versus reality"), fees included. The trade-off between impact now and risk later is that of
/// Almgren and Chriss (2000), "Optimal execution of portfolio transactions"; the formulation as a task to learn follows Nevmyvaka,
/// Feng and Kearns (2006), "Reinforcement learning for optimized trade execution". With its last step everything left is sent to
/// the market.</remarks>
public sealed class ExecutionTask : LearningTask
{
    private readonly ExecutionTaskOptions _options;
    private double _arrivalPerLot;
    private long _startLots;
    private long _lots;
    private long _cash;
    private double _shortfall;

    /// <summary>Makes one.</summary>
    public ExecutionTask(ExecutionTaskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Lots, 1);
        _options = options;
        ActionSpace = options.Actions == ExecutionActions.Rate
            ? new DiscreteSpace(
                "wait", "half of the even rate", "the even rate", "1.5 times the even rate", "twice the even rate", "4 times the even rate")
            : new BoxSpace(
                new Feature("rate", -1, 1, "How much to offer: from -1, nothing, over -0.5, the even rate, to 1, 4 times the even rate."),
                new Feature("price", -1, 1, "Where: from -1, depth-ticks behind the touch, over 0, the touch, to 1, the other side's."));
        ObservationSpace = new BoxSpace(
        [
            .. MarketFeatures.All,
            new("unexecuted", 0, 1, "Part of the parent order that is left."),
            new("behind", -1, 1, "Part that is left, less what an even schedule would have left."),
            new("resting", 0, 1, "Part of the parent order that rests in the book."),
            new("shortfall", -1000, 1000, "Shortfall so far, in basis points of the parent order's value."),
            new("touch", 0, 10, "Displayed at the best price of the other side, as a multiple of what the even rate trades in a step."),
        ]);
    }

    /// <summary>What can be set of it.</summary>
    public static EnvironmentType Type { get; } = new(
    [
        EnvironmentOption.Choice("side", "sell", ["sell", "buy"], "Whether to sell or to buy."),
        EnvironmentOption.Whole("lots", "3000", 1, 1e9, "Size of the parent order.", "lots"),
        EnvironmentOption.Choice("actions", "rate", ["rate", "rate-and-price"],
            "Whether it chooses how much to trade at once (discrete), or how much to offer and at what price (a box)."),
        EnvironmentOption.Whole("depth-ticks", "10", 0, 1e6, "How far behind the touch it may rest.", "price units"),
        EnvironmentOption.Number("unsold-penalty", "50", 0, 1e6, "Cost of a lot left at the deadline, beyond its shortfall.", "basis points"),
    ],
    options => new ExecutionTask(new ExecutionTaskOptions
    {
        Side = options.Text("side") == "buy" ? Side.Buy : Side.Sell, Lots = options.Integer("lots"),
        Actions = options.Text("actions") == "rate" ? ExecutionActions.Rate : ExecutionActions.RateAndPrice,
        DepthTicks = options.Integer("depth-ticks"), UnsoldPenalty = options.Number("unsold-penalty"),
    }));

    /// <inheritdoc/>
    public override Space ActionSpace { get; }

    /// <inheritdoc/>
    public override BoxSpace ObservationSpace { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> InfoNames { get; } = ["executed_lots", "shortfall_bp", "arrival_price", "middle", "refusals"];

    /// <inheritdoc/>
    public override bool HasDeadline => true;

    /// <inheritdoc/>
    public override IReadOnlyList<(AssetId Asset, long Amount)> Endowment(Instrument instrument, Price reference)
        => _options.Side == Side.Sell
            ? [(instrument.Base, _options.Lots), (instrument.Quote, instrument.QuoteAmount(reference, new Quantity(_options.Lots)).Minor)]
            : [(instrument.Quote, 3 * instrument.QuoteAmount(reference, new Quantity(_options.Lots)).Minor)];

    /// <inheritdoc/>
    public override void Begin(LearningDesk desk)
    {
        base.Begin(desk);
        _arrivalPerLot = desk.Worth(desk.Middle, 1);
        (_startLots, _lots, _cash, _shortfall) = (desk.Lots, desk.Lots, desk.Cash, 0);
    }

    /// <inheritdoc/>
    public override void Act(LearningDesk desk, ReadOnlySpan<float> action)
    {
        var left = Left(desk);
        if (desk.StepsLeft == 1)
        {
            desk.CancelAll();
            Send(desk, desk.OrderSize(left, left));
        }
        else if (_options.Actions == ExecutionActions.Rate)
        {
            Send(desk, desk.OrderSize(ExecutionPolicy.Rates[(int)action[0]] * _options.Lots / desk.Steps, left));
        }
        else
        {
            desk.CancelAll();
            Offer(desk, desk.OrderSize(RateOf(action[0]) * _options.Lots / desk.Steps, left), action[1]);
        }
    }

    /// <inheritdoc/>
    public override double Judge(LearningDesk desk)
    {
        var parent = _options.Lots * _arrivalPerLot;
        var gain = desk.Cash - _cash + ((desk.Lots - _lots) * _arrivalPerLot);
        (_lots, _cash) = (desk.Lots, desk.Cash);
        var left = Left(desk);
        if (left == 0 || desk.StepsLeft == 0)
        {
            IsOver = true;
            gain -= _options.Side.Sign() * (desk.Worth(desk.Middle, left) - (left * _arrivalPerLot));
            gain -= left * _arrivalPerLot * _options.UnsoldPenalty / 10_000;
        }

        var reward = gain / parent * 10_000;
        _shortfall -= reward;
        return reward;
    }

    /// <inheritdoc/>
    public override void Observe(LearningDesk desk, Span<float> observation)
    {
        var place = MarketFeatures.All.Count;
        var left = (double)Left(desk) / _options.Lots;
        MarketFeatures.Write(desk, observation);
        observation[place] = (float)left;
        observation[place + 1] = (float)(left - ((double)desk.StepsLeft / desk.Steps));
        observation[place + 2] = (float)((double)Resting(desk) / _options.Lots);
        observation[place + 3] = (float)_shortfall;
        observation[place + 4] = (float)Touch(desk);
        ObservationSpace.Clamp(observation);
    }

    /// <inheritdoc/>
    public override void Describe(LearningDesk desk, Span<double> info)
    {
        info[0] = _options.Lots - Left(desk);
        info[1] = _shortfall;
        info[2] = _arrivalPerLot / desk.Worth(1, 1);
        info[3] = desk.Middle;
        info[4] = desk.Trader.Refusals;
    }

    private long Left(LearningDesk desk) => _options.Lots - Math.Abs(desk.Lots - _startLots);

    private double Touch(LearningDesk desk)
        => desk.Quote is not { } quote ? 0
            : (double)(_options.Side == Side.Sell ? quote.BidQuantity : quote.AskQuantity).Lots * desk.Steps / _options.Lots;

    private static double RateOf(float action) => action <= -0.5f ? 2 * (action + 1.0) : 1 + (2 * (action + 0.5));

    private static long Resting(LearningDesk desk)
    {
        var lots = 0L;
        foreach (var order in desk.Trader.View.OpenOrders)
        {
            lots += order.Open.Lots;
        }

        return lots;
    }

    private void Send(LearningDesk desk, Quantity lots)
    {
        if (!lots.IsZero)
        {
            desk.Trader.Orders.Market(desk.Instrument.Id, _options.Side, lots);
        }
    }

    // A sale at the touch joins the best offer; towards 1 it goes down to the best bid, towards -1 up into the book.
    private void Offer(LearningDesk desk, Quantity lots, float placement)
    {
        if (lots.IsZero || desk.Quote is not { IsTwoSided: true } quote)
        {
            return;
        }

        var (own, other) = _options.Side == Side.Sell ? (quote.Ask, quote.Bid) : (quote.Bid, quote.Ask);
        var towards = placement >= 0
            ? placement * Math.Abs(own - other)
            : placement * (double)_options.DepthTicks;
        var price = own + (_options.Side.Sign() * (long)Rounding.HalfUp.Apply(towards));
        desk.Trader.Orders.Limit(desk.Instrument.Id, _options.Side, OnTick(desk.Instrument, price), lots);
    }

    private Price OnTick(Instrument terms, Price price)
    {
        var within = price < terms.MinPrice ? terms.MinPrice : price > terms.MaxPrice ? terms.MaxPrice : price;
        return _options.Side == Side.Buy ? terms.Ticks.RoundDown(within) : terms.Ticks.RoundUp(within);
    }
}
