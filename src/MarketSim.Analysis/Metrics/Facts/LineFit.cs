namespace MarketSim.Analysis;

/// <summary>A straight line by least squares.</summary>
/// <param name="Slope">Rise for each unit across.</param>
/// <param name="Intercept">Height at zero.</param>
/// <param name="RSquared">Share of the variance that it explains.</param>
internal readonly record struct LineFit(double Slope, double Intercept, double RSquared)
{
    /// <summary>The line through points; not-a-number if they lie at one place across.</summary>
    public static LineFit Through(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (meanX, meanY) = (Sample.Mean(x), Sample.Mean(y));
        var (cross, squaresX, squaresY) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            cross += (x[i] - meanX) * (y[i] - meanY);
            squaresX += (x[i] - meanX) * (x[i] - meanX);
            squaresY += (y[i] - meanY) * (y[i] - meanY);
        }

        var slope = cross / squaresX;
        return new LineFit(slope, meanY - (slope * meanX), cross * cross / (squaresX * squaresY));
    }
}
