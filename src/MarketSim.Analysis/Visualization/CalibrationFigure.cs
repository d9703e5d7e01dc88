namespace MarketSim.Analysis;

/// <summary>The picture of a calibration: a recording against runs of the market that was calibrated to it.</summary>
public static class CalibrationFigure
{
    /// <summary>Draws it.</summary>
    /// <param name="title">What was calibrated.</param>
    /// <param name="recorded">The recording.</param>
    /// <param name="simulated">A run of the market file; null for the recording alone.</param>
    public static Figure Of(string title, FlowCalibration recorded, FlowCalibration? simulated)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        FlowCalibration[] both = simulated is null ? [recorded] : [recorded, simulated];
        return new Figure
        {
            Title = "Calibration",
            Subtitle = title,
            Rows =
            [
                new FigureRow(300, Lines("Mid, from where it began", "minutes", "% change", both, Mid), Lines("Spread", "ticks", "part of the time above", both, Spread)),
                new FigureRow(300, Distances(both), Lines("Lives of cancelled orders", "seconds, log10", "part that lives longer", both, Lives)),
                new FigureRow(300, Lines("Orders a minute", "minutes", "limit and market orders", both, Pace), Lines(
                    "Sizes of market orders", "lots, log10", "part that is larger, log10", both, Sizes)),
            ],
        };
    }

    private static Panel Lines(string heading, string across, string upwards, FlowCalibration[] both, Func<FlowCalibration, (double[] X, double[] Y)> curve)
    {
        var curves = both.Select(curve).ToArray();
        return new Panel
        {
            Heading = heading, X = Axis.Around(across, [.. curves.Select(c => c.X)]), Y = Axis.Around(upwards, [.. curves.Select(c => c.Y)]),
            Layers = [.. curves.Select((c, i) => new LineLayer(c.X, c.Y) { Ink = i == 0 ? Ink.Series1 : Ink.Series2, Label = Label(i) })],
            EmptyText = curves.Any(c => c.X.Length > 0) ? null : "nothing to see",
        };
    }

    private static Panel Distances(FlowCalibration[] both)
    {
        var rates = both.Select(c => FlowCalibration.Buckets.Select(b => c.RateAt(false, b)).ToArray()).ToArray();
        var width = 0.8 / both.Length;
        return new Panel
        {
            Heading = "Limit orders by distance",
            X = new Axis("ticks from the best price of the own side", -0.6, FlowCalibration.Buckets.Count - 0.4)
            {
                Ticks = [.. FlowCalibration.Buckets.Select((b, i) => new Tick(i, b.Name))],
            },
            Y = new Axis("a second", 0, Math.Max(1e-9, rates.Max(r => r.Max())) * 1.06),
            Layers = [.. rates.Select((rate, i) => new BarLayer([.. rate.Select((value, place) => new Bar(
                place - 0.4 + (i * width), place - 0.4 + ((i + 1) * width), 0, value))]) { Ink = i == 0 ? Ink.Series1 : Ink.Series2, Label = Label(i) })],
        };
    }

    private static string Label(int place) => place == 0 ? "recorded" : "simulated";

    private static (double[] X, double[] Y) Mid(FlowCalibration c)
    {
        var mids = c.Sample.Observed.Samples.Every(10, touch => touch.Mid);
        return ([.. mids.Select((_, i) => i / 6.0)], [.. mids.Select(mid => 100 * ((mid / c.Mids.First) - 1))]);
    }

    private static (double[] X, double[] Y) Spread(FlowCalibration c)
        => Tail([.. c.Sample.Observed.Samples.Every(1, touch => touch.Spread / c.Tick).Where(double.IsFinite)]);

    private static (double[] X, double[] Y) Lives(FlowCalibration c)
        => Tail([.. c.Sample.Lives.Where(life => life.IsCancelled).Select(life => Math.Log10(Math.Max(1e-6, life.Seconds)))]);

    private static (double[] X, double[] Y) Sizes(FlowCalibration c)
    {
        var (x, y) = Tail([.. c.Sample.MarketLots.Select(lots => Math.Log10(Math.Max(1, lots)))]);
        return (x, [.. y.Select(part => part > 0 ? Math.Log10(part) : double.NaN)]);
    }

    private static (double[] X, double[] Y) Pace(FlowCalibration c)
    {
        var counts = new double[Math.Max(1, (int)Math.Ceiling(c.Seconds / 60))];
        foreach (var arrival in c.Sample.Arrivals)
        {
            counts[Math.Clamp((int)(arrival.Seconds / 60), 0, counts.Length - 1)]++;
        }

        return ([.. counts.Select((_, i) => (double)i)], counts);
    }

    // At most 400 points of the part that lies above each value.
    private static (double[] X, double[] Y) Tail(double[] values)
    {
        Array.Sort(values);
        var step = Math.Max(1, values.Length / 400);
        int[] places = [.. Enumerable.Range(0, (values.Length + step - 1) / step).Select(i => i * step)];
        return ([.. places.Select(i => values[i])], [.. places.Select(i => 1 - ((i + 1.0) / values.Length))]);
    }
}
