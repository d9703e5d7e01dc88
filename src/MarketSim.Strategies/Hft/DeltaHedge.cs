using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>How a position in options is hedged in what they are written on.</summary>
public sealed record DeltaHedgeOptions
{
    /// <summary>Time between hedges.</summary>
    public SimDuration Interval { get; init; } = SimDuration.FromMinutes(5);

    /// <summary>Volatility that deltas are computed with, a year: 0.2 is 20%.</summary>
    public double Volatility { get; init; } = 0.2;

    /// <summary>Interest rate, continuously compounded, a year.</summary>
    public double Rate { get; init; }

    /// <summary>Lots of the underlying that it leaves open rather than trade.</summary>
    public long BandLots { get; init; }

    /// <summary>How far beyond the touch its orders may trade, in price units.</summary>
    public long ReachTicks { get; init; } = 10;

    /// <summary>Whether it sells shares that it does not hold.</summary>
    public bool MayOwe { get; init; }

    /// <summary>Which day it is when.</summary>
    public MarketCalendar Calendar { get; init; } = MarketCalendar.Default;
}

/// <summary>Brings the delta of an account's options and of what it holds of the underlying beyond its start to zero.</summary>
internal sealed class DeltaHedge(InstrumentId underlying, IReadOnlyList<InstrumentId> hedged, DeltaHedgeOptions options)
{
    private const double NanosecondsPerYear = 365.0 * 86_400 * SimDuration.NanosecondsPerSecond;

    private readonly Legs _legs = new(options.ReachTicks, options.MayOwe);

    public void Apply(MarketView view, OrderPad orders)
    {
        // What is on its way would be sent twice.
        foreach (var order in view.OpenOrders)
        {
            if (order.Instrument == underlying)
            {
                return;
            }
        }

        var held = _legs.Held(view, underlying);
        if (view.QuoteOf(underlying) is { } quote && Quotes.TryMiddle(quote, out var spot))
        {
            var wanted = -Delta(view, spot);
            if (Math.Abs(wanted - held) > options.BandLots)
            {
                _legs.Hold(view, orders, [new Leg(underlying, 1)], wanted);
            }
        }
    }

    /// <summary>Lots of the underlying that the options stand for.</summary>
    public double Delta(MarketView view, Price spot)
    {
        var delta = 0.0;
        foreach (var id in hedged)
        {
            var position = view.Position(id).Lots;
            if (position != 0 && view.Instruments[id.Value] is OptionContract option)
            {
                delta += position * option.Deliverable * Of(option, spot, view.Now);
            }
        }

        return delta;
    }

    // After the last moment an option is the share or nothing.
    private double Of(OptionContract option, Price spot, SimTime now)
    {
        var years = (options.Calendar.At(option.Expiry, SimDuration.FromHours(16)) - now).Nanoseconds / NanosecondsPerYear;
        var isIn = option.Right == OptionRight.Call ? spot > option.Strike : spot < option.Strike;
        if (years <= 0)
        {
            return !isIn ? 0 : option.Right == OptionRight.Call ? 1 : -1;
        }

        var inputs = new OptionInputs(option.Right, spot.Ticks, option.Strike.Ticks, years, options.Rate, 0, options.Volatility);
        return BlackScholes.Greeks(inputs).Delta;
    }
}
