using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>What all pictures of a back-test share: its titles and its axis of time.</summary>
internal static class BacktestFrame
{
    /// <summary>What the record is called in a title.</summary>
    public static string NameOf(BacktestRecord record) => record.Strategy.Length == 0 ? record.Name : record.Strategy;

    /// <summary>Strategy, instruments and span of time.</summary>
    public static string Subtitle(BacktestRecord record, string? note = null)
    {
        var parts = new List<string> { record.Strategy.Length == 0 || record.Name == record.Strategy ? record.Name : $"{record.Strategy} ({record.Name})" };
        if (record.Instruments.Count > 0)
        {
            parts.Add(record.Instruments.Count <= 3
                ? string.Join(", ", record.Instruments)
                : string.Create(CultureInfo.InvariantCulture, $"{record.Instruments.Count} instruments"));
        }

        if (record.Equity.Count > 0)
        {
            parts.Add($"{Day(record.Equity.Times[0])} to {Day(record.Equity.Times[^1])}");
        }

        if (note is not null)
        {
            parts.Add(note);
        }

        return string.Join(" · ", parts);
    }

    /// <summary>The axis of time that spans these instants, ascending.</summary>
    public static Axis TimeAxis(IReadOnlyList<DateTime> times, bool isLabelled = true)
    {
        var (from, to) = times.Count == 0 ? (0, 1) : (DateTicks.Place(times[0]), DateTicks.Place(times[^1]));
        var air = to > from ? (to - from) * 0.01 : 1;
        return new Axis("", from - air, to + air) { Scale = AxisScale.Date, IsLabelled = isLabelled };
    }

    /// <summary>Places on that axis.</summary>
    public static double[] Places(IReadOnlyList<DateTime> times)
    {
        var places = new double[times.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = DateTicks.Place(times[i]);
        }

        return places;
    }

    /// <summary>"(USD)", or nothing where the record has no currency.</summary>
    public static string Unit(BacktestRecord record) => record.Currency.Length == 0 ? "" : $" ({record.Currency})";

    /// <summary>A share as a number of percent.</summary>
    public static string Percent(double share, int decimals = 2)
        => double.IsFinite(share) ? Ticks.Number(100 * share, decimals) + " %" : "–";

    public static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
