using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Smiles of several expiries, joined in total variance.</summary>
/// <remarks>Between two expiries the total variance at one log moneyness is interpolated linearly in time, which keeps calendar
/// spreads free of arbitrage where both slices are; before the first and after the last the volatility is that of the
/// nearest.</remarks>
public sealed class SliceSurface : IVolatilitySurface
{
    private readonly ForwardPrices _forwards;
    private readonly (double Years, Func<double, double> TotalVariance)[] _slices;

    private SliceSurface(ForwardPrices forwards, IEnumerable<(double Years, Func<double, double> TotalVariance)> slices)
    {
        _forwards = forwards;
        _slices = [.. slices.OrderBy(slice => slice.Years)];
        PricingGuard.AtLeast(_slices.Length, 1, "number of expiries of a surface");
        for (var n = 0; n < _slices.Length; n++)
        {
            PricingGuard.Positive(_slices[n].Years, "time to expiry of a slice");
            if (n > 0 && _slices[n].Years == _slices[n - 1].Years)
            {
                throw new ArgumentException("Each expiry of a surface must come once.");
            }
        }
    }

    /// <summary>Of parametrised smiles.</summary>
    /// <exception cref="ArgumentException">No slice, or two of one expiry.</exception>
    public static SliceSurface OfSvi(ForwardPrices forwards, params IReadOnlyList<(double Years, SviSlice Slice)> slices)
        => new(forwards, slices.Select(s => (s.Years, (Func<double, double>)s.Slice.TotalVariance)));

    /// <summary>Through quoted volatilities: a natural cubic spline of the total variance in log moneyness for each expiry, with the
    /// volatility of the outermost quote beyond it.</summary>
    /// <exception cref="ArgumentException">No quote, one out of range, or two of one strike and expiry.</exception>
    public static SliceSurface OfQuotes(ForwardPrices forwards, IEnumerable<VolatilityQuote> quotes)
        => new(forwards, quotes.GroupBy(quote => quote.Years).OrderBy(group => group.Key).Select(group =>
            (group.Key, (Func<double, double>)new QuotedSmile(forwards, group.Key, [.. group]).TotalVariance)));

    /// <inheritdoc/>
    public double Volatility(double strike, double years)
    {
        var k = _forwards.LogMoneyness(strike, years);
        return Math.Sqrt(Math.Max(0, TotalVariance(k, years)) / years);
    }

    /// <summary>Total variance at a log moneyness and a time.</summary>
    public double TotalVariance(double k, double years)
    {
        var after = Array.FindIndex(_slices, slice => slice.Years >= years);
        if (after <= 0)
        {
            var nearest = after == 0 ? _slices[0] : _slices[^1];
            return nearest.TotalVariance(k) * years / nearest.Years;
        }

        var (early, late) = (_slices[after - 1], _slices[after]);
        var share = (years - early.Years) / (late.Years - early.Years);
        return ((1 - share) * early.TotalVariance(k)) + (share * late.TotalVariance(k));
    }

    /// <summary>The first calendar spread that could be bought for less than nothing, as a sentence; null if none is found between
    /// the log moneynesses -<paramref name="reach"/> and <paramref name="reach"/>.</summary>
    public string? CalendarArbitrage(double reach = 1, int points = 401)
    {
        for (var n = 1; n < _slices.Length; n++)
        {
            for (var point = 0; point < points; point++)
            {
                var k = reach * (((2.0 * point) / (points - 1)) - 1);
                if (_slices[n].TotalVariance(k) < _slices[n - 1].TotalVariance(k) * (1 - 1e-12))
                {
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"Total variance falls from {_slices[n - 1].Years:0.####} to {_slices[n].Years:0.####} years at the log moneyness {k:0.###}.");
                }
            }
        }

        return null;
    }
}
