using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Two books that are given the same calls, and must answer them alike.</summary>
internal sealed class BookPair(IOrderBook first, IOrderBook second) : IDisposable
{
    private readonly FillBuffer _steps = new();
    private readonly FillBuffer _otherSteps = new();
    private readonly BookText _text = new();
    private long _available = -1;

    /// <summary>The second book.</summary>
    public IOrderBook Second { get; } = second;

    /// <summary>The steps of the last call.</summary>
    public ReadOnlySpan<Fill> Steps => _steps.Items;

    /// <summary>Makes a call to both.</summary>
    /// <param name="seesState">Whether to compare all that can be asked of the books afterwards.</param>
    /// <returns>In what they differ, or what both did wrong; null if all is well.</returns>
    public string? Apply(in BookCommand call, bool seesState, out BookAnswer answer)
    {
        answer = call.ApplyTo(first, _steps);
        var otherAnswer = call.ApplyTo(Second, _otherSteps);
        return BookDifference.InAnswers(call, answer, otherAnswer, _text)
            ?? BookDifference.InSteps(_steps.Items, _otherSteps.Items, _text)
            ?? Breach(call, answer)
            ?? (seesState ? BookDifference.InStates(first, Second, _text) : null);
    }

    /// <summary>A book may hold memory that the collector does not see.</summary>
    public void Dispose()
    {
        (first as IDisposable)?.Dispose();
        (Second as IDisposable)?.Dispose();
    }

    /// <summary>What no book may do even if both agree: lose or make lots, or trade other than was available just before.</summary>
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
            prevented += step.Kind is FillKind.SelfTradeMakerReduced or FillKind.SelfTradeTakerCancelled
                ? step.Quantity.Lots : 0;
        }

        if (traded + prevented + answer.Quantity.Lots != call.Order.Open.Lots)
        {
            return $"{call.Order.Open} lots came, {traded} traded, {prevented} were prevented, {answer.Quantity} are left";
        }

        // A random flow asks for what is available only directly before the same match.
        return call.Call == BookCall.Match && available >= 0 && available != traded
            ? $"{available} lots were available, {traded} traded" : null;
    }
}
