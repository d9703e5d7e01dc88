using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Within what bounds one trades.</summary>
public sealed record TradingTaskOptions
{
    /// <summary>Lots bought or sold at a time.</summary>
    public long UnitLots { get; init; } = 100;

    /// <summary>How many units long or short it may be.</summary>
    public int MaxUnits { get; init; } = 5;

    /// <summary>Cost of a step with the largest position, in basis points of its value; in between it grows with the square.</summary>
    public double RiskAversion { get; init; }

    /// <summary>The loss at which the task ends, in basis points of the largest position's value.</summary>
    public double StopLoss { get; init; } = 500;
}

/// <summary>Buys, holds or sells a position for gain.</summary>
/// <remarks>The reward of a step is the change of wealth (money, and the position at the middle of the market), in basis points of
/// the largest position's value at the beginning, less the price of risk. Orders go to the market and pay the spread and fees. A
/// short position is sold out of shares owned at the beginning, so that nothing need be borrowed.</remarks>
public sealed class TradingTask : LearningTask
{
    private const int Sell = 0;
    private const int Buy = 2;

    private readonly TradingTaskOptions _options;
    private readonly WealthMeter _wealth = new();
    private readonly double[] _returns = new double[4];
    private double _scale;

    /// <summary>Makes one.</summary>
    public TradingTask(TradingTaskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.UnitLots, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxUnits, 1);
        _options = options;
    }

    /// <summary>What can be set of it.</summary>
    public static EnvironmentType Type { get; } = new(
    [
        EnvironmentOption.Whole("unit-lots", "100", 1, 1e9, "Lots bought or sold at a time.", "lots"),
        EnvironmentOption.Whole("max-units", "5", 1, 10_000, "How many units long or short it may be."),
        EnvironmentOption.Number("risk-aversion", "0", 0, 1e6, "Cost of a step with the largest position; grows with its square.", "basis points"),
        EnvironmentOption.Number("stop-loss", "500", 0, 1e9, "The loss at which the task ends.", "basis points of the largest position"),
    ],
    options => new TradingTask(new TradingTaskOptions
    {
        UnitLots = options.Integer("unit-lots"), MaxUnits = options.Count("max-units"),
        RiskAversion = options.Number("risk-aversion"), StopLoss = options.Number("stop-loss"),
    }));

    /// <inheritdoc/>
    public override Space ActionSpace { get; } = new DiscreteSpace("sell a unit", "hold", "buy a unit");

    /// <inheritdoc/>
    public override BoxSpace ObservationSpace { get; } = new(
    [
        .. MarketFeatures.All,
        new("position", -1, 1, "Lots bought, net, since the beginning, as a part of the largest position."),
        new("gain", -1000, 1000, "Won since the beginning, in basis points of the largest position's value."),
        new("return-1", -100, 100, "Return of the step before the last, in basis points."),
        new("return-2", -100, 100, "Return of the step before that."),
        new("return-3", -100, 100, "Return of the step before that."),
        new("return-4", -100, 100, "Return of the step before that."),
    ]);

    /// <inheritdoc/>
    public override IReadOnlyList<string> InfoNames { get; } = ["position_lots", "gain_bp", "traded_lots", "middle", "refusals"];

    private long MaxLots => _options.MaxUnits * _options.UnitLots;

    /// <inheritdoc/>
    public override IReadOnlyList<(AssetId Asset, long Amount)> Endowment(Instrument instrument, Price reference)
        => [(instrument.Base, MaxLots), (instrument.Quote, 4 * instrument.QuoteAmount(reference, new Quantity(MaxLots)).Minor)];

    /// <inheritdoc/>
    public override void Begin(LearningDesk desk)
    {
        base.Begin(desk);
        _wealth.Begin(desk);
        _scale = desk.Worth(desk.Middle, MaxLots) / 10_000;
        Array.Clear(_returns);
    }

    /// <inheritdoc/>
    public override void Act(LearningDesk desk, ReadOnlySpan<float> action)
    {
        for (var i = _returns.Length - 1; i > 0; i--)
        {
            _returns[i] = _returns[i - 1];
        }

        _returns[0] = desk.Market.Return;
        var choice = (int)action[0];
        var position = _wealth.PositionOf(desk);
        var side = choice == Buy ? Side.Buy : Side.Sell;
        var room = side == Side.Buy ? MaxLots - position : MaxLots + position;
        if (choice is Buy or Sell && desk.OrderSize(_options.UnitLots, Math.Max(0, room)) is { IsZero: false } lots)
        {
            desk.Trader.Orders.Market(desk.Instrument.Id, side, lots);
        }
    }

    /// <inheritdoc/>
    public override double Judge(LearningDesk desk)
    {
        var change = _wealth.Read(desk) / _scale;
        var share = (double)_wealth.PositionOf(desk) / MaxLots;
        IsOver = _wealth.Gain / _scale <= -_options.StopLoss;
        return change - (_options.RiskAversion * share * share);
    }

    /// <inheritdoc/>
    public override void Observe(LearningDesk desk, Span<float> observation)
    {
        var place = MarketFeatures.All.Count;
        MarketFeatures.Write(desk, observation);
        observation[place] = (float)((double)_wealth.PositionOf(desk) / MaxLots);
        observation[place + 1] = (float)(_wealth.Gain / _scale);
        for (var i = 0; i < _returns.Length; i++)
        {
            observation[place + 2 + i] = (float)_returns[i];
        }

        ObservationSpace.Clamp(observation);
    }

    /// <inheritdoc/>
    public override void Describe(LearningDesk desk, Span<double> info)
    {
        info[0] = _wealth.PositionOf(desk);
        info[1] = _wealth.Gain / _scale;
        info[2] = desk.Trader.BoughtLots + desk.Trader.SoldLots;
        info[3] = desk.Middle;
        info[4] = desk.Trader.Refusals;
    }
}
