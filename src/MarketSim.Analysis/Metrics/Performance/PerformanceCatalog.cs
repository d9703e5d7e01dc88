namespace MarketSim.Analysis;

/// <summary>All metrics of a series of returns. A metric is one file in a folder beside this one, and a line here.</summary>
public static class PerformanceCatalog
{
    /// <summary>The levels at which the tail is measured by default.</summary>
    public static IReadOnlyList<double> UsualLevels { get; } = [0.95, 0.99];

    /// <summary>In reading order, the tail at <see cref="UsualLevels"/>.</summary>
    public static IReadOnlyList<PerformanceMetric> All { get; } = AtLevels(UsualLevels);

    /// <summary>In reading order, the tail at levels of one's own.</summary>
    public static IReadOnlyList<PerformanceMetric> AtLevels(IReadOnlyList<double> levels) =>
    [
        new PeriodCount(),
        new TotalReturn(),
        new CompoundGrowth(),
        new MeanReturn(),
        new MeanReturnPerYear(),
        new GeometricMeanReturn(),
        new MedianReturn(),
        new BestPeriod(),
        new WorstPeriod(),
        new Volatility(),
        new PeriodDeviation(),
        new DownsideDeviation(),
        new DownsideDeviationOfPeriod(),
        new SharpeRatio(),
        new SortinoRatio(),
        new CalmarRatio(),
        new OmegaRatio(),
        new UlcerPerformance(),
        new SterlingRatio(),
        new BurkeRatio(),
        new RecoveryFactor(),
        new AdjustedSharpe(),
        new ProbabilisticSharpe(),
        new MinimumTrackRecord(),
        new MaxDrawdown(),
        new AverageDrawdown(),
        new LongestDrawdown(),
        new LongestDrawdownDays(),
        new AverageDrawdownLength(),
        new DrawdownCount(),
        new UlcerIndex(),
        new PainIndex(),
        new PainRatio(),
        new DrawdownAtRisk(),
        new TimeUnderWater(),
        .. levels.SelectMany(Tail),
        new SkewnessOfReturns(),
        new KurtosisOfReturns(),
        new FirstAutocorrelation(),
        new StabilityOfGrowth(),
        new KellyOfReturns(),
        new WinRate(),
        new AverageWin(),
        new AverageLoss(),
        new PayoffRatio(),
        new ProfitFactor(),
        new GainToPain(),
        new TailRatio(),
        new CommonSenseRatio(),
        new CpcIndex(),
        new OutlierWinRatio(),
        new OutlierLossRatio(),
        new LongestWinningStreak(),
        new LongestLosingStreak(),
        new ActivePeriods(),
        new BestMonth(),
        new WorstMonth(),
        new AverageMonth(),
        new MonthWinRate(),
        new BestYear(),
        new WorstYear(),
        new AverageYear(),
        new YearWinRate(),
        new MonthlyGainToPain(),
        new BetaToBenchmark(),
        new AlphaOverBenchmark(),
        new CorrelationWithBenchmark(),
        new DeterminationByBenchmark(),
        new ActiveReturn(),
        new TrackingError(),
        new InformationRatio(),
        new TreynorRatio(),
        new ModiglianiMeasure(),
        new UpCapture(),
        new DownCapture(),
        new CaptureRatio(),
        new BattingAverage(),
        new SortinoOverRiskFree(),
        new AdjustedSortino(),
        new SharpeOfPeriod(),
        new InformationRatioOfPeriod(),
        new UlcerIndexOfSample(),
        new PopulationVolatility(),
        new PopulationSkew(),
        new PopulationKurtosis(),
        new RawKurtosis(),
        new ProbabilisticSharpeOfPopulation(),
        new CompoundTreynor(),
        new TotalTreynor(),
        new CompoundAlpha(),
        new GeometricUpCapture(),
        new AnnualUpCapture(),
        new GeometricDownCapture(),
        new AnnualDownCapture(),
    ];

    /// <summary>The metric of a name: its own, or what other tools call it.</summary>
    /// <returns>Null if there is none.</returns>
    public static PerformanceMetric? Find(string name)
        => All.FirstOrDefault(m => m.Name == name) ?? All.FirstOrDefault(m => m.IsCalled(name));

    private static IEnumerable<PerformanceMetric> Tail(double level) =>
    [
        new HistoricalValueAtRisk(level),
        new NormalValueAtRisk(level),
        new CornishFisherValueAtRisk(level),
        new HistoricalExpectedShortfall(level),
        new NormalExpectedShortfall(level),
        new CornishFisherExpectedShortfall(level),
    ];
}
