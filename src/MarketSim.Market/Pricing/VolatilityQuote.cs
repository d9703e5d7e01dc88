namespace MarketSim.Market;

/// <summary>A volatility that the market quotes.</summary>
/// <param name="Strike">Above 0.</param>
/// <param name="Years">To expiry; above 0.</param>
/// <param name="Volatility">A year; above 0.</param>
public readonly record struct VolatilityQuote(double Strike, double Years, double Volatility);

/// <summary>The quotes of one expiry as a curve of total variance.</summary>
internal sealed class QuotedSmile
{
    private readonly double[] _k;
    private readonly double[] _w;
    private readonly double[] _curvatures;

    public QuotedSmile(ForwardPrices forwards, double years, IReadOnlyList<VolatilityQuote> quotes)
    {
        var points = quotes
            .Select(quote => (
                K: forwards.LogMoneyness(quote.Strike, years),
                W: PricingGuard.Positive(quote.Volatility, "quoted volatility") * quote.Volatility * years))
            .OrderBy(point => point.K).ToArray();
        (_k, _w) = ([.. points.Select(point => point.K)], [.. points.Select(point => point.W)]);
        for (var n = 1; n < _k.Length; n++)
        {
            if (_k[n] == _k[n - 1])
            {
                throw new ArgumentException("Each strike of an expiry must be quoted once.");
            }
        }

        _curvatures = NaturalSpline();
    }

    public double TotalVariance(double k)
    {
        if (k <= _k[0] || k >= _k[^1])
        {
            return k <= _k[0] ? _w[0] : _w[^1];
        }

        var right = Array.FindIndex(_k, point => point >= k);
        var (width, up) = (_k[right] - _k[right - 1], k - _k[right - 1]);
        var (a, b) = ((_k[right] - k) / width, up / width);
        return (a * _w[right - 1]) + (b * _w[right])
            + (((((a * a * a) - a) * _curvatures[right - 1]) + (((b * b * b) - b) * _curvatures[right])) * width * width / 6);
    }

    /// <summary>The second derivatives at the points, 0 at both ends: a tridiagonal system, eliminated and put back.</summary>
    private double[] NaturalSpline()
    {
        var n = _k.Length;
        var (curvatures, ratios) = (new double[n], new double[n]);
        for (var j = 1; j < n - 1; j++)
        {
            var (left, right) = (_k[j] - _k[j - 1], _k[j + 1] - _k[j]);
            var slope = ((_w[j + 1] - _w[j]) / right) - ((_w[j] - _w[j - 1]) / left);
            var pivot = (2 * (left + right)) - (left * ratios[j - 1]);
            ratios[j] = right / pivot;
            curvatures[j] = ((6 * slope) - (left * curvatures[j - 1])) / pivot;
        }

        for (var j = n - 2; j > 0; j--)
        {
            curvatures[j] -= ratios[j] * curvatures[j + 1];
        }

        return curvatures;
    }
}
