using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>What interrupts or confines trading, drawn around prices: nights, calls and pauses as shades, price limits as lines,
/// auctions as dots.</summary>
internal sealed class PriceSurroundings(PlotFrame frame, Instrument instrument, TradingStates states)
{
    // Limits further from the prices than this share of their range would flatten them.
    private const double Reach = 0.5;

    /// <summary>The axis with room for the limits that are near.</summary>
    public Axis Widened(Axis axis)
    {
        var (low, high, range) = (axis.Min, axis.Max, axis.Max - axis.Min);
        foreach (var value in states.Limits.SelectMany(l => new[] { l.Lower, l.Upper }).OfType<Price>().Select(At))
        {
            var isNear = value > axis.Min - (Reach * range) && value < axis.Max + (Reach * range);
            (low, high) = isNear ? (Math.Min(low, value - (0.03 * range)), Math.Max(high, value + (0.03 * range))) : (low, high);
        }

        return axis with { Min = low, Max = high };
    }

    /// <summary>Shades and limits.</summary>
    public IEnumerable<Layer> Behind(Axis axis)
    {
        if (frame.Gaps.Any())
        {
            yield return Shade(frame.Gaps, axis) with { Ink = Ink.Muted, Opacity = 0.28, Label = "night" };
        }

        if (states.Calls.Count > 0)
        {
            yield return Shade(Places(states.Calls), axis) with { Ink = Ink.Series6, Opacity = 0.14, Label = "call" };
        }

        if (states.Pauses.Count > 0)
        {
            yield return Shade(Places(states.Pauses), axis) with { Ink = Ink.Series5, Opacity = 0.34, Label = "pause" };
        }

        if (states.Limits.Count > 0)
        {
            double[] x = [.. states.Limits.Select(l => frame.X(l.Time))];
            yield return Limit(x, [.. states.Limits.Select(l => l.Lower is { } p ? At(p) : double.NaN)]) with { Label = "price limits" };
            yield return Limit(x, [.. states.Limits.Select(l => l.Upper is { } p ? At(p) : double.NaN)]);
        }
    }

    /// <summary>Auctions.</summary>
    public IEnumerable<Layer> InFront() => states.Auctions.Count == 0 ? [] :
    [
        new DotLayer(
            [.. states.Auctions.Select(a => frame.X(a.Time))], [.. states.Auctions.Select(a => At(a.Price))],
            [.. states.Auctions.Select(_ => 5.5)])
        {
            Ink = Ink.Series3, Label = "auction",
        },
    ];

    private static LineLayer Limit(double[] x, double[] y) => new(x, y) { Ink = Ink.Series4, IsStep = true, Width = 1.3 };

    private static BarLayer Shade(IEnumerable<(double From, double To)> spans, Axis axis)
        => new([.. spans.Select(s => new Bar(s.From, s.To, axis.Min, axis.Max))]) { IsJoined = true };

    private IEnumerable<(double From, double To)> Places(IEnumerable<(SimTime From, SimTime To)> spans)
        => spans.Select(s => (frame.X(s.From), frame.X(s.To)));

    private double At(Price price) => PlotFrame.Price(instrument, price.Ticks);
}
