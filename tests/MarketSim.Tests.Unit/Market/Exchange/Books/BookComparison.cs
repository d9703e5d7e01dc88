using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Drives two books with the same random calls and finds the first difference between them.</summary>
/// <param name="first">A new book with the given allocation; so also the second.</param>
internal sealed class BookComparison(Func<IAllocation?, IOrderBook> first, Func<IAllocation?, IOrderBook> second)
{
    /// <summary>Steps and answers are compared after each call, whole states after every so many.</summary>
    public const int CallsBetweenStates = 64;

    private const int MostReplays = 3_000;

    private readonly BookText _text = new();

    /// <summary>Runs a random flow.</summary>
    /// <param name="most">Ends it after so many calls, if it is longer.</param>
    /// <returns>What differs, with a short story that shows it; null if nothing does.</returns>
    public string? Run(ulong seed, int most)
    {
        var flow = new RandomFlow(seed);
        using var books = NewPair(flow.Settings.Allocation);
        var calls = new List<BookCommand>();
        for (var left = Math.Min(most, flow.Settings.Commands); left > 0; left--)
        {
            var call = flow.Next();
            calls.Add(call);
            var seesState = left == 1 || calls.Count % CallsBetweenStates == 0;
            if (books.Apply(call, seesState, out var answer) is { } difference)
            {
                return $"call {calls.Count}: {difference}\n\n{Shortest(calls, flow.Settings.Allocation)}";
            }

            flow.Observe(call, answer, books.Steps);
        }

        return null;
    }

    /// <summary>Makes given calls and compares everything after each.</summary>
    public string? Replay(IReadOnlyList<BookCommand> calls, string allocation)
    {
        using var books = NewPair(allocation);
        for (var i = 0; i < calls.Count; i++)
        {
            if (books.Apply(calls[i], seesState: true, out _) is { } difference)
            {
                return $"call {i + 1}: {difference}";
            }
        }

        return null;
    }

    private BookPair NewPair(string allocation)
        => new(first(AllocationText.Parse(allocation)), second(AllocationText.Parse(allocation)));

    /// <summary>The calls that are needed to show the difference, as a story.</summary>
    /// <remarks>Leaves out ever smaller runs of calls for as long as a difference remains.
    /// Source: Zeller and Hildebrandt (2002), "Simplifying and Isolating Failure-Inducing Input".</remarks>
    private string Shortest(List<BookCommand> calls, string allocation)
    {
        var needed = calls;
        var replays = 0;
        for (var run = needed.Count / 2; run >= 1 && replays < MostReplays; run = Math.Min(run / 2, needed.Count))
        {
            for (var start = 0; start < needed.Count && replays < MostReplays;)
            {
                var fewer = needed.ToList();
                fewer.RemoveRange(start, Math.Min(run, needed.Count - start));
                replays++;
                if (Replay(fewer, allocation) is null)
                {
                    start += run;
                }
                else
                {
                    needed = fewer;
                }
            }
        }

        var story = needed.Select(call => $"> {_text.ToText(call)}");
        return $"{needed.Count} calls show it: {Replay(needed, allocation)}\n\nbook {allocation}\n{string.Join('\n', story)}\n";
    }
}
