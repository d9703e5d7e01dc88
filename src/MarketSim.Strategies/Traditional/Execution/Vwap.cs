using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>Works an order in proportion to the volume that is expected at each time of the schedule: the benchmark is the
/// volume-weighted average price.</summary>
/// <remarks>Source: Konishi (2002), "Optimal slice of a VWAP trade": where volume is foreseeable, the order follows its curve. The curve is
/// a number for each of so many equal parts of the schedule; within a part the volume is even. The usual one is the U of a day of 13
/// half hours, most at the open and the close.</remarks>
public sealed class Vwap : Executor
{
    private const string UsualCurve = "12.9 8.6 7.4 6.6 6.0 5.6 5.3 5.2 5.4 5.9 6.8 8.4 15.9";

    private readonly long _lots;
    private readonly double[] _cumulative;

    /// <summary>Works an order in one instrument.</summary>
    /// <param name="instrument">What it trades.</param>
    /// <param name="options">The parent order.</param>
    /// <param name="curve">Expected volume of each part of the schedule, on any scale; not negative, and not all zero.</param>
    /// <exception cref="ArgumentException">The curve is none.</exception>
    public Vwap(InstrumentId instrument, ExecutorOptions options, IReadOnlyList<double> curve)
        : base(instrument, options)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (curve.Any(v => v < 0) || curve.Sum() <= 0)
        {
            throw new ArgumentException("A volume curve needs numbers that are not negative and not all zero, such as 3 1 1 2.");
        }

        _lots = options.Lots;
        _cumulative = new double[curve.Count + 1];
        for (var i = 0; i < curve.Count; i++)
        {
            _cumulative[i + 1] = _cumulative[i] + curve[i];
        }
    }

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
        [
            .. ExecutorOptions.Specs,
            StrategyOption.Numbers("curve", UsualCurve, "Expected volume of each of so many equal parts of the schedule.", "any"),
        ],
        (setting, values) => new Vwap(setting.Instrument, ExecutorOptions.From(values), NumberList.Parse(values.Text("curve"))));

    /// <inheritdoc/>
    protected override double Target(SimTime now, double elapsed)
    {
        var parts = _cumulative.Length - 1;
        var place = Math.Min(parts - 1, (int)Math.Floor(elapsed * parts));
        var within = (elapsed * parts) - place;
        var done = _cumulative[place] + (within * (_cumulative[place + 1] - _cumulative[place]));
        return _lots * done / _cumulative[^1];
    }
}
