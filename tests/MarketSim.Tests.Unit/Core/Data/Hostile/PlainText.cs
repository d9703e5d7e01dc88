using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace MarketSim.Tests.Unit;

/// <summary>Lines and numbers the plain way: strings, patterns, big integers.</summary>
internal static partial class PlainText
{
    public static List<string> Lines(byte[] bytes)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split('\n').ToList();
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        if (lines.Count > 0 && lines[0].StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal))
        {
            lines[0] = lines[0][3..];
        }

        return [.. lines.Select(line => line.EndsWith('\r') ? line[..^1] : line)];
    }

    public static bool BeginsWithLetter(string line) => line.Length > 0 && char.IsAsciiLetter(line[0]);

    public static long Integer(string text) => Fit(IntegerPattern().IsMatch(text) ? BigInteger.Parse(text) : throw new Refusal());

    public static ulong Unsigned(string text)
    {
        Refusal.Unless(UnsignedPattern().IsMatch(text));
        var number = BigInteger.Parse(text);
        return number <= ulong.MaxValue ? (ulong)number : throw new Refusal();
    }

    /// <summary>Decimals without trailing zeros; refused if it is no number.</summary>
    public static int Decimals(string text)
    {
        Refusal.Unless(DecimalPattern().IsMatch(text));
        var point = text.IndexOf('.');
        return point < 0 ? 0 : text[(point + 1)..].TrimEnd('0').Length;
    }

    /// <summary>An exact count of units of 10^-decimals.</summary>
    public static long Exact(string text, int decimals)
    {
        Refusal.Unless(Decimals(text) <= decimals);
        var point = text.IndexOf('.');
        var (whole, fraction) = point < 0 ? (text, "") : (text[..point], text[(point + 1)..].TrimEnd('0'));
        return Fit(BigInteger.Parse(whole + fraction.PadRight(decimals, '0')));
    }

    /// <summary>The nearest count of units, halves away from zero.</summary>
    public static long Nearest(string text, int decimals)
    {
        var match = FloatPattern().Match(text);
        Refusal.Unless(match.Success);
        var digits = match.Groups["whole"].Value + match.Groups["fraction"].Value;
        var exponent = match.Groups["exponent"].Value is { Length: > 0 } given ? Integer(given.TrimStart('+')) : 0;
        Refusal.Unless(exponent is >= -400 and <= 400 && match.Groups["mantissa"].Length <= 38);
        var power = exponent + decimals - match.Groups["fraction"].Length;
        var units = BigInteger.Parse(digits);
        if (power >= 0)
        {
            units *= BigInteger.Pow(10, (int)power);
        }
        else
        {
            var divisor = BigInteger.Pow(10, (int)-power);
            units = ((2 * units) + divisor) / (2 * divisor);
        }

        return Fit(text[0] == '-' ? -units : units);
    }

    private static long Fit(BigInteger number) => BigInteger.Abs(number) <= long.MaxValue ? (long)number : throw new Refusal();

    [GeneratedRegex(@"\A-?[0-9]+\z")]
    private static partial Regex IntegerPattern();

    [GeneratedRegex(@"\A[0-9]+\z")]
    private static partial Regex UnsignedPattern();

    [GeneratedRegex(@"\A-?[0-9]+(\.[0-9]+)?\z")]
    private static partial Regex DecimalPattern();

    [GeneratedRegex(@"\A-?(?<mantissa>(?<whole>[0-9]+)(\.(?<fraction>[0-9]+))?)([eE](?<exponent>(\+|-)?[0-9]+))?\z")]
    private static partial Regex FloatPattern();
}
