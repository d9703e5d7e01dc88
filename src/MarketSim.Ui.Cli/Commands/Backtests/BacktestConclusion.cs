using System.Globalization;
using System.Text.Json;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>The end of a back-test: what it was and came to goes into its folder and onto the screen.</summary>
internal sealed class BacktestConclusion(
    Screen screen, BacktestRequest request, BacktestOutcome outcome, IReadOnlyList<KeyValuePair<string, double?>> metrics)
{
    // The rest is in metrics.json, and 'marketsim metrics' explains it.
    private static readonly string[] Shown =
        ["totalReturn", "cagr", "volatility", "sharpe", "sortino", "maxDrawdown", "calmar", "tradeWinRate", "tradeProfitFactor"];

    /// <summary>Where results are kept; null where they are not.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether JSON is printed instead of text.</summary>
    public bool WritesJson { get; init; }

    /// <summary>What it went over, many of them.</summary>
    public string Noun { get; init; } = "bars";

    /// <summary>How many of them in a second.</summary>
    public required double PerSecond { get; init; }

    /// <summary>How orders traded, where the data are order flow or ticks; null over bars.</summary>
    public FlowDescription? Flow { get; init; }

    private string Rule => Flow?.Rule ?? request.Setup.MarketOrders.Name;

    /// <summary>Completes the folder, if there is one, and prints.</summary>
    public void Write(BacktestFolder? folder)
    {
        folder?.Describe(request.Setup, request.Settings.Values, request.Data, outcome, request.Command, Flow);
        if (folder is not null)
        {
            File.WriteAllText(Path.Combine(folder.Path, "metrics.json"), MetricsText(metrics));
        }

        Print();
    }

    /// <summary>What <c>metrics.json</c> holds.</summary>
    public static string MetricsText(IReadOnlyList<KeyValuePair<string, double?>> metrics)
        => JsonText(writer => WriteMetrics(writer, metrics)) + "\n";

    private void Print()
    {
        var equity = BacktestFolder.AmountText(outcome.FinalEquity, request.Setup.CurrencyDecimals);
        if (WritesJson)
        {
            screen.Output.WriteLine(JsonText(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("strategy", request.Setup.Strategy);
                writer.WriteString("fill", Rule);
                writer.WriteString("start", BacktestFolder.TimeText(outcome.First));
                writer.WriteString("end", BacktestFolder.TimeText(outcome.Last));
                writer.WriteNumber(Noun, outcome.Bars);
                writer.WriteNumber("fills", outcome.Fills);
                writer.WriteNumber("trades", outcome.Trips);
                writer.WriteString("initialEquity", BacktestFolder.AmountText(request.Setup.Cash, request.Setup.CurrencyDecimals));
                writer.WriteString("finalEquity", equity);
                writer.WriteNumber(Noun + "PerSecond", Math.Round(PerSecond));
                writer.WritePropertyName("metrics");
                WriteMetrics(writer, metrics);
                writer.WriteStartArray("warnings");
                foreach (var warning in outcome.Warnings)
                {
                    writer.WriteStringValue(warning);
                }

                writer.WriteEndArray();
                writer.WriteBoolean("stoppedEarly", outcome.IsStopped);
                if (Folder is not null)
                {
                    writer.WriteString("folder", Folder);
                }

                writer.WriteEndObject();
            }));
            return;
        }

        Line("strategy", request.Setup.Strategy);
        Line(Noun, $"{Count(outcome.Bars)}, {BacktestFolder.TimeText(outcome.First)} to {BacktestFolder.TimeText(outcome.Last)}");
        Line("fill rule", Rule);
        Line("fills", $"{Count(outcome.Fills)}, {Count(outcome.Trips)} round trips");
        Line("final equity", $"{equity} {request.Setup.Currency}");
        foreach (var (name, value) in metrics.Where(metric => Shown.Contains(metric.Key)))
        {
            Line(name, value is { } number ? number.ToString("0.######", CultureInfo.InvariantCulture) : "undefined");
        }

        foreach (var warning in outcome.Warnings)
        {
            screen.Error.WriteLine($"warning: {warning}");
        }

        var rate = PerSecond < 1e6 ? string.Create(CultureInfo.InvariantCulture, $"{PerSecond:#,0} {Noun}/s.")
            : string.Create(CultureInfo.InvariantCulture, $"{PerSecond / 1e6:0.0} million {Noun}/s.");
        screen.Error.WriteLine(outcome.IsStopped ? "Stopped early; what was done counts." : rate);
        screen.Output.WriteLine(Folder is null ? "Nothing was written; --out DIR keeps fills, equity and trades." : $"written to {Folder}");
    }

    private void Line(string name, string value) => screen.Output.WriteLine($"{name,-24}{value}");

    private static string Count(long count) => count.ToString("#,##0", CultureInfo.InvariantCulture);

    private static string JsonText(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            write(writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteMetrics(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, double?>> metrics)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in metrics)
        {
            if (value is { } number && double.IsFinite(number))
            {
                writer.WriteNumber(name, number);
            }
            else
            {
                writer.WriteNull(name);
            }
        }

        writer.WriteEndObject();
    }
}
