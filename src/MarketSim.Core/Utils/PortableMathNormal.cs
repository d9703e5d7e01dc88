namespace MarketSim.Core;

/// <content>The normal distribution, the error function and the gamma function.</content>
public static partial class PortableMath
{
    private const double TwoOverSqrtPi = 1.1283791670955126;
    private const double InverseSqrt2 = 0.7071067811865476;
    private const double HalfLogTwoPi = 0.9189385332046728;

    // Chebyshev series of exp(x²) erfc(x) / t in 2t - 1, where t = 4 / (4 + x); computed in 60 digits. What is left out sums to
    // less than 1e-17.
    private static ReadOnlySpan<double> ScaledErfc =>
    [
        0.8160489390982629, 0.37635823567636745, 0.14758035457222363, 0.049571317930027586, 0.014227107557117175,
        0.003443493262717524, 0.000682254183283808, 0.00010340451975756189, 9.72854595199015e-06, -1.1988713758412045e-07,
        -2.1747767703449563e-07, -3.0291767735991394e-08, 9.47991756520455e-10, 8.633411694990956e-10, 6.872156425953403e-11,
        -1.7034898438296277e-11, -3.3921306868290887e-12, 2.6158087668540244e-13, 1.212767580310864e-13, -2.114689543244809e-15,
        -4.117340933404178e-15, -6.328712721700708e-17, 1.4393110983449846e-16, 4.5614947982841305e-18, -5.339094257978135e-18,
    ];

    /// <summary>The error function, within 1e-15 of itself.</summary>
    public static double Erf(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        var size = Math.Abs(x);
        if (size < 0.5)
        {
            // The Maclaurin series 2/√π Σ (-1)^n x^(2n+1) / (n! (2n+1)).
            var (z, power, sum) = (x * x, x, x);
            for (var n = 1; n <= 13; n++)
            {
                power *= -z / n;
                sum += power / ((2 * n) + 1);
            }

            return TwoOverSqrtPi * sum;
        }

        var result = 1 - ErfcOfPositive(size);
        return x < 0 ? -result : result;
    }

    /// <summary>One less the error function, within 1e-15 of itself also where it is tiny.</summary>
    public static double Erfc(double x)
        => double.IsNaN(x) ? x : Math.Abs(x) < 0.5 ? 1 - Erf(x) : x > 0 ? ErfcOfPositive(x) : 2 - ErfcOfPositive(-x);

    /// <summary>The chance that a standard normal variable is at most x, within 1e-15 of itself down to 1e-300.</summary>
    public static double NormalCdf(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        var size = Math.Abs(x);
        if (size < 0.5)
        {
            return 0.5 + (0.5 * Erf(x * InverseSqrt2));
        }

        // exp(-x²/2) is taken of x itself: a rounded x/√2, squared, would cost x² units in the last place.
        var tail = 0.5 * ExpOfMinusSquare(size, 0.5) * ErfcTimesExp(size * InverseSqrt2);
        return x < 0 ? tail : 1 - tail;
    }

    /// <summary>The density of the standard normal distribution.</summary>
    public static double NormalDensity(double x) => 0.3989422804014327 * ExpOfMinusSquare(Math.Abs(x), 0.5);

    /// <summary>The number that a standard normal variable does not exceed with a given chance, within 1e-15 of itself.</summary>
    /// <param name="p">Between 0 and 1; the infinities at the ends.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a probability.</exception>
    /// <remarks>Source: Wichura (1988), algorithm AS 241 (PPND16), Applied Statistics 37.</remarks>
    public static double NormalQuantile(double p)
    {
        if (!(p >= 0 && p <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1.");
        }

        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var r = 0.180625 - (q * q);
            return q * Ratio(r, CentreAbove, CentreBelow);
        }

        var tail = q < 0 ? p : 1 - p;
        if (tail == 0)
        {
            return q < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        var root = Math.Sqrt(-Log(tail));
        var result = root <= 5 ? Ratio(root - 1.6, MiddleAbove, MiddleBelow) : Ratio(root - 5, TailAbove, TailBelow);
        return q < 0 ? -result : result;
    }

    /// <summary>The natural logarithm of the gamma function, within 1e-14 of the larger of itself and 1.</summary>
    /// <param name="x">Positive.</param>
    /// <remarks>Stirling's series from 12 on, and Γ(x + 1) = x Γ(x) below.</remarks>
    public static double LogGamma(double x)
    {
        if (!(x > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "The logarithm of the gamma function is given for positive numbers only.");
        }

        var product = 1.0;
        while (x < 12)
        {
            product *= x;
            x++;
        }

        var series = Polynomial(1 / (x * x), StirlingSeries) / x;
        return ((x - 0.5) * Log(x)) - x + HalfLogTwoPi + series - Log(product);
    }

    // Bernoulli numbers B(2n) / (2n (2n - 1)), from n = 7 to 1.
    private static ReadOnlySpan<double> StirlingSeries =>
        [1.0 / 156, -691.0 / 360_360, 1.0 / 1_188, -1.0 / 1_680, 1.0 / 1_260, -1.0 / 360, 1.0 / 12];

    private static double ErfcOfPositive(double x) => ExpOfMinusSquare(x, 1) * ErfcTimesExp(x);

    /// <summary>exp(x²) erfc(x) for x of at least 0, by Clenshaw's recurrence.</summary>
    private static double ErfcTimesExp(double x)
    {
        var t = 4 / (4 + x);
        var y = (4 * t) - 2;
        var (next, afterNext) = (0.0, 0.0);
        for (var j = ScaledErfc.Length - 1; j > 0; j--)
        {
            (next, afterNext) = ((y * next) - afterNext + ScaledErfc[j], next);
        }

        return t * (0.5 * ((y * next) + ScaledErfc[0]) - afterNext);
    }

    /// <summary>exp(-factor × x²), the square taken exactly.</summary>
    private static double ExpOfMinusSquare(double x, double factor)
    {
        if (x > 40)
        {
            return 0;
        }

        var square = DoubleDouble.Product(x, x);
        var power = -factor * square.High;
        return power < Underflow ? 0 : ExpOfSum(power, -factor * square.Low);
    }

    private static double Ratio(double r, ReadOnlySpan<double> above, ReadOnlySpan<double> below)
        => Polynomial(r, above) / Polynomial(r, below);

    // AS 241, highest power first.
    private static ReadOnlySpan<double> CentreAbove =>
    [
        2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
        1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0,
    ];

    private static ReadOnlySpan<double> CentreBelow =>
    [
        5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
        5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1,
    ];

    private static ReadOnlySpan<double> MiddleAbove =>
    [
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
        3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0,
    ];

    private static ReadOnlySpan<double> MiddleBelow =>
    [
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1,
    ];

    private static ReadOnlySpan<double> TailAbove =>
    [
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
        2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0,
    ];

    private static ReadOnlySpan<double> TailBelow =>
    [
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1,
    ];
}
