using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Drives two books with the same calls and finds the first difference between them.</summary>
/// <param name="first">A new book with the given allocation; so also the second.</param>
internal sealed class BookComparison(Func<IAllocation?, IOrderBook> first, Func<IAllocation?, IOrderBook> second)
{
    /// <summary>Steps and answers are compared after each call, whole states after every so many.</summary>
    private const int CallsBetweenStates = 64;

    private readonly FillBuffer _steps = new();
    private readonly FillBuffer _otherSteps = new();
    private readonly BookText _text = new();
    private long _available;

    /// <summary>Runs a random flow.</summary>
    /// <param name="most">Ends it after so many calls, if it is longer.</param>
    /// <returns>What differs, with a short story that shows it; null if nothing does.</returns>
    public string? Run(ulong seed, int most)
    {
        var flow = new RandomFlow(seed);
        var (one, other) = NewPair(flow.Settings.Allocation);
        var calls = new List<BookCommand>();
        for (var left = Math.Min(most, flow.Settings.Commands); left > 0; left--)
        {
            var call = flow.Next();
            calls.Add(call);
            var seesState = left == 1 || calls.Count % CallsBetweenStates == 0;
            var difference = Step(one, other, call, seesState, out var answer);
            if (difference is not null)
            {
                Release(one, other);
                return $"call {calls.Count}: {difference}\n\n{Shortest(calls, flow.Settings.Allocation)}";
            }

            flow.Observe(call, answer, _steps.Items);
        }

        Release(one, other);
        return null;
    }

    /// <summary>Makes given calls and compares everything after each.</summary>
    public string? Replay(IReadOnlyList<BookCommand> calls, string allocation)
    {
        var (one, other) = NewPair(allocation);
        string? difference = null;
        for (var i = 0; i < calls.Count && difference is null; i++)
        {
            difference = Step(one, other, calls[i], seesState: true, out _) is { } found ? $"call {i + 1}: {found}" : null;
        }

        Release(one, other);
        return difference;
    }

    /// <summary>A book may hold memory that the collector does not see.</summary>
    private static void Release(IOrderBook one, IOrderBook other)
    {
        (one as IDisposable)?.Dispose();
        (other as IDisposable)?.Dispose();
    }

    private (IOrderBook First, IOrderBook Second) NewPair(string allocation)
    {
        _available = -1;
        return (first(AllocationText.Parse(allocation)), second(AllocationText.Parse(allocation)));
    }

    private string? Step(IOrderBook one, IOrderBook other, in BookCommand call, bool seesState, out BookAnswer answer)
    {
        answer = call.ApplyTo(one, _steps);
        var otherAnswer = call.ApplyTo(other, _otherSteps);
        return BookDifference.InAnswers(call, answer, otherAnswer, _text)
            ?? BookDifference.InSteps(_steps.Items, _otherSteps.Items, _text)
            ?? Breach(call, answer)
            ?? (seesState ? BookDifference.InStates(one, other, _text) : null);
    }

    /// <summary>What no book may do even if both agree: lose or make lots, or trade other than was available
    /// just before.</summary>
    private string? Breach(in BookCommand call, in BookAnswer answer)
    {
        var available = _available;
        _available = call.Call == BookCall.Available && answer.Refusal is null ? answer.Quantity.Lots : -1;
        if (answer.Refusal is not null || call.Call is not (BookCall.Match or BookCall.Enter or BookCall.EnterAndDrop))
        {
            return null;
        }

        var (traded, prevented) = (0L, 0L);
        foreach (var step in _steps.Items)
        {
            traded += step.Kind == FillKind.Trade ? step.Quantity.Lots : 0;
            prevented += step.Kind is FillKind.SelfTradeMakerReduced or FillKind.SelfTradeTakerCancelled ? step.Quantity.Lots : 0;
        }

        if (traded + prevented + answer.Quantity.Lots != call.Order.Open.Lots)
        {
            return $"{call.Order.Open} lots came, {traded} traded, {prevented} were prevented, {answer.Quantity} are left";
        }

        // A random flow asks for what is available only directly before the same match.
        return call.Call == BookCall.Match && available >= 0 && available != traded
            ? $"{available} lots were available, {traded} traded" : null;
    }

    // ---- Shortening ----------------------------------------------------------------------------------------------

    /// <summary>The calls that are needed to show the difference, as a story.</summary>
    /// <remarks>Leaves out ever smaller runs of calls for as long as a difference remains.
    /// Source: Zeller and Hildebrandt (2002), "Simplifying and Isolating Failure-Inducing Input".</remarks>
    private string Shortest(List<BookCommand> calls, string allocation)
    {
        var needed = calls;
        var replays = 0;
        for (var run = needed.Count / 2; run >= 1 && replays < 3_000; run = Math.Min(run / 2, needed.Count))
        {
            for (var start = 0; start < needed.Count && replays < 3_000;)
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
