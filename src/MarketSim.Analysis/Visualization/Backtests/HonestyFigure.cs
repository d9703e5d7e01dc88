using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>Where the edge of a strategy goes: what each cost takes of the profit at zero cost, and the equity on each rung.</summary>
public static class HonestyFigure
{
    private static readonly Ink[] Inks = [Ink.Series1, Ink.Series2, Ink.Series3, Ink.Series4, Ink.Series5, Ink.Series6, Ink.Series7];

    /// <summary>Draws it.</summary>
    /// <param name="ladder">What there is to see.</param>
    /// <param name="subtitle">Of what data, and when.</param>
    public static Figure Draw(HonestyLadder ladder, string subtitle)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        var hasCurves = ladder.Steps.All(step => step.Curve is { Count: > 1 });
        return new Figure
        {
            Title = ladder.GoneAt is null ? $"Where the edge goes: {ladder.Strategy}" : $"The edge is gone after costs: {ladder.Strategy}",
            Subtitle = subtitle,
            Rows = [new FigureRow(340, Falls(ladder)), .. hasCurves ? [new FigureRow(330, Curves(ladder))] : Array.Empty<FigureRow>()],
        };
    }

    // The first and the last bar stand on zero; each between them hangs from where the one before it ended.
    private static Panel Falls(HonestyLadder ladder)
    {
        var count = ladder.Steps.Count;
        var ends = Enumerable.Range(0, count).Select(ladder.Profit).ToArray();
        var (high, low) = (Math.Max(0, ends.Max()), Math.Min(0, ends.Min()));
        var (air, most) = (high > low ? (high - low) * 0.12 : 1, Math.Max(high, -low));
        var bars = Enumerable.Range(0, count).Select(i => (Place: i, From: i == 0 ? 0 : ends[i - 1], To: ends[i])).ToList();
        IReadOnlyList<Bar> Of(Func<(int Place, double From, double To), bool> which) =>
            [.. bars.Where(which).Select(b => Box(b.Place, b.From, b.To))];
        return new Panel
        {
            Heading = "Profit, and what each cost takes of it",
            Remark = ladder.Currency.Length == 0 ? null : ladder.Currency,
            X = new Axis("", -0.6, count + 0.6)
            {
                Ticks = [.. ladder.Steps.Select((step, i) => new Tick(i, i == 0 ? step.Name : "+ " + step.Name)), new Tick(count, "what is left")],
            },
            Y = new Axis($"Profit{(ladder.Currency.Length == 0 ? "" : $" ({ladder.Currency})")}", low - air, high + air),
            Layers =
            [
                .. Enumerable.Range(1, count).Select(i => Level(ends[i - 1], i, isThrough: i == count || Math.Abs(ends[i] - ends[i - 1]) < 0.004 * (high - low))),
                new BarLayer([Box(0, 0, ends[0]), Box(count, 0, ends[^1])]) { Ink = Ink.Muted, Opacity = 0.8 },
                new BarLayer(Of(b => b.Place > 0 && b.To < b.From)) { Ink = Ink.Sell },
                new BarLayer(Of(b => b.Place > 0 && b.To >= b.From)) { Ink = Ink.Buy },
                new RuleLayer(0) { Ink = Ink.Text },
                .. bars.Append((Place: count, From: 0, To: ends[^1])).Select(b => Word(
                    b.Place, Math.Max(b.From, b.To), air, Short(b.Place is 0 || b.Place == count ? b.To : b.To - b.From, most))),
            ],
        };
    }

    // From bar to bar; through the place of a cost that takes nothing.
    private static LineLayer Level(double at, int place, bool isThrough)
        => new([place - 1 + 0.36, place + (isThrough ? 0.36 : -0.36)], [at, at]) { Ink = Ink.Muted, Width = 1 };

    private static Bar Box(int place, double from, double to) => new(place - 0.36, place + 0.36, Math.Min(from, to), Math.Max(from, to));

    private static StretchTextLayer Word(int place, double top, double air, string text)
        => new(place - 0.6, place + 0.6, Math.Max(top, 0) + (air * 0.4), text) { Ink = Ink.Text };

    private static Panel Curves(HonestyLadder ladder)
    {
        // A cost that takes nothing has no line of its own: it would hide the one before.
        int[] shown = [.. Enumerable.Range(0, ladder.Steps.Count).Where(i => i == 0 || !ladder.Steps[i].Curve!.Values.SequenceEqual(ladder.Steps[i - 1].Curve!.Values))];
        var lines = shown.Select(i => (X: BacktestFrame.Places(ladder.Steps[i].Curve!.Times), Y: ladder.Steps[i].Curve!.Values.ToArray())).ToList();
        return new Panel
        {
            Heading = ladder.Initial == 0 ? "Profit so far on each rung" : "Equity on each rung",
            X = BacktestFrame.TimeAxis(ladder.Steps[0].Curve!.Times),
            Y = Axis.Around($"{(ladder.Initial == 0 ? "Profit" : "Equity")}{(ladder.Currency.Length == 0 ? "" : $" ({ladder.Currency})")}", [.. lines.Select(line => line.Y)]),
            HasSideLegend = true,
            Layers =
            [
                new RuleLayer(ladder.Initial) { Ink = Ink.Muted, IsDashed = true },
                .. lines.Select((line, i) => new LineLayer(line.X, line.Y)
                {
                    Ink = Inks[i % Inks.Length], Width = 1.5, IsDashed = i >= Inks.Length,
                    Label = (i == 0 ? "" : "+ ") + ladder.Steps[shown[i]].Name,
                    Detail = ladder.Steps[shown[i]].Sharpe is { } sharpe ? string.Create(CultureInfo.InvariantCulture, $"Sharpe {sharpe:0.00}") : null,
                }),
            ],
        };
    }

    // As many decimals as the largest asks for, so that all can be compared.
    private static string Short(double value, double most)
    {
        var form = most switch { >= 1000 => "#,##0", >= 10 => "0.00", _ => "0.000" };
        return value.ToString($"+{form};−{form};0", CultureInfo.InvariantCulture);
    }
}
