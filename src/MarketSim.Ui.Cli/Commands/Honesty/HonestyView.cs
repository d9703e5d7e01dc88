using System.Globalization;
using MarketSim.Analysis;

namespace MarketSim.Ui.Cli;

/// <summary>Prints a ladder: a row for each rung, what each adds, and what it means.</summary>
internal static class HonestyView
{
    public static void Show(Screen screen, HonestyLadder ladder, string? folder, bool writesJson, IReadOnlyList<string> warnings)
    {
        if (writesJson)
        {
            screen.Output.Write(HonestyFile.Write(ladder));
        }
        else
        {
            Show(screen.Output, ladder);
            screen.Output.WriteLine(folder is null ? "Nothing was written; --out DIR keeps the rungs and draws the ladder."
                : $"written to {folder}; 'marketsim report {folder}' makes a page of it");
        }

        foreach (var warning in warnings)
        {
            screen.Error.WriteLine($"warning: {warning}");
        }
    }

    private static void Show(TextWriter output, HonestyLadder ladder)
    {
        var table = new PlainTable("", "final equity", "return", "Sharpe", "drawdown", "fills", "trades", "against the rung before")
        {
            RightAligned = [1, 2, 3, 4, 5, 6, 7],
        };
        for (var i = 0; i < ladder.Steps.Count; i++)
        {
            var step = ladder.Steps[i];
            table.Add(
                (i == 0 ? "" : "+ ") + step.Name, Text(step.Final, "#,##0.00"), Share(ladder.Return(i)), Text(step.Sharpe, "0.00"),
                Share(step.MaxDrawdown), Text(step.Fills, "#,##0"), Text(step.Trades, "#,##0"), i == 0 ? "" : ladder.Amount(ladder.Change(i)));
        }

        table.Write(output);
        output.WriteLine();
        foreach (var step in ladder.Steps)
        {
            output.WriteLine($"{step.Name + ":",-11} {step.Adds}");
        }

        output.WriteLine();
        output.WriteLine(ladder.Verdict);
    }

    private static string Share(double? share) => share is { } value ? (value * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %" : "–";

    private static string Text(double? value, string form) => value?.ToString(form, CultureInfo.InvariantCulture) ?? "–";
}
