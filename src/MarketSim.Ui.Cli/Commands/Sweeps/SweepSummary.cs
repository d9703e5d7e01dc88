using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MarketSim.Analysis;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>What the runs of a sweep came to: each figure at each combination of the varied options.</summary>
internal sealed class SweepSummary
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly SweepPlan _plan;
    private readonly ILookup<int, SweepRow> _points;

    private SweepSummary(SweepPlan plan, IReadOnlyList<SweepRow> rows)
    {
        _plan = plan;
        Runs = rows.Count;
        Failures = [.. rows.Where(r => r.Failure is not null)];
        var good = rows.Where(r => r.Failure is null).ToArray();
        Names = [.. good.SelectMany(r => r.Figures.Keys).Distinct(StringComparer.Ordinal)];
        _points = good.ToLookup(r => r.Run / plan.SeedList.Count);
    }

    /// <summary>How many runs are done.</summary>
    public int Runs { get; }

    /// <summary>Those that failed.</summary>
    public IReadOnlyList<SweepRow> Failures { get; }

    /// <summary>The names of all figures, in reading order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The combinations of varied options of which there are runs.</summary>
    public IEnumerable<int> Points => Enumerable.Range(0, _plan.Points).Where(p => _points.Contains(p));

    public static SweepSummary Of(SweepPlan plan, IReadOnlyList<SweepRow> rows) => new(plan, rows);

    /// <summary>What was varied, at one combination: <c>volatility=0.2, market-makers=3</c>.</summary>
    public string LabelOf(int point) => string.Join(", ", VariedAt(point).Select(v => $"{v.Option}={v.Value}"));

    /// <summary>One figure at one combination.</summary>
    public SampleStatistics Of(int point, string name) => SampleStatistics.Of(ValuesOf(point, name));

    /// <summary>The summary as JSON.</summary>
    public string ToJson()
    {
        var points = new JsonArray();
        foreach (var point in Points)
        {
            var figures = new JsonObject();
            foreach (var name in Names)
            {
                figures[name] = Json(Of(point, name));
            }

            points.Add(new JsonObject
            {
                ["set"] = new JsonObject(VariedAt(point).Select(v => KeyValuePair.Create(v.Option, (JsonNode?)JsonValue.Create(v.Value)))),
                ["runs"] = _points[point].Count(),
                ["figures"] = figures,
            });
        }

        return new JsonObject
        {
            ["scenario"] = _plan.Scenario,
            ["seeds"] = _plan.Seeds,
            ["settings"] = new JsonObject(_plan.Settings.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)JsonValue.Create(s.Value)))),
            ["planned"] = _plan.Runs,
            ["runs"] = Runs,
            ["confidence"] = 0.95,
            ["points"] = points,
            ["failures"] = new JsonArray([.. Failures.Select(f => new JsonObject
            {
                ["run"] = f.Run, ["seed"] = f.Seed, ["failure"] = f.Failure, ["command"] = _plan.CommandOf(_plan.Run(f.Run)),
            })]),
        }.ToJsonString(Indented);
    }

    /// <summary>The picture: distributions where nothing varies, else means along the first varied option.</summary>
    public Figure Draw(IReadOnlyList<string> names)
    {
        var option = _plan.Axes.Count == 0 ? null : _plan.Axes[0].Option;
        var subtitle = string.Create(CultureInfo.InvariantCulture, $"{Runs} runs, seeds {_plan.Seeds}")
            + string.Concat(_plan.Settings.Select(s => $", {s.Key}={s.Value}"));
        return SweepFigure.Draw(_plan.Scenario, subtitle, option, [.. names.Select(name => (name, (IReadOnlyList<SweepPoint>)PointsOf(name)))]);
    }

    /// <summary>The command that does a failed run alone.</summary>
    public string CommandOf(SweepRow row) => _plan.CommandOf(_plan.Run(row.Run));

    private List<SweepPoint> PointsOf(string name) => [.. Points.Select(point =>
    {
        var varied = VariedAt(point);
        var text = varied.Count == 0 ? "" : varied[0].Value;
        var x = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
        return new SweepPoint(x, text, string.Join(", ", varied.Skip(1).Select(v => $"{v.Option}={v.Value}")), ValuesOf(point, name));
    })];

    private double[] ValuesOf(int point, string name)
        => [.. _points[point].Select(r => r.Figures.GetValueOrDefault(name)).OfType<double>()];

    /// <summary>What was varied, at one combination, by option.</summary>
    public IReadOnlyList<(string Option, string Value)> VariedAt(int point)
        => [.. _plan.Axes.Zip(_plan.Run(point * _plan.SeedList.Count).Varied, (axis, value) => (axis.Option, value))];

    private static JsonObject Json(SampleStatistics s) => new()
    {
        ["count"] = s.Count, ["mean"] = s.Mean, ["standardDeviation"] = s.StandardDeviation, ["standardError"] = s.StandardError,
        ["low"] = s.Low, ["high"] = s.High, ["min"] = s.Min, ["median"] = s.Median, ["max"] = s.Max,
    };
}
