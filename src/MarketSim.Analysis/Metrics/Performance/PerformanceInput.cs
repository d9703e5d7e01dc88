namespace MarketSim.Analysis;

/// <summary>A series of returns with what it is measured against, and what several metrics need of it, worked out once.</summary>
public sealed class PerformanceInput
{
    private readonly double[] _values;
    private double[]? _sorted;
    private double[]? _wealth;
    private double[]? _underwater;
    private DrawdownTable? _drawdowns;
    private PeriodReturns? _months;
    private PeriodReturns? _years;
    private (double[] Own, double[] Benchmark)? _common;

    /// <summary>What is measured.</summary>
    /// <param name="returns">The series.</param>
    /// <param name="benchmark">What it is set beside. Where both have dates those that both have are compared; otherwise it must have as
    /// many returns.</param>
    /// <param name="riskFree">A year's risk-free return, more than -1.</param>
    /// <param name="minimumAcceptable">A year's return that Sortino's and Omega's shortfall is counted from; without it a shortfall is a
    /// loss, and Sortino's numerator the return above the risk-free rate.</param>
    /// <exception cref="ArgumentException">A rate is out of its range, or benchmark and series cannot be matched.</exception>
    public PerformanceInput(
        ReturnSeries returns, ReturnSeries? benchmark = null, double riskFree = 0, double? minimumAcceptable = null)
    {
        ArgumentNullException.ThrowIfNull(returns);
        (Returns, Benchmark, RiskFree, MinimumAcceptable) = (returns, benchmark, riskFree, minimumAcceptable);
        _values = [.. returns.Values];
        RiskFreePerPeriod = PerPeriod(riskFree, "risk-free rate");
        ThresholdPerPeriod = minimumAcceptable is { } wanted ? PerPeriod(wanted, "minimum acceptable return") : 0;
        if (benchmark is not null && (benchmark.Dates is null || returns.Dates is null) && benchmark.Count != returns.Count)
        {
            throw new ArgumentException(
                $"The benchmark has {benchmark.Count} returns and the series {returns.Count}; without dates in both they must be as many.");
        }
    }

    /// <summary>The series.</summary>
    public ReturnSeries Returns { get; }

    /// <summary>What it is set beside; null if nothing.</summary>
    public ReturnSeries? Benchmark { get; }

    /// <summary>A year's risk-free return.</summary>
    public double RiskFree { get; }

    /// <summary>A year's return that a shortfall is counted from; null for none.</summary>
    public double? MinimumAcceptable { get; }

    /// <summary>The trials that the series is the best of; null where it was not chosen, or nothing is known of the others.</summary>
    public SharpeTrials? Trials { get; init; }

    /// <summary>f = (1 + R)^(1/P) - 1.</summary>
    public double RiskFreePerPeriod { get; }

    /// <summary>The minimum acceptable return of a period; 0 without one.</summary>
    public double ThresholdPerPeriod { get; }

    /// <summary>P: how many of these periods a year has.</summary>
    public double PeriodsPerYear => Returns.PeriodsPerYear;

    /// <summary>n.</summary>
    public int Count => _values.Length;

    /// <summary>Mean return; null of none.</summary>
    public double? Mean => Moments.Mean(_values);

    /// <summary>s, with n - 1; null of fewer than two.</summary>
    public double? Deviation => Moments.Deviation(_values);

    /// <summary>W: wealth before the first return, 1, and after each.</summary>
    public IReadOnlyList<double> Wealth => WealthPath;

    /// <summary>W over its highest so far, less 1, after each return: zero or below.</summary>
    public IReadOnlyList<double> Underwater => _underwater ??= DrawdownTable.UnderwaterOf(WealthPath);

    /// <summary>All falls below what had been reached, in order of time.</summary>
    public DrawdownTable Drawdowns => _drawdowns ??= DrawdownTable.Of(Returns);

    /// <summary>The returns of calendar months; none without dates.</summary>
    public PeriodReturns Months => _months ??= PeriodReturns.ByMonth(Returns);

    /// <summary>The returns of calendar years; none without dates.</summary>
    public PeriodReturns Years => _years ??= PeriodReturns.ByYear(Returns);

    internal ReadOnlySpan<double> Values => _values;

    internal ReadOnlySpan<double> Sorted => _sorted ??= [.. _values.Order()];

    internal double[] WealthPath => _wealth ??= DrawdownTable.WealthOf(_values);

    /// <summary>Own and the benchmark's returns of the periods that both have; null without a benchmark.</summary>
    internal (double[] Own, double[] Benchmark)? Common => Benchmark is null ? null : _common ??= Match(Returns, Benchmark);

    /// <summary>Returns above the risk-free rate of a period.</summary>
    internal double[] Excess => [.. _values.Select(r => r - RiskFreePerPeriod)];

    private static (double[] Own, double[] Benchmark) Match(ReturnSeries own, ReturnSeries benchmark)
    {
        if (own.Dates is null || benchmark.Dates is null)
        {
            return ([.. own.Values], [.. benchmark.Values]);
        }

        var (mine, other) = (new List<double>(), new List<double>());
        for (int i = 0, j = 0; i < own.Count && j < benchmark.Count;)
        {
            var order = own.Dates[i].CompareTo(benchmark.Dates[j]);
            if (order == 0)
            {
                mine.Add(own.Values[i]);
                other.Add(benchmark.Values[j]);
            }

            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return ([.. mine], [.. other]);
    }

    private double PerPeriod(double yearly, string what) => yearly > -1 && double.IsFinite(yearly)
        ? Math.Pow(1 + yearly, 1 / Returns.PeriodsPerYear) - 1
        : throw new ArgumentException($"The {what} was '{yearly}'; accepted is a number above -1, such as 0.02 for two percent a year.");
}
