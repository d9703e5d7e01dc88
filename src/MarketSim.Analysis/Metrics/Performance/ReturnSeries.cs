namespace MarketSim.Analysis;

/// <summary>Simple returns of something held, one for each period, in order of time.</summary>
/// <remarks>A return of 0.01 is one percent; one of -1 loses everything. Below -1, a debt, is accepted: what cannot be said of such a
/// series (a yearly growth) is then null.</remarks>
public sealed class ReturnSeries
{
    private readonly double[] _values;
    private readonly DateTime[]? _dates;

    /// <summary>A series.</summary>
    /// <param name="values">Finite; as fractions.</param>
    /// <param name="periodsPerYear">How many of these periods a year has, more than zero: 252 for trading days, 365 for calendar days,
    /// 12 for months.</param>
    /// <param name="dates">The end of each period, not falling; null where it is unknown.</param>
    /// <exception cref="ArgumentException">A value is not finite, or dates are of another number or go back.</exception>
    public ReturnSeries(IReadOnlyList<double> values, double periodsPerYear, IReadOnlyList<DateTime>? dates = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (!(periodsPerYear > 0) || !double.IsFinite(periodsPerYear))
        {
            throw new ArgumentException($"A year has more than 0 periods; '{periodsPerYear}' was given.");
        }

        _values = [.. values];
        _dates = dates?.ToArray();
        PeriodsPerYear = periodsPerYear;
        for (var i = 0; i < _values.Length; i++)
        {
            if (!double.IsFinite(_values[i]))
            {
                throw new ArgumentException($"Return {i + 1} is '{_values[i]}'; accepted are finite numbers.");
            }
        }

        if (_dates is not null && _dates.Length != _values.Length)
        {
            throw new ArgumentException($"There are {_values.Length} returns and {_dates.Length} dates; accepted is one date for each.");
        }

        for (var i = 1; _dates is not null && i < _dates.Length; i++)
        {
            if (_dates[i] < _dates[i - 1])
            {
                throw new ArgumentException($"The date {_dates[i]:yyyy-MM-dd} follows {_dates[i - 1]:yyyy-MM-dd}; accepted are dates in order.");
            }
        }
    }

    /// <summary>The returns.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The end of each period; null where it is unknown.</summary>
    public IReadOnlyList<DateTime>? Dates => _dates;

    /// <summary>How many of these periods a year has.</summary>
    public double PeriodsPerYear { get; }

    /// <summary>How many returns there are.</summary>
    public int Count => _values.Length;

    internal ReadOnlySpan<double> Span => _values;

    /// <summary>Returns between successive values of what is held: e(t) / e(t-1) - 1.</summary>
    /// <param name="equity">At least one value, all above zero but the last.</param>
    /// <param name="periodsPerYear">How many of these periods a year has.</param>
    /// <param name="dates">One for each value; that of the first is dropped.</param>
    /// <param name="initial">What it was before the first value, where that is known: the first value then has a return too.</param>
    /// <exception cref="ArgumentException">A value that is divided by is zero or below.</exception>
    public static ReturnSeries FromEquity(
        IReadOnlyList<double> equity, double periodsPerYear, IReadOnlyList<DateTime>? dates = null, double? initial = null)
    {
        ArgumentNullException.ThrowIfNull(equity);
        double[] all = initial is { } before ? [before, .. equity] : [.. equity];
        var returns = new double[Math.Max(0, all.Length - 1)];
        for (var i = 0; i < returns.Length; i++)
        {
            if (!(all[i] > 0))
            {
                throw new ArgumentException(
                    $"Value {i + 1} is '{all[i]}': a return needs a value above 0 before it. Give returns instead of values.");
            }

            returns[i] = (all[i + 1] / all[i]) - 1;
        }

        return new ReturnSeries(
            returns, periodsPerYear, dates is null ? null : [.. dates.Skip(initial is null ? 1 : 0)]);
    }
}
