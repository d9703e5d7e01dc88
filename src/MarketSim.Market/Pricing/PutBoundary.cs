using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Below which price an American put on a strike of 1 is exercised, as a function of the time left: the boundary of
/// Andersen, Lake and Offengenden (2016), "High-performance American option pricing", J. Computational Finance 20.</summary>
/// <remarks>
/// With τ the time left and X = min(1, r/q) its limit at expiry, H = ln(B/X)² is interpolated by Chebyshev's polynomial in √τ, and
/// B = e^(-(r-q)τ) N/D is solved at the nodes as a plain fixed point over all of them at once: by their equation A (smooth
/// pasting) where the drift is small beside the volatility, where it gains a digit in less than two steps, and by their equation
/// B (value matching) elsewhere, where A does not settle. Their Jacobi-Newton steps wandered from the guess below and are not
/// used. The integrals are taken in an angle (see <see cref="AmericanAccuracy"/>).
/// <para>Valid for r &gt; 0 with any q, and for r = 0 with q &lt; 0. Elsewhere exercise never pays, or (q &lt; r &lt; 0) pays between
/// two boundaries; see <see cref="AmericanOption"/>.</para>
/// </remarks>
internal sealed class PutBoundary
{
    private readonly AmericanAccuracy _accuracy;
    private readonly double _rate;
    private readonly double _yield;
    private readonly double _sigma;
    private readonly double _years;
    private readonly double _logLimit;
    private readonly bool _pastesSmoothly;
    private readonly double[] _squares;

    public PutBoundary(double rate, double yield, double volatility, double years, AmericanAccuracy accuracy)
    {
        (_rate, _yield, _sigma, _years, _accuracy) = (rate, yield, volatility, years, accuracy);
        _logLimit = yield > rate && yield > 0 ? PortableMath.Log(rate / yield) : 0;
        _squares = new double[accuracy.RootFractions.Length];

        // Over 1,000 random options 0.6 left the fewest unsettled; 0.3 and 1 left twice as many.
        _pastesSmoothly = Math.Abs(rate - yield) * Math.Sqrt(years) <= 0.6 * volatility;
        Solve();
    }

    /// <summary>Years left at the first node.</summary>
    public double Years => _years;

    /// <summary>ln B at a time left of τ = fraction² × <see cref="Years"/>.</summary>
    public double LogAt(double rootFraction)
    {
        Span<double> weights = stackalloc double[_squares.Length];
        _accuracy.FillWeights(rootFraction, weights);
        return _logLimit - Math.Sqrt(Math.Max(0, Dot(weights)));
    }

    private void Solve()
    {
        var last = _squares.Length - 1;
        for (var node = 0; node < last; node++)
        {
            var below = _logLimit - FirstGuess.Log(_rate, _yield, _sigma, TimeAt(node));
            _squares[node] = below > 0 ? below * below : 0;
        }

        var next = new double[last + 1];
        for (var iteration = 0; iteration < _accuracy.Iterations; iteration++)
        {
            var change = 0.0;
            for (var node = 0; node < last; node++)
            {
                var log = _logLimit - Math.Sqrt(_squares[node]);
                var better = Improved(node, log);
                better = double.IsFinite(better) ? Math.Min(better, _logLimit) : log;
                next[node] = (_logLimit - better) * (_logLimit - better);

                // The last moments before expiry settle last and matter least.
                change = Math.Max(change, Math.Abs(better - log) * _accuracy.RootFractions[node]);
            }

            next.CopyTo(_squares, 0);
            if (change < _accuracy.Tolerance)
            {
                return;
            }
        }
    }

    /// <summary>One step of the fixed point at a node; the logarithm of the price of exercise, before and after.</summary>
    private double Improved(int node, double log)
    {
        var tau = TimeAt(node);
        var root = Math.Sqrt(tau);
        var (n, d) = Terms(log, tau, root);
        var angles = _accuracy.Inner;
        for (var k = 0; k < angles.Sines.Length; k++)
        {
            var (sine, cosine) = (angles.Sines[k], angles.Cosines[k]);
            var left = tau * cosine * cosine;
            var (byRate, byYield) = Terms(log - LogInner(node, k), tau * sine * sine, root * sine);
            var share = 2 * tau * sine * cosine * angles.Weights[k];
            n += share * _rate * PortableMath.Exp(_rate * left) * byRate;
            d += _yield == 0 ? 0 : share * _yield * PortableMath.Exp(_yield * left) * byYield;
        }

        return PortableMath.Log(n / d) - ((_rate - _yield) * tau);
    }

    /// <summary>What a price ratio and a time contribute to N and D.</summary>
    private (double ToN, double ToD) Terms(double logRatio, double time, double rootOfTime)
    {
        var v = _sigma * rootOfTime;
        var minus = ((logRatio + ((_rate - _yield) * time)) / v) - (0.5 * v);
        return _pastesSmoothly
            ? (PortableMath.NormalDensity(minus) / v, (PortableMath.NormalDensity(minus + v) / v) + PortableMath.NormalCdf(minus + v))
            : (PortableMath.NormalCdf(minus), PortableMath.NormalCdf(minus + v));
    }

    private double TimeAt(int node) => _years * _accuracy.RootFractions[node] * _accuracy.RootFractions[node];

    private double LogInner(int node, int point)
        => _logLimit - Math.Sqrt(Math.Max(0, Dot(_accuracy.Weights(node, point))));

    private double Dot(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var j = 0; j < weights.Length; j++)
        {
            sum += weights[j] * _squares[j];
        }

        return sum;
    }

    /// <summary>Where the iteration starts.</summary>
    private static class FirstGuess
    {
        /// <remarks>Source: Bjerksund and Stensland (1993), the flat boundary of a call, taken to the put by the symmetry of
        /// McDonald and Schroder (1998): rate and yield change places and the price is inverted.</remarks>
        public static double Log(double rate, double yield, double sigma, double years)
        {
            var carry = yield - rate;
            var variance = sigma * sigma;
            var offset = (carry / variance) - 0.5;
            var beta = -offset + Math.Sqrt((offset * offset) + (2 * yield / variance));
            var atExpiry = rate > 0 ? Math.Max(1, yield / rate) : 1;
            var perpetual = beta > 1.0000001 ? Math.Max(atExpiry, beta / (beta - 1)) : 1e7;
            if (perpetual <= atExpiry)
            {
                return -PortableMath.Log(atExpiry);
            }

            var h = -((carry * years) + (2 * sigma * Math.Sqrt(years))) * atExpiry / (perpetual - atExpiry);
            var trigger = atExpiry - ((perpetual - atExpiry) * PortableMath.ExpMinusOne(Math.Min(h, 0)));
            return -PortableMath.Log(trigger);
        }
    }
}
