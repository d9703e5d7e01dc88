using System.CommandLine;
using System.Globalization;
using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary>What is measured, and how it is shown.</summary>
internal sealed record MetricsRequest
{
    public required ReturnFileOptions File { get; init; }

    public string? Benchmark { get; init; }

    public string? BenchmarkColumn { get; init; }

    public double RiskFree { get; init; }

    public double? MinimumAcceptable { get; init; }

    public SharpeTrials? Trials { get; init; }

    public IReadOnlyList<PerformanceMetric> Metrics { get; init; } = PerformanceCatalog.All;

    public IReadOnlyList<string> Only { get; init; } = [];

    public int? Rolling { get; init; }

    public int Drawdowns { get; init; }

    public bool TabulatesDrawdowns { get; init; }

    public bool ShowsMonths { get; init; }

    public bool ListsNames { get; init; }

    public bool WritesJson { get; init; }
}

/// <summary>The options of <c>marketsim metrics</c>.</summary>
internal sealed class MetricsOptions
{
    private readonly Option<string?> _benchmark = new("--benchmark") { Description = "A table of the benchmark's returns or values.", HelpName = "FILE" };
    private readonly Option<string?> _benchmarkColumn = new("--benchmark-column") { Description = "Its column.", HelpName = "NAME" };
    private readonly Option<double> _riskFree = new("--risk-free", "--rf", "--risk-free-rate") { Description = "Risk-free return of a year: 0.02 is two percent." };
    private readonly Option<double?> _mar = new("--mar") { Description = "Minimum acceptable return of a year for Sortino, Omega and the downside deviation; without it a shortfall is a loss." };
    private readonly Option<double?> _periods = new("--periods", "--periods-per-year") { Description = "Periods of a year: 252, 365, 52, 12 …; by the dates where it is not given." };
    private readonly Option<double[]> _levels = new("--level", "--confidence") { Description = "Confidence of the value at risk, such as 0.95; may be repeated.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _column = new("--column") { Description = "The column, by name or place; found by its name where it is not given.", HelpName = "NAME" };
    private readonly Option<bool> _prices = new("--prices") { Description = "The column holds values, such as prices or equity." };
    private readonly Option<bool> _returns = new("--returns") { Description = "The column holds returns as fractions." };
    private readonly Option<bool> _percent = new("--percent") { Description = "The returns are in percent: 1.5 is 0.015." };
    private readonly Option<int?> _trials = new("--trials") { Description = "How many trials this is the best of, for the deflated Sharpe ratio." };
    private readonly Option<double?> _trialDeviation = new("--trial-deviation") { Description = "Standard deviation of the trials' Sharpe ratios a year.", HelpName = "SHARPE" };
    private readonly Option<string?> _from = new("--from") { Description = "The first date, such as 2010-01-01.", HelpName = "DATE" };
    private readonly Option<string?> _to = new("--to") { Description = "The last date.", HelpName = "DATE" };
    private readonly Option<string?> _only = new("--only") { Description = "Only these metrics, separated by commas.", HelpName = "NAMES" };
    private readonly Option<int> _drawdowns = new("--drawdowns") { Description = "Shows so many of the deepest drawdowns; in JSON where it is given.", DefaultValueFactory = _ => 5 };
    private readonly Option<bool> _monthly = new("--monthly") { Description = "Shows the returns of months and years." };
    private readonly Option<int?> _rolling = new("--rolling") { Description = "Prints CSV, or JSON, of volatility, Sharpe, Sortino, drawdown and beta over a moving window of so many periods." };
    private readonly Option<bool> _list = new("--list") { Description = "Lists all metrics with formula, and what is returned where they are undefined." };
    private readonly Option<bool> _json = new("--json") { Description = "Prints JSON and nothing else: name and number, or null." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])
            [
                _benchmark, _benchmarkColumn, _riskFree, _mar, _periods, _levels, _column, _prices, _returns, _percent, _trials,
                _trialDeviation, _from, _to, _only, _drawdowns,
                _monthly, _rolling, _list, _json,
            ])
        {
            command.Add(option);
        }
    }

    public MetricsRequest Read(ParseResult parsed)
    {
        if (parsed.GetValue(_prices) && (parsed.GetValue(_returns) || parsed.GetValue(_percent)))
        {
            throw new ArgumentException(
                $"--prices and {(parsed.GetValue(_returns) ? "--returns" : "--percent")} exclude each other; leave one of them out.");
        }

        var levels = parsed.GetValue(_levels) is { Length: > 0 } wanted ? wanted : PerformanceCatalog.UsualLevels;
        var metrics = Sentences.Plain(() => PerformanceCatalog.AtLevels([.. levels.Distinct()]));
        string[] only = parsed.GetValue(_only) is { } names
            ? [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : [];
        return new MetricsRequest
        {
            File = new ReturnFileOptions
            {
                Column = parsed.GetValue(_column),
                ArePercent = parsed.GetValue(_percent),
                ArePrices = parsed.GetValue(_prices) ? true : parsed.GetValue(_returns) ? false : null,
                PeriodsPerYear = parsed.GetValue(_periods) is not { } periods ? null : periods > 0 && double.IsFinite(periods) ? periods
                    : throw new ArgumentException(string.Create(
                        CultureInfo.InvariantCulture, $"Option '--periods' was '{periods}'; accepted is a number above 0, such as 252.")),
                From = Date(parsed.GetValue(_from), "--from"),
                To = Date(parsed.GetValue(_to), "--to") is { } day ? day.AddDays(1).AddTicks(-1) : null,
            },
            Benchmark = parsed.GetValue(_benchmark),
            BenchmarkColumn = parsed.GetValue(_benchmarkColumn),
            RiskFree = parsed.GetValue(_riskFree),
            MinimumAcceptable = parsed.GetValue(_mar),
            Trials = Trials(parsed.GetValue(_trials), parsed.GetValue(_trialDeviation)),
            Metrics = metrics,
            Only = only,
            Rolling = parsed.GetValue(_rolling),
            Drawdowns = parsed.GetValue(_drawdowns) is >= 0 and <= 10_000 and var count ? count
                : throw new ArgumentException("Option '--drawdowns' accepts a whole number from 0 to 10000."),
            TabulatesDrawdowns = parsed.GetResult(_drawdowns) is { Implicit: false },
            ShowsMonths = parsed.GetValue(_monthly),
            ListsNames = parsed.GetValue(_list),
            WritesJson = parsed.GetValue(_json),
        };
    }

    private static SharpeTrials? Trials(int? count, double? deviation) => (count, deviation) switch
    {
        (null, null) => null,
        ({ } trials, { } spread) => Sentences.Plain(() => new SharpeTrials(trials, spread)),
        _ => throw new ArgumentException(
            "--trials and --trial-deviation go together: how many trials there were, and how much their Sharpe ratios a year differed."),
    };

    private static DateTime? Date(string? text, string option) => text is null ? null
        : DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new ArgumentException($"Option '{option}' was '{text}'; accepted is a date such as 2010-01-31.");
}
