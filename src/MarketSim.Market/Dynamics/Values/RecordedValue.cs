using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A value that goes along a recorded series: yesterday's prices, an index, a study's own path.</summary>
/// <remarks>Between two points it holds the earlier one, or goes straight from one to the other; after the last it stays. It draws
/// no chance.</remarks>
public sealed class RecordedValue : FundamentalValue
{
    private readonly IReadOnlyList<ValuePoint> _points;
    private readonly bool _isStraight;

    /// <summary>A path along points.</summary>
    /// <param name="points">In order of time, the first at <see cref="SimTime.Zero"/> or later; what comes before it has its value.</param>
    /// <param name="isStraight">Whether it goes straight from point to point, instead of holding each until the next.</param>
    /// <exception cref="ArgumentException">There are none, or they are not in order.</exception>
    public RecordedValue(IReadOnlyList<ValuePoint> points, bool isStraight)
        : base(0, SimDuration.FromSeconds(1))
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0 || points.Zip(points.Skip(1)).Any(pair => pair.Second.At <= pair.First.At))
        {
            throw new ArgumentException("A recorded series has one point or more, each later than the one before.");
        }

        (_points, _isStraight) = (points, isStraight);
    }

    /// <summary>What can be set of it.</summary>
    public static ValueModel Type { get; } = new(
    [
        ValueOption.Text("file", "", "A CSV file of two columns: seconds from the start (or a time of day, counted from the first) and a price."),
        ValueOption.Text("points", "", "The series itself instead of a file: seconds and price by turns, separated by blanks."),
        ValueOption.Choice("between", "hold", ["hold", "straight"], "What the value does between two points: hold the earlier one, or go straight."),
        ValueOption.Flag("rebase", "false", "Whether the series is multiplied so that it begins at the instrument's price."),
    ],
    Create);

    /// <inheritdoc/>
    public override double At(SimTime time)
    {
        var (low, high) = (0, _points.Count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = _points[middle].At <= time ? (middle, high) : (low, middle);
        }

        var (from, value) = _points[low];
        if (!_isStraight || time <= from || low == _points.Count - 1)
        {
            return value;
        }

        var (to, next) = _points[low + 1];
        return value + ((next - value) * ((time - from).ToSeconds() / (to - from).ToSeconds()));
    }

    /// <inheritdoc/>
    protected override double Next(double value) => value;

    private static RecordedValue Create(ValueSetting setting, OptionSet options)
    {
        var (file, inline) = (options.Text("file"), ValueOption.Parse(options.Text("points")));
        if ((file.Length == 0) == (inline.Count == 0) || inline.Count % 2 != 0)
        {
            throw new ArgumentException("A recorded value has a file, or points: seconds and price by turns.");
        }

        List<ValuePoint> points = file.Length > 0 ? [.. ValueSeries.Read(file)]
            : [.. inline.Chunk(2).Select(pair => new ValuePoint(SimTime.Zero + SimDuration.FromSeconds(pair[0]), pair[1]))];
        var scale = options.Flag("rebase") && points[0].Value != 0 ? setting.Start / points[0].Value : 1 / setting.PriceUnit;
        return new RecordedValue([.. points.Select(p => p with { Value = p.Value * scale })], options.Text("between") == "straight");
    }
}

/// <summary>A point of a recorded series.</summary>
/// <param name="At">When.</param>
/// <param name="Value">What it was worth.</param>
public readonly record struct ValuePoint(SimTime At, double Value);

/// <summary>Reads a recorded series of values.</summary>
public static class ValueSeries
{
    /// <summary>Reads a CSV file: a time and a price in each line, a header perhaps. Further columns are passed over.</summary>
    /// <exception cref="ArgumentException">There is no such file, or a line that is no point; the message names both.</exception>
    public static IReadOnlyList<ValuePoint> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ArgumentException($"There is no file '{path}' of recorded values.");
        }

        var points = new List<ValuePoint>();
        var (number, first) = (0, SimDuration.Zero);
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var cells = line.Split(',');
            if (line.Trim().Length == 0 || (number == 1 && char.IsAsciiLetter(line.TrimStart('\uFEFF').TrimStart()[0])))
            {
                continue;
            }

            if (cells.Length < 2 || TimeOf(cells[0].Trim()) is not { } time
                || !double.TryParse(cells[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            {
                throw new ArgumentException($"{path}, line {number}: '{line}' is no point; accepted are a time and a price such as 1.5,180.25.");
            }

            var isClock = cells[0].Contains(':', StringComparison.Ordinal);
            first = points.Count == 0 && isClock ? time : first;
            points.Add(new ValuePoint(SimTime.Zero + (time - first), value));
        }

        return points.Count > 0 ? points : throw new ArgumentException($"{path} has no points; accepted are lines of a time and a price.");
    }

    private static SimDuration? TimeOf(string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e9
            ? SimDuration.FromSeconds(seconds)
            : TimeOfDayText.TryParse(text, out var time) ? time : null;
}
