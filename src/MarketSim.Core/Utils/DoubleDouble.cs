namespace MarketSim.Core;

/// <summary>An unevaluated sum of two doubles, about 106 bits; what <see cref="PortableMath"/> needs where rounding would grow.</summary>
/// <remarks>Source: Dekker (1971), "A floating-point technique for extending the available precision"; Knuth's two-sum. Products
/// are split by hand, since a fused multiply-add is not the same instruction on every machine.</remarks>
internal readonly record struct DoubleDouble(double High, double Low)
{
    private const double Splitter = 134_217_729.0; // 2^27 + 1

    /// <summary>The exact sum of two doubles.</summary>
    public static DoubleDouble Sum(double left, double right)
    {
        var sum = left + right;
        var part = sum - left;
        return new(sum, (left - (sum - part)) + (right - part));
    }

    /// <summary>The exact product of two doubles below 2^996.</summary>
    public static DoubleDouble Product(double left, double right)
    {
        var product = left * right;
        var (leftHigh, leftLow) = Split(left);
        var (rightHigh, rightLow) = Split(right);
        var error = (((leftHigh * rightHigh) - product) + (leftHigh * rightLow) + (leftLow * rightHigh)) + (leftLow * rightLow);
        return new(product, error);
    }

    public static DoubleDouble operator +(DoubleDouble left, DoubleDouble right)
    {
        var sum = Sum(left.High, right.High);
        return Sum(sum.High, sum.Low + left.Low + right.Low);
    }

    public static DoubleDouble operator *(DoubleDouble left, DoubleDouble right)
    {
        var product = Product(left.High, right.High);
        return Sum(product.High, product.Low + ((left.High * right.Low) + (left.Low * right.High)));
    }

    public static DoubleDouble operator /(DoubleDouble left, DoubleDouble right)
    {
        var first = left.High / right.High;
        var back = Product(first, right.High);
        var rest = ((left.High - back.High) - back.Low) + (left.Low - (first * right.Low));
        return Sum(first, rest / right.High);
    }

    private static (double High, double Low) Split(double value)
    {
        var scaled = Splitter * value;
        var high = scaled - (scaled - value);
        return (high, value - high);
    }
}
