using System.Globalization;

namespace MarketSim.Market;

/// <summary>Refuses an argument of a formula in one sentence that says what would have been accepted.</summary>
internal static class PricingGuard
{
    public static double Finite(double value, string name)
        => double.IsFinite(value) ? value : throw Refusal(name, value, "a finite number");

    public static double NotNegative(double value, string name)
        => value >= 0 && double.IsFinite(value) ? value : throw Refusal(name, value, "a finite number of at least 0");

    public static double Positive(double value, string name)
        => value > 0 && double.IsFinite(value) ? value : throw Refusal(name, value, "a finite number above 0");

    public static double Between(double value, double low, double high, string name)
        => value >= low && value <= high ? value : throw Refusal(name, value, string.Create(
            CultureInfo.InvariantCulture, $"a number from {low} to {high}"));

    public static decimal NotNegative(decimal value, string name)
        => value >= 0 ? value : throw Refusal(name, value, "at least 0");

    public static decimal Positive(decimal value, string name)
        => value > 0 ? value : throw Refusal(name, value, "above 0");

    public static int AtLeast(int value, int least, string name)
        => value >= least ? value : throw Refusal(name, value, string.Create(
            CultureInfo.InvariantCulture, $"at least {least}"));

    private static ArgumentException Refusal(string name, IFormattable value, string accepted)
        => new($"The {name} must be {accepted}; it is {value.ToString(null, CultureInfo.InvariantCulture)}.");
}
