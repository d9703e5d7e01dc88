using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Says in words what a cluster went through.</summary>
public static class ConsensusCaption
{
    /// <summary>A sentence for each thing that went wrong and how it ended, in order, then what it meant for the clients.</summary>
    public static IReadOnlyList<string> Sentences(ConsensusHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var said = new List<(SimTime Time, int Order, string Words)>();
        foreach (var span in history.Roles.Where(span => span.Role == ConsensusRole.Down))
        {
            var lost = span.Lost == 0 ? "" : Text($" ({span.Lost} unsynced {(span.Lost == 1 ? "entry" : "entries")} lost)");
            said.Add((span.From, 0, Text($"n{span.Node} crashed at {At(span.From)}{lost}")));
        }

        foreach (var cut in history.Cuts)
        {
            said.Add((cut.From, 0, $"{cut.Groups} cut at {At(cut.From)}"));
        }

        var reigns = history.Reigns;
        for (var i = 0; i < reigns.Count; i++)
        {
            var before = i > 0 && reigns[i - 1].Leader == 0 ? Text($", {reigns[i - 1].Milliseconds:0} ms leaderless") : "";
            if (reigns[i].Leader != 0)
            {
                said.Add((reigns[i].From, 1, Text($"n{reigns[i].Leader} leads term {reigns[i].Term} at {At(reigns[i].From)}{before}")));
            }
            else if (i == reigns.Count - 1)
            {
                said.Add((reigns[i].From, 2, $"nobody can commit from {At(reigns[i].From)} on"));
            }
        }

        var sentences = said.OrderBy(s => s.Time).ThenBy(s => s.Order).Select(s => s.Words).ToList();
        if (history.Acknowledged.Count > 0)
        {
            sentences.Add(Text(
                $"{history.Acknowledged.Count:N0} commands final, {history.DelayedCount:N0} delayed, {history.LostCount:N0} lost"));
        }

        return sentences;
    }

    /// <summary>The same in one line, shortened in the middle where it is long.</summary>
    /// <param name="most">Characters.</param>
    public static string Line(ConsensusHistory history, int most = 190)
    {
        var sentences = Sentences(history).ToList();
        bool IsLong() => sentences.Sum(s => s.Length + 2) > most;

        // That a cluster elects a leader when it starts is no news.
        if (IsLong() && sentences.Count > 2)
        {
            sentences.RemoveAt(0);
        }

        // The end says what it meant, the beginning how it came.
        while (IsLong() && sentences.Count > 3)
        {
            sentences[^2] = "…";
            sentences.RemoveAt(sentences.Count - 3);
        }

        return string.Join("; ", sentences);
    }

    private static string At(SimTime time) => Text($"{time.Nanoseconds / 1e9:0.000} s");

    private static string Text(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
