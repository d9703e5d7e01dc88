using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>What all plots of a run share: its clock, its units, its titles.</summary>
/// <param name="input">What is drawn.</param>
/// <param name="nights">What is drawn together on the time axis; complete before anything is drawn. Nothing if null.</param>
internal sealed class PlotFrame(PlotInput input, Nights? nights = null)
{
    private const int MostMarks = 13;

    private static readonly double[] IntervalSeconds =
        [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 86_400];

    public IReadOnlyList<Instrument> Instruments { get; } =
        input.Only.Count == 0 ? input.Instruments : [.. input.Only.Select(id => input.Instruments[id.Value])];

    private RunClock? _clock;

    public double StartX => nights is null ? Seconds(input.Start) : Clock.Start;

    public double EndX => nights is null ? Seconds(input.End) : Clock.End;

    /// <summary>Spans on the time axis that stand for nights.</summary>
    public IEnumerable<(double From, double To)> Gaps => nights is null ? [] : Clock.Gaps;

    private RunClock Clock => _clock ??= new RunClock(
        Seconds(input.Start), Seconds(input.End), nights!.Spans.Select(s => (Seconds(s.From), Seconds(s.To))));

    /// <summary>The place of an instant on the time axis: seconds after midnight, nights drawn together.</summary>
    public double X(SimTime time) => nights is null ? Seconds(time) : Clock.Place(Seconds(time));

    /// <summary>Whether something can happen at an instant, as far as is known.</summary>
    public bool IsOpen(SimTime time) => nights is null || Clock.IsOpen(Seconds(time));

    /// <summary>Seconds after midnight of the first day.</summary>
    public double Seconds(SimTime time) => (input.OpensAt.Nanoseconds + time.Nanoseconds) / 1e9;

    public string Subtitle(string? note = null)
    {
        var seed = input.Seed is { } value ? string.Create(CultureInfo.InvariantCulture, $" · seed {value}") : string.Empty;
        var step = (input.End - input.Start).ToSeconds() < 300 || HasSeconds(Seconds(input.Start)) || HasSeconds(Seconds(input.End)) ? 1 : 60;
        var span = $"{Ticks.TimeOfDay(Seconds(input.Start), step)}–{Ticks.TimeOfDay(Seconds(input.End), step)}";
        return $"{input.Scenario}{seed} · {span}{(note is null ? string.Empty : " · " + note)}";

        static bool HasSeconds(double x) => x % 60 != 0;
    }

    public string Title(string what) => Instruments.Count <= 4
        ? $"{what}: {string.Join(", ", Instruments.Select(instrument => instrument.Symbol))}"
        : string.Create(CultureInfo.InvariantCulture, $"{what}: {Instruments.Count} instruments");

    public Axis TimeAxis(bool isLabelled = true, bool hasLabel = true)
        => new(hasLabel ? "Time of day" : string.Empty, StartX, EndX)
        {
            Scale = AxisScale.Clock, IsLabelled = isLabelled,
            Ticks = nights is not null && Clock.IsBroken ? Clock.Marks(MostMarks) : null,
        };

    public string AssetName(AssetId asset) => (uint)asset.Value < (uint)input.Assets.Count
        ? input.Assets[asset.Value].Name
        : string.Create(CultureInfo.InvariantCulture, $"asset {asset.Value}");

    public int AssetDecimals(AssetId asset)
        => (uint)asset.Value < (uint)input.Assets.Count ? input.Assets[asset.Value].Decimals : 2;

    public string PriceLabel(string what, Instrument instrument)
        => $"{what} ({(instrument is Bond ? "% of par" : AssetName(instrument.Quote))})";

    public static double Price(Instrument instrument, double priceUnits) => priceUnits * (double)instrument.PriceUnit;

    public static double Quantity(Instrument instrument, double lots) => lots * Math.Pow(10, -instrument.QuantityDecimals);

    public string QuantityUnit(Instrument instrument) => instrument switch
    {
        Equity or Etf => "shares",
        Future => "contracts",
        Bond => "notes",
        _ => AssetName(instrument.Base),
    };

    /// <summary>A round interval of which about this many fit into the picture, and what it is called.</summary>
    public (SimDuration Interval, string Name) Interval(int about)
    {
        var rough = (EndX - StartX) / about;
        var seconds = IntervalSeconds.FirstOrDefault(step => step >= rough * 0.999, IntervalSeconds[^1]);
        var name = seconds switch
        {
            >= 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0} h"),
            >= 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
            >= 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0} ms"),
        };
        return (SimDuration.FromSeconds(seconds), name);
    }

    /// <summary>The series in the units of the picture.</summary>
    public (double[] X, double[] Y) Points(TimeSeries series, Func<double, double> toY)
    {
        var (x, y) = (new double[series.Count], new double[series.Count]);
        for (var i = 0; i < x.Length; i++)
        {
            (x[i], y[i]) = (X(new SimTime(series.Nanoseconds[i])), toY(series.Values[i]));
        }

        return (x, y);
    }

    /// <summary>Bins as a mean line and a band from the least to the most.</summary>
    public (double[] X, double[] Mean, double[] Least, double[] Most) Points(TimeBins bins, Func<double, double> toY) => (
        [.. Enumerable.Range(0, bins.Mean.Length).Select(i => X(bins.Start + (bins.Width * i)))],
        [.. bins.Mean.Select(toY)], [.. bins.Least.Select(toY)], [.. bins.Most.Select(toY)]);
}
