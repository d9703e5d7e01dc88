using System.Text.Json;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim backtest --check-lookahead</c>: whether a strategy knows what it cannot know.</summary>
internal static class LookaheadReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static int Run(Screen screen, BacktestRequest request, bool writesJson)
    {
        var bars = request.Load();
        var findings = new List<LookaheadFinding>();
        if (StrategySource.OutsideUses.GetValueOrDefault(request.Setup.Strategy) is { } uses)
        {
            findings.Add(new LookaheadFinding("source", uses.Length == 0, uses.Length == 0
                ? "Its source uses nothing outside the run."
                : $"Its source uses what lies outside the run, where the future can be read: {string.Join("; ", uses.Take(5))}."));
        }

        using (new ProgressLine(screen, "look-ahead check", () => ProgressState.Unknown))
        {
            findings.AddRange(LookaheadCheck.Run(request.Setup, bars));
        }

        var isCaught = findings.Any(finding => !finding.IsPassed);
        if (writesJson)
        {
            screen.Output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    strategy = request.Setup.Strategy, bars = bars.Rows.Length, caught = isCaught,
                    findings = findings.Select(f => new { test = f.Name, passed = f.IsPassed, sentence = f.Sentence }),
                },
                Indented));
        }
        else
        {
            foreach (var finding in findings)
            {
                screen.Output.WriteLine($"{(finding.IsPassed ? "ok    " : "CAUGHT")}  {finding.Name,-10}  {finding.Sentence}");
            }

            screen.Output.WriteLine(isCaught
                ? $"'{request.Setup.Strategy}' knows what it cannot know: its back-tests mean nothing."
                : $"Nothing speaks against '{request.Setup.Strategy}'.");
        }

        return isCaught ? ExitCode.CheckFailed : ExitCode.Ok;
    }
}
