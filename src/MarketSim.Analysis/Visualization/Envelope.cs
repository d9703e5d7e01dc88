namespace MarketSim.Analysis;

/// <summary>Brings series with more points than pixels down to what can be seen: what each column of pixels held
/// at its beginning and end, and the least and the most in between. No peak is lost, however short.</summary>
/// <remarks>Source: Jugel et al. (2014), "M4: A Visualization-Oriented Time Series Data Aggregation".</remarks>
internal static class Envelope
{
    /// <summary>A line that looks the same at this many columns.</summary>
    /// <returns>The line itself if it is short enough.</returns>
    public static (double[] X, double[] Y) Line(double[] x, double[] y, double min, double max, int columns, bool isStep)
    {
        if (x.Length <= columns * 4)
        {
            return isStep ? Stepped(x, y, max) : (x, y);
        }

        var (outX, outY) = (new List<double>(columns * 4), new List<double>(columns * 4));
        var width = (max - min) / columns;
        var i = 0;
        while (i < x.Length)
        {
            var (start, end) = (x[i], x[i]);
            var edge = min + ((Math.Floor((start - min) / width) + 1) * width);
            var (first, last, least, most) = (y[i], y[i], y[i], y[i]);
            do
            {
                (last, end) = (y[i], x[i]);
                least = double.IsNaN(least) || y[i] < least ? y[i] : least;
                most = double.IsNaN(most) || y[i] > most ? y[i] : most;
                i++;
            }
            while (i < x.Length && x[i] < edge);

            if (isStep && outY.Count > 0)
            {
                Add(start, outY[^1]);
            }

            Add(start, first);
            Add(start, least);
            Add(start, most);
            Add(end, last);
        }

        if (isStep && outX[^1] < max)
        {
            Add(max, outY[^1]);
        }

        return ([.. outX], [.. outY]);

        void Add(double px, double py)
        {
            outX.Add(px);
            outY.Add(py);
        }
    }

    /// <summary>A band that looks the same at this many columns: the lowest lower and highest upper line of each.</summary>
    public static (double[] X, double[] Lower, double[] Upper) Band(
        double[] x, double[] lower, double[] upper, double min, double max, int columns)
    {
        if (x.Length <= columns * 2)
        {
            return (x, lower, upper);
        }

        var (outX, low, high) = (new List<double>(columns), new List<double>(columns), new List<double>(columns));
        var width = (max - min) / columns;
        var i = 0;
        while (i < x.Length)
        {
            var start = x[i];
            var edge = min + ((Math.Floor((start - min) / width) + 1) * width);

            // What held when the column began belongs to it too.
            var from = i > 0 ? i - 1 : i;
            var (least, most) = (lower[from], upper[from]);
            do
            {
                least = double.IsNaN(least) || lower[i] < least ? lower[i] : least;
                most = double.IsNaN(most) || upper[i] > most ? upper[i] : most;
                i++;
            }
            while (i < x.Length && x[i] < edge);

            outX.Add(start);
            low.Add(least);
            high.Add(most);
        }

        return ([.. outX], [.. low], [.. high]);
    }

    private static (double[] X, double[] Y) Stepped(double[] x, double[] y, double max)
    {
        if (x.Length == 0)
        {
            return (x, y);
        }

        var (outX, outY) = (new double[x.Length * 2], new double[x.Length * 2]);
        for (var i = 0; i < x.Length; i++)
        {
            (outX[2 * i], outY[2 * i]) = (x[i], y[i]);
            (outX[(2 * i) + 1], outY[(2 * i) + 1]) = (i + 1 < x.Length ? x[i + 1] : Math.Max(max, x[i]), y[i]);
        }

        return (outX, outY);
    }
}
