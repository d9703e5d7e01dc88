using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Profit and loss of each type of agent over time.</summary>
public sealed class ProfitPlot : IPlot
{
    private const int Looks = 1_000;

    private static readonly Ink[] Inks =
        [Ink.Series1, Ink.Series2, Ink.Series3, Ink.Series4, Ink.Series5, Ink.Series6, Ink.Series7];

    /// <inheritdoc/>
    public string Name => "pnl-by-type";

    /// <inheritdoc/>
    public string Summary => "Profit and loss of each type of agent, positions marked at mid, fees included.";

    /// <inheritdoc/>
    public PlotDraft Prepare(PlotInput input)
    {
        var frame = new PlotFrame(input);

        // Profit counts all positions, whatever instruments are shown.
        var reporting = input.Instruments.Count == 0 ? default : input.Instruments[0].Quote;
        var interval = new SimDuration(Math.Max(1, (input.End - input.Start).Nanoseconds / Looks));
        var profit = new ProfitByType(
            input.Instruments, reporting, input.AccountTypes, input.FeeAccount, input.Start, interval);
        return new PlotDraft([profit], () => new Figure
        {
            Title = "Profit and loss by type of agent",
            Subtitle = frame.Subtitle("positions marked at mid, fees included"),
            Rows =
            [
                new FigureRow(330, Draw(frame, profit, reporting, profit.Of) with
                {
                    Heading = "Total", Remark = "change in the value of cash and positions since the first mid",
                    X = frame.TimeAxis(isLabelled: false),
                }),
                new FigureRow(372, Draw(frame, profit, reporting, profit.OfTrading) with
                {
                    Heading = "From trading",
                    Remark = "against holding the endowment; all types together, fees included, sum to zero",
                }),
            ],
        });
    }

    private static Panel Draw(PlotFrame frame, ProfitByType profit, AssetId currency, Func<string, TimeSeries> seriesOf)
    {
        var unit = Math.Pow(10, -frame.AssetDecimals(currency));
        var name = frame.AssetName(currency);

        // Colours go by first appearance, so that a type keeps its own in every run of a scenario; the list goes by success.
        var lines = profit.Types
            .Select((type, i) => (Type: type, Points: frame.Points(seriesOf(type), value => value * unit), Place: i))
            .OrderByDescending(line => line.Points.Y.LastOrDefault())
            .ToList();
        var most = lines.SelectMany(line => line.Points.Y).Select(Math.Abs).DefaultIfEmpty(0).Max();
        return new Panel
        {
            X = frame.TimeAxis(),
            Y = Axis.Around($"Profit ({name})", [0.0, .. lines.SelectMany(line => line.Points.Y)]),
            HasSideLegend = true,
            EmptyText = lines.Count == 0 ? "no accounts" : null,
            Layers =
            [
                new RuleLayer(0) { Ink = Ink.Muted },
                .. lines.Select(line => new LineLayer(line.Points.X, line.Points.Y)
                {
                    Ink = Inks[line.Place % Inks.Length], IsDashed = line.Place >= Inks.Length, IsStep = true, Width = 1.6,
                    Label = line.Type, Detail = Signed(line.Points.Y.LastOrDefault(), most >= 10_000 ? 0 : 2) + " " + name,
                }),
            ],
        };
    }

    private static string Signed(double value, int decimals)
    {
        var text = Ticks.Number(value, decimals);
        return value > 0 && text.Any(c => c is >= '1' and <= '9') ? "+" + text : text;
    }
}
