namespace MarketSim.Core;

/// <summary>Count, mean, variance, skewness, kurtosis and extremes of numbers seen one at a time, in constant memory.</summary>
/// <remarks>Source: Pébay (2008), "Formulas for robust, one-pass parallel computation of covariances and arbitrary-order
/// statistical moments"; Welford (1962) for the first two. A copy is independent: this is a value type.</remarks>
public struct RunningMoments
{
    private double _m2;
    private double _m3;
    private double _m4;

    /// <summary>How many numbers there were.</summary>
    public long Count { readonly get; private set; }

    /// <summary>Their mean; zero if there were none.</summary>
    public double Mean { readonly get; private set; }

    /// <summary>The smallest; zero if there were none.</summary>
    public double Min { readonly get; private set; }

    /// <summary>The largest; zero if there were none.</summary>
    public double Max { readonly get; private set; }

    /// <summary>The sample variance, with divisor n - 1; zero below two numbers.</summary>
    public readonly double Variance => Count < 2 ? 0 : _m2 / (Count - 1);

    /// <summary>The variance of the numbers themselves, with divisor n.</summary>
    public readonly double PopulationVariance => Count == 0 ? 0 : _m2 / Count;

    /// <summary>The square root of <see cref="Variance"/>.</summary>
    public readonly double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>The third standardised moment, √n m3 / m2^1.5; zero where all numbers are equal.</summary>
    public readonly double Skewness => _m2 == 0 ? 0 : Math.Sqrt(Count) * _m3 / (_m2 * Math.Sqrt(_m2));

    /// <summary>The fourth standardised moment less 3, so that a normal distribution has zero; zero where all numbers are equal.</summary>
    public readonly double ExcessKurtosis => _m2 == 0 ? 0 : (Count * _m4 / (_m2 * _m2)) - 3;

    /// <summary>Takes one more number into account.</summary>
    public void Add(double value)
    {
        Min = Count == 0 ? value : Math.Min(Min, value);
        Max = Count == 0 ? value : Math.Max(Max, value);
        double before = Count;
        Count++;
        double n = Count;
        var delta = value - Mean;
        var step = delta / n;
        var square = step * step;
        var term = delta * step * before;
        Mean += step;
        _m4 += (term * square * ((n * n) - (3 * n) + 3)) + (6 * square * _m2) - (4 * step * _m3);
        _m3 += (term * step * (n - 2)) - (3 * step * _m2);
        _m2 += term;
    }

    /// <summary>Takes everything that another has seen into account.</summary>
    public void Merge(in RunningMoments other)
    {
        if (other.Count == 0)
        {
            return;
        }

        if (Count == 0)
        {
            this = other;
            return;
        }

        double a = Count;
        double b = other.Count;
        var n = a + b;
        var delta = other.Mean - Mean;
        var d = delta / n;
        var (m2, m3) = (_m2, _m3);
        _m2 = m2 + other._m2 + (delta * d * a * b);
        _m3 = m3 + other._m3 + (delta * d * d * a * b * (a - b)) + (3 * d * ((a * other._m2) - (b * m2)));
        _m4 += other._m4 + (delta * d * d * d * a * b * ((a * a) - (a * b) + (b * b)))
            + (6 * d * d * ((a * a * other._m2) + (b * b * m2))) + (4 * d * ((a * other._m3) - (b * m3)));
        Mean += b * d;
        Min = Math.Min(Min, other.Min);
        Max = Math.Max(Max, other.Max);
        Count += other.Count;
    }
}
