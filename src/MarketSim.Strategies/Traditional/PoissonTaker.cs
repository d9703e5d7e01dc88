using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What takers that arrive at random do.</summary>
public sealed record PoissonTakerOptions
{
    /// <summary>A, orders of each side per <see cref="Horizon"/> that reach the middle or go beyond it; positive.</summary>
    public double ArrivalRate { get; init; } = 140;

    /// <summary>k: orders that go further by 1/k, in units of the quote currency, are e times rarer; positive.</summary>
    public double ArrivalDecay { get; init; } = 1.5;

    /// <summary>Unit of time of the rate.</summary>
    public SimDuration Horizon { get; init; } = SimDuration.FromHours(6) + SimDuration.FromMinutes(30);

    /// <summary>Lots of an order.</summary>
    public long Lots { get; init; } = 1;

    /// <summary>How far on its own side of the fundamental value the least eager order still stops, in units of the quote
    /// currency: so far the intensity goes on growing for quotes beyond the middle.</summary>
    public double Reach { get; init; }

    /// <summary>Where it is set, time goes in steps, as in simulations of the model: in the middle of each step at most one order of
    /// each side arrives, with the chance that the intensity gives a step.</summary>
    public SimDuration? Step { get; init; }
}

/// <summary>Takes at random moments from whoever quotes near enough to the fundamental value: quotes at distance δ are met with
/// intensity A e^(-kδ).</summary>
/// <remarks>Source: Avellaneda and Stoikov (2008), section 2.4: takers arrive as a Poisson process and reach an exponential depth, so
/// that the intensity at δ falls exponentially. Each order is immediate-or-cancel with its depth as limit. In steps the counts of
/// fills vary less than Poisson's do: so did theirs, by a quarter.</remarks>
public sealed class PoissonTaker(StrategySetting setting, PoissonTakerOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Number("arrival-rate", "140", 1e-9, 1e12, "A: orders of each side that reach the middle.", "per horizon"),
        StrategyOption.Number("arrival-decay", "1.5", 1e-9, 1e9, "k: how fast orders become rarer with their depth.", "per currency unit"),
        StrategyOption.Duration("horizon", "6.5h", "Unit of time of the rate."),
        StrategyOption.Lots("lots", "1", "Size of an order."),
        StrategyOption.Number("reach", "0", 0, 1e9, "So far beyond the middle the intensity goes on growing.", "currency units"),
        StrategyOption.Choice("arrivals", "poisson", ["poisson", "steps"], "At any moment, or in steps with at most one order of each side."),
        StrategyOption.Duration("step", "1s", "Length of a step, where arrivals come in steps."),
    ],
    (setting, values) => new PoissonTaker(setting, new PoissonTakerOptions
    {
        ArrivalRate = values.Number("arrival-rate"), ArrivalDecay = values.Number("arrival-decay"),
        Horizon = values.Duration("horizon"), Lots = values.Integer("lots"), Reach = values.Number("reach"),
        Step = values.Text("arrivals") == "steps" ? values.Duration("step") : null,
    }));

    // Orders of one side per second.
    private readonly double _rate
        = options.ArrivalRate * PortableMath.Exp(options.ArrivalDecay * options.Reach) / options.Horizon.ToSeconds();

    /// <inheritdoc/>
    public FeedKind Feed => FeedKind.Quotes;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return options.Step is { Nanoseconds: var step }
            ? new SimTime(((((view.Now.Nanoseconds + (step / 2)) / step) + 1) * step) - (step / 2))
            : view.Now + Intervals.Exponential(view.Random, SimDuration.FromSeconds(0.5 / _rate));
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        if (options.Step is not { } step)
        {
            Take(view, orders, view.Random.Chance(0.5) ? Side.Buy : Side.Sell);
            return;
        }

        foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
        {
            if (view.Random.Chance(_rate * step.ToSeconds()))
            {
                Take(view, orders, side);
            }
        }
    }

    private void Take(MarketView view, OrderPad orders, Side side)
    {
        var terms = view.Instruments[setting.Instrument.Value];
        var depth = (view.Random.NextExponential(options.ArrivalDecay) - options.Reach) / (double)terms.PriceUnit;
        var limit = Quotes.OnTick(terms, side, Price.FromDouble(
            Math.Max(0, setting.Fundamental.At(view.Now) + (side.Sign() * depth)), side == Side.Buy ? Rounding.Down : Rounding.Up));
        var lots = Sizes.Affordable(view, setting.Instrument, side, limit, new Quantity(options.Lots));
        if (!lots.IsZero)
        {
            orders.Limit(setting.Instrument, side, limit, lots, TimeInForce.Ioc);
        }
    }
}
