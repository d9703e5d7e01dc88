using System.Globalization;
using MarketSim.Analysis;
using Spectre.Console;

namespace MarketSim.Ui.Cli;

/// <summary>Shows what a change caused.</summary>
internal static class ForkView
{
    public static void Show(Screen screen, ForkComparison comparison, string folder)
    {
        var console = screen.Console;
        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(comparison.Headline)}[/], {Markup.Escape(comparison.Pairs)}");
        console.MarkupLine("[grey]the branches are the same, event by event, until they part[/]");
        var prices = Bare("instrument", "greatest impact", "when", "at the end", "volume unchanged", "volume changed");
        for (var i = 0; i < comparison.Curves.Count; i++)
        {
            var (peak, at, last) = comparison.Extremes(comparison.Curves[i]);
            var (was, became) = comparison.Volumes(i);
            prices.AddRow(
                $"[bold]{Markup.Escape(comparison.Curves[i].Symbol)}[/]", Points(peak), ForkComparison.TimeOfDay(at), Points(last), Whole(was), Whole(became));
        }

        console.Write(prices);
        var profits = Bare("agents", $"P&L by trading, {Markup.Escape(comparison.Currency)}", "95% interval");
        foreach (var (type, differences) in comparison.Profits)
        {
            var s = SampleStatistics.Of(differences);
            profits.AddRow(
                $"[bold]{Markup.Escape(type)}[/]", Signed(s.Mean), s.Low is null ? "–" : $"{Signed(s.Low)} to {Signed(s.High)}");
        }

        console.Write(profits);

        // Written plainly: paths must not be wrapped.
        screen.Output.WriteLine($"Folder      {folder}  (fork.json, impact.csv, fork.png)");
    }

    private static Table Bare(params string[] heads)
    {
        var table = new Table { Border = TableBorder.None, ShowRowSeparators = false };
        for (var i = 0; i < heads.Length; i++)
        {
            var column = new TableColumn($"[grey]{heads[i]}[/]") { Padding = new Padding(0, 0, 2, 0) };
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }

        return table;
    }

    private static string Points(double value)
        => double.IsFinite(value) ? value.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) + " bp" : "–";

    private static string Signed(double? value) => value?.ToString("+#,0.00;-#,0.00;0.00", CultureInfo.InvariantCulture) ?? "–";

    private static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
