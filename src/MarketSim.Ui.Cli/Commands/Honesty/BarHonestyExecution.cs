using System.Text.Json;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Climbs the honesty ladder over bars: read once, each rung a back-test of its own.</summary>
internal sealed class BarHonestyExecution(Screen screen, BacktestRequest request)
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    public string? Folder { get; init; }

    public bool WritesJson { get; init; }

    public int? Jobs { get; init; }

    public int Run()
    {
        var bars = request.Load();
        var hasVolume = HasVolume(bars);
        var setups = HonestyLadders.Climb(BarHonesty.Rungs(request.Setup, hasVolume), request.Setup);
        return new HonestyClimb(screen, request.Setup.Strategy, request.Setup.Currency, (double)request.Setup.Cash / Units)
        {
            Folder = Folder, WritesJson = WritesJson, Jobs = Jobs, CurrencyDecimals = request.Setup.CurrencyDecimals,
            Warnings = hasVolume ? [] : ["The bars have no volume: the rungs of volume and impact are left out."],
        }.Run([.. setups.Select(rung => new HonestyClimb.Rung(
            rung.Rung.Name, rung.Rung.Adds, (folder, cancellation) => RunOne(rung.Setup, bars, folder, cancellation)))]);
    }

    private double Units => Math.Pow(10, request.Setup.CurrencyDecimals);

    private HonestyClimb.Result RunOne(BacktestSetup setup, BarMemory bars, BacktestFolder? folder, CancellationToken cancellation)
    {
        var figures = new BacktestFigures(folder, setup);
        using var source = bars.Open();
        var outcome = new Backtest(setup, source, figures).Run(cancellation);
        folder?.Describe(setup, request.Settings.Values, request.Data, outcome);
        var metrics = figures.Metrics();
        if (folder is not null)
        {
            WriteMetrics(Path.Combine(folder.Path, "metrics.json"), metrics);
        }

        return new HonestyClimb.Result(
            outcome.FinalEquity / Units, Find(metrics, "sharpe"), Find(metrics, "maxDrawdown"), outcome.Fills, outcome.Trips,
            outcome.Warnings, outcome.First, outcome.Last, outcome.IsStopped);
    }

    private static double? Find(IReadOnlyList<KeyValuePair<string, double?>> metrics, string name)
        => metrics.First(metric => metric.Key == name).Value;

    private static void WriteMetrics(string path, IReadOnlyList<KeyValuePair<string, double?>> metrics)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        using (var json = new Utf8JsonWriter(file, Indented))
        {
            json.WriteStartObject();
            foreach (var (name, value) in metrics)
            {
                if (value is { } number && double.IsFinite(number))
                {
                    json.WriteNumber(name, number);
                }
                else
                {
                    json.WriteNull(name);
                }
            }

            json.WriteEndObject();
        }

        file.Write("\n"u8);
    }

    private static bool HasVolume(BarMemory bars)
    {
        foreach (ref readonly var row in bars.Rows)
        {
            if (row.Volume > 0)
            {
                return true;
            }
        }

        return false;
    }
}
