using System.CommandLine;
using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim metrics</c>: what a series of returns, a back-test or a run is worth, in numbers.</summary>
internal static class MetricsCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var path = new Argument<string?>("path")
        {
            Description = "A table of returns or values, or of round trips with a column profit; the folder of a back-test, or that of a run.", Arity = ArgumentArity.ZeroOrOne,
        };
        var options = new MetricsOptions();
        var command = new DocumentedCommand(
            "metrics", "Measures a series of returns, a back-test or a run: performance, drawdowns, trades, execution quality.",
            "marketsim metrics returns.csv --benchmark index.csv --risk-free 0.02",
            "marketsim metrics prices.csv --prices --column Close --json",
            "marketsim metrics returns.csv --only sharpe,max_drawdown", "marketsim metrics returns.csv --monthly --drawdowns 10",
            "marketsim metrics trades.csv --only sqn,expectancy,tradeProfitFactor", "marketsim metrics runs/default-day-seed1-001", "marketsim metrics --list", "marketsim metrics overfit trials.csv")
        {
            path,
        };
        options.AddTo(command);
        command.Add(OverfitCommand.Create(screen));
        command.SetAction(parsed =>
        {
            var request = options.Read(parsed);
            if (request.ListsNames)
            {
                return MetricList.Show(screen, request.WritesJson);
            }

            var source = parsed.GetValue(path) ?? throw new ArgumentException(
                "Nothing to measure was named; accepted is a table of returns, the folder of a back-test or a run, or --list.");
            return Sentences.Plain(() => Measure(screen, source, request));
        });
        return command;
    }

    private static int Measure(Screen screen, string source, MetricsRequest request)
    {
        if (File.Exists(source))
        {
            var table = CsvTable.Read(source);
            return request.File.Column is null && request.File.ArePrices is null && TradeFile.Fits(table)
                ? TradeListMetrics.Show(screen, table, request) : SeriesMetrics.Show(screen, ReturnFile.From(table, request.File), request);
        }

        if (!Directory.Exists(source))
        {
            throw new FileNotFoundException($"There is no file or folder '{source}'.");
        }

        if (BacktestInput.IsWalkForward(source))
        {
            return SeriesMetrics.Show(screen, ReturnFile.Read(BacktestInput.EquityOf(source), request.File), request);
        }

        return File.Exists(Path.Combine(source, "backtest.json"))
            ? BacktestMetrics.Show(screen, source, request) : RunMetrics.Show(screen, source, request);
    }
}
