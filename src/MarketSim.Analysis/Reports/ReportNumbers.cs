using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>How numbers are written in reports.</summary>
public static class ReportNumbers
{
    /// <summary>What stands where there is no value.</summary>
    public const string None = "–";

    /// <summary>A share as percent: 0.0123 is 1.23 %.</summary>
    public static string Percent(double? share, int decimals = 2)
        => share is { } value && double.IsFinite(value) ? Ticks.Number(100 * value, decimals) + " %" : None;

    /// <summary>A number with as many decimals as its size asks for.</summary>
    public static string Number(double? number) => number switch
    {
        null => None,
        { } value when !double.IsFinite(value) => None,
        { } value when value == Math.Round(value) && Math.Abs(value) < 1e15 => Ticks.Number(value, 0),
        { } value => Ticks.Number(value, Math.Abs(value) switch { >= 10_000 => 0, >= 100 => 1, >= 1 => 2, >= 0.1 => 3, >= 0.01 => 4, >= 0.001 => 5, _ => 8 }),
    };

    /// <summary>An amount with two decimals and its currency.</summary>
    public static string Money(double? amount, string currency)
        => amount is { } value && double.IsFinite(value) ? Ticks.Number(value, 2) + (currency.Length == 0 ? "" : " " + currency) : None;

    /// <summary>A number with its sign, for differences.</summary>
    public static string Signed(double? number)
        => number is { } value && double.IsFinite(value) ? (value > 0 ? "+" : "") + Number(value) : None;

    /// <summary>A whole number.</summary>
    public static string Count(long number) => Ticks.Number(number, 0);

    /// <summary>A day.</summary>
    public static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A day, with the time of day where that says something.</summary>
    public static string Moment(DateTime time)
        => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A number as a cell.</summary>
    public static ReportCell Cell(double? number) => new(Number(number), number ?? double.NaN);

    /// <summary>A share as a cell.</summary>
    public static ReportCell PercentCell(double? share, int decimals = 2) => new(Percent(share, decimals), share ?? double.NaN);
}
