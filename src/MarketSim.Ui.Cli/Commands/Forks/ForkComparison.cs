using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>What a change caused, over all pairs of branches.</summary>
internal sealed class ForkComparison
{
    private const int MostDrawn = 4;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly ForkRequest _request;

    public ForkComparison(ForkRequest request, IReadOnlyList<ForkResult> results)
    {
        (_request, Results) = (request, results);
        var first = results[0].Changed;
        Currency = first.Summary.Currency;
        Curves = [.. first.Instruments.Select(i => new ForkCurve(
            i.Symbol, Times(first), [.. results.Select(r => r.Impact(i.Id))]))];
        Profits = [.. first.Summary.AgentTypes.Select(t => (t.Type, (IReadOnlyList<double>)[.. results.Select(
            r => r.ProfitDifferences().FirstOrDefault(d => d.Type == t.Type).Difference)]))];
    }

    public IReadOnlyList<ForkResult> Results { get; }

    public string Currency { get; }

    public IReadOnlyList<ForkCurve> Curves { get; }

    public IReadOnlyList<(string Type, IReadOnlyList<double> Differences)> Profits { get; }

    public string Headline => $"{_request.Scenario.Name}, {_request.Experiment.Change.Text} at {TimeOfDay(Curves[0].Seconds[0])}";

    public string Pairs => Results.Count == 1
        ? string.Create(CultureInfo.InvariantCulture, $"seed {Results[0].Seed}") : $"{Results.Count} pairs of branches";

    /// <summary>The greatest mean impact in either direction, and when; and what is left at the end.</summary>
    public (double Peak, double At, double Last) Extremes(ForkCurve curve)
    {
        var (peak, at, last) = (0.0, curve.Seconds[0], double.NaN);
        for (var i = 0; i < curve.Seconds.Length; i++)
        {
            var mean = SampleStatistics.Of(curve.Impact.Select(seed => seed[i]).Where(double.IsFinite)).Mean;
            if (mean is { } value)
            {
                last = value;
                (peak, at) = Math.Abs(value) > Math.Abs(peak) ? (value, curve.Seconds[i]) : (peak, at);
            }
        }

        return (peak, at, last);
    }

    /// <summary>Lots traded after the branches parted: unchanged, and changed, the mean over pairs.</summary>
    public (double Was, double Became) Volumes(int instrument)
        => (Results.Average(r => r.Unchanged.Volumes[instrument]), Results.Average(r => r.Changed.Volumes[instrument]));

    public static string TimeOfDay(double seconds) => TimeSpan.FromSeconds(Math.Round(seconds, 3)).ToString(
        Math.Abs(seconds - Math.Round(seconds)) < 1e-3 ? @"hh\:mm\:ss" : @"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture);

    public Figure Draw()
    {
        // Those that the change moved come first; of many that it did not touch none need be seen.
        var shown = Curves.OrderByDescending(c => Math.Abs(Extremes(c).Peak)).Take(MostDrawn).ToHashSet();
        return ForkFigure.Draw(
            "What one change causes", $"{Headline}, {Pairs}", [.. Curves.Where(shown.Contains)], Profits, Currency);
    }

    public string ToCsv()
    {
        var text = new StringBuilder("seed,symbol,time_of_day_seconds,mid_unchanged,mid_changed,impact_bp\n");
        foreach (var result in Results)
        {
            foreach (var instrument in result.Changed.Instruments)
            {
                var impact = result.Impact(instrument.Id);
                for (var i = 0; i < impact.Length; i++)
                {
                    text.Append(CultureInfo.InvariantCulture,
                        $"{result.Seed},{instrument.Symbol},{Curves[0].Seconds[i]},{Mid(result.Unchanged, instrument, i)},{Mid(result.Changed, instrument, i)},{Text(impact[i])}\n");
                }
            }
        }

        return text.ToString();
    }

    public string ToJson() => new JsonObject
    {
        ["scenario"] = _request.Scenario.Name,
        ["settings"] = new JsonObject(_request.Options.Values.Select(o => KeyValuePair.Create(o.Key, (JsonNode?)JsonValue.Create(o.Value)))),
        ["change"] = _request.Experiment.Change.Text,
        ["atNanoseconds"] = _request.Experiment.At.Nanoseconds,
        ["seeds"] = new JsonArray([.. Results.Select(r => JsonValue.Create(r.Seed))]),
        ["branchesAreEqualBefore"] = Results.All(r => r.Unchanged.Before == r.Changed.Before),
        ["instruments"] = new JsonArray([.. Curves.Select((curve, i) => new JsonObject
        {
            ["symbol"] = curve.Symbol,
            ["peakImpactBasisPoints"] = Json(Extremes(curve).Peak),
            ["peakAtSeconds"] = Extremes(curve).At,
            ["lastImpactBasisPoints"] = Json(Extremes(curve).Last),
            ["volumeUnchanged"] = Volumes(i).Was,
            ["volumeChanged"] = Volumes(i).Became,
        })]),
        ["currency"] = Currency,
        ["profits"] = new JsonArray([.. Profits.Select(p =>
        {
            var s = SampleStatistics.Of(p.Differences);
            return new JsonObject { ["type"] = p.Type, ["mean"] = s.Mean, ["low"] = s.Low, ["high"] = s.High };
        })]),
        ["hashes"] = new JsonArray([.. Results.Select(r => new JsonObject
        {
            ["seed"] = r.Seed, ["unchanged"] = r.Unchanged.Summary.StateHash, ["changed"] = r.Changed.Summary.StateHash,
        })]),
    }.ToJsonString(Indented);

    private double[] Times(ForkBranch branch)
        => [.. Enumerable.Range(0, branch.Mids.Count == 0 ? 1 : branch.Mids[0].Length).Select(i =>
            (branch.OpensAt.Nanoseconds + _request.Experiment.At.Nanoseconds + (i * branch.Step.Nanoseconds)) / 1e9)];

    private static string Mid(ForkBranch branch, Instrument instrument, int look)
        => double.IsFinite(branch.Mids[instrument.Id.Value][look])
            ? (branch.Mids[instrument.Id.Value][look] * (double)instrument.PriceUnit).ToString("0.########", CultureInfo.InvariantCulture) : "";

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("0.######", CultureInfo.InvariantCulture) : "";

    private static JsonNode? Json(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
