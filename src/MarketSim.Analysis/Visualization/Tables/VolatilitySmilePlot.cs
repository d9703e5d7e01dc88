using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>Implied volatility by strike, a line for each expiry.</summary>
public sealed class VolatilitySmilePlot : ITablePlot
{
    private const int MostLines = 7;

    private static readonly Ink[] Inks =
        [Ink.Series1, Ink.Series2, Ink.Series3, Ink.Series4, Ink.Series5, Ink.Series6, Ink.Series7];

    /// <inheritdoc/>
    public string Name => "volatility-smile";

    /// <inheritdoc/>
    public string Summary => "Implied volatility by strike, a line for each expiry; columns strike, expiry and vol.";

    /// <inheritdoc/>
    public Figure Draw(PlotTable table, PlotColumns columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        var slices = VolatilityQuotes.Of(table).Expiries;

        // Of many expiries some, equally far apart, the first and the last among them.
        var shown = slices.Count <= MostLines ? slices
            : [.. Enumerable.Range(0, MostLines).Select(i => slices[(int)Math.Round((double)i * (slices.Count - 1) / (MostLines - 1))])];
        var points = shown.SelectMany(slice => slice.Points).ToList();
        return new Figure
        {
            Title = "Volatility smile",
            Subtitle = $"{table.Name} · {Count(slices.Sum(s => s.Points.Count), "option")}, {Count(slices.Count, slices.Count == 1 ? "expiry" : "expiries", "")}"
                + (shown.Count < slices.Count ? string.Create(CultureInfo.InvariantCulture, $", {shown.Count} shown") : ""),
            Rows =
            [
                new FigureRow(460, new Panel
                {
                    X = Axis.Around("Strike", [.. points.Select(p => p.Strike)]),
                    Y = Axis.Around("Implied volatility (%)", [.. points.Select(p => p.Vol)]),
                    HasSideLegend = true,
                    EmptyText = points.Count == 0 ? "no volatilities" : null,
                    Layers =
                    [
                        .. shown.SelectMany((slice, i) => new Layer[]
                        {
                            new LineLayer([.. slice.Points.Select(p => p.Strike)], [.. slice.Points.Select(p => p.Vol)])
                            {
                                Ink = Inks[i % Inks.Length], Width = 1.8, Label = VolatilityQuotes.Label(slice.Name),
                                Detail = Count(slice.Points.Count, "strike"),
                            },
                            new DotLayer([.. slice.Points.Select(p => p.Strike)], [.. slice.Points.Select(p => p.Vol)], [.. slice.Points.Select(_ => 2.8)])
                            {
                                Ink = Inks[i % Inks.Length],
                            },
                        }),
                    ],
                }),
            ],
        };
    }

    private static string Count(int number, string noun, string plural = "s")
        => string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {noun}{(number == 1 ? "" : plural)}");
}
