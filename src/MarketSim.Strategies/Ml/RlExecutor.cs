using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a learned executor does.</summary>
public sealed record RlExecutorOptions
{
    /// <summary>Whether it buys or sells.</summary>
    public Side Side { get; init; } = Side.Sell;

    /// <summary>Lots in all; positive.</summary>
    public long Lots { get; init; } = 4_000;

    /// <summary>How long after the run begins it first decides.</summary>
    public SimDuration Delay { get; init; } = SimDuration.FromSeconds(20);

    /// <summary>How long it has; with its last decision everything left goes to the market.</summary>
    public SimDuration Duration { get; init; } = SimDuration.FromSeconds(60);
}

/// <summary>Works a parent order by a policy that was learned in the simulator: at each of evenly spaced decisions it chooses by the
/// state of the market and of its order how much to trade at once.</summary>
/// <remarks>Source: Nevmyvaka, Feng and Kearns (2006), "Reinforcement learning for optimized trade execution", for the problem; the
/// method is the policy gradient of Williams (1992). It acts and sees as a learner does in the environment <c>execution</c>, so what was
/// learned there holds here.</remarks>
public sealed class RlExecutor : IStrategy
{
    private readonly InstrumentId _instrument;
    private readonly RlExecutorOptions _options;
    private readonly ExecutionPolicy _policy;
    private readonly MarketWatch _watch = new();
    private readonly float[] _seen = new float[ExecutionPolicy.Features.Count];
    private SimTime? _begin;
    private int _decisions;
    private long _done;
    private long _takenLots;
    private long _givenLots;

    /// <summary>Works an order in one instrument.</summary>
    public RlExecutor(InstrumentId instrument, RlExecutorOptions options, ExecutionPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Lots, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Duration.Nanoseconds, policy.Steps);
        (_instrument, _options, _policy) = (instrument, options, policy);
    }

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Choice("side", "sell", ["buy", "sell"], "What it does."),
        StrategyOption.Lots("quantity", "4000", "The parent order."),
        StrategyOption.Duration("delay", "20s", "How long after the run begins it first decides.") with { Min = 0 },
        StrategyOption.Duration("duration", "60s", "How long it has; then everything left goes to the market.") with { Min = 0.001 },
        new OptionSpec
        {
            Name = "policy", Kind = OptionKind.Text, Default = "",
            Summary = "The file of a policy that 'marketsim train' has written; the usual one if empty.",
        },
    ],
    (setting, values) => new RlExecutor(
        setting.Instrument,
        new RlExecutorOptions
        {
            Side = values.Text("side") == "buy" ? Side.Buy : Side.Sell, Lots = values.Integer("quantity"),
            Delay = values.Duration("delay"), Duration = values.Duration("duration"),
        },
        values.Text("policy") is { Length: > 0 } path ? ExecutionPolicy.Open(path) : ExecutionPolicy.Usual));

    /// <inheritdoc/>
    public FeedKind Feed => FeedKind.Quotes | FeedKind.Trades;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _begin ??= view.Now + _options.Delay;
        if (_decisions >= _policy.Steps || _done >= _options.Lots)
        {
            return SimTime.Never;
        }

        var next = _begin.Value + new SimDuration(_options.Duration.Nanoseconds / _policy.Steps * _decisions);
        return next > view.Now ? next : view.Now + SimDuration.FromNanoseconds(1);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        var quote = view.QuoteOf(_instrument);
        _watch.Look(quote, _takenLots, _givenLots);
        var stepsLeft = _policy.Steps - _decisions;
        _decisions++;
        var left = _options.Lots - _done;
        if (left <= 0 || stepsLeft <= 0 || quote is null)
        {
            return;
        }

        var (touch, there) = _options.Side == Side.Sell ? (quote.Bid, quote.BidQuantity) : (quote.Ask, quote.AskQuantity);
        ExecutionPolicy.Write(
            _watch, _options.Side, (double)left / _options.Lots, (double)stepsLeft / _policy.Steps,
            (double)there.Lots * _policy.Steps / _options.Lots, _seen);
        var wanted = stepsLeft == 1 ? left : ExecutionPolicy.Rates[_policy.Choose(_seen)] * _options.Lots / _policy.Steps;
        Send(view, orders, touch, Math.Min(wanted, left), left);
    }

    /// <inheritdoc/>
    public void OnTrade(TradePrint trade, MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(trade);
        if (trade.Instrument == _instrument)
        {
            _takenLots += trade.Aggressor == Side.Buy ? trade.Quantity.Lots : 0;
            _givenLots += trade.Aggressor == Side.Sell ? trade.Quantity.Lots : 0;
        }
    }

    /// <inheritdoc/>
    public void OnReport(in MarketEvent item, MarketView view, OrderPad orders)
    {
        // Its account is traded by nobody else: every trade is a part of the order.
        _done += item.Instrument == _instrument && item.Kind == EventKind.Traded ? item.Quantity.Lots : 0;
    }

    private void Send(MarketView view, OrderPad orders, Price touch, double wanted, long left)
    {
        var step = view.Instruments[_instrument.Value].LotStep;
        var whole = Math.Min((long)Rounding.HalfUp.Apply(wanted / step) * step, left / step * step);
        var lots = Sizes.Affordable(view, _instrument, _options.Side, touch, new Quantity(whole));
        if (!lots.IsZero)
        {
            orders.Market(_instrument, _options.Side, lots);
        }
    }
}
