using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MarketSim.Core;

/// <summary>States what must never be false. A breach stops the run.</summary>
public static class Guard
{
    /// <summary>Throws if an invariant does not hold.</summary>
    /// <param name="holds">The invariant.</param>
    /// <param name="invariant">A sentence that says what always holds.</param>
    /// <exception cref="InvariantViolatedException">It does not hold.</exception>
    public static void That(
        [DoesNotReturnIf(false)] bool holds, string invariant, [CallerArgumentExpression(nameof(holds))] string? expression = null)
    {
        if (!holds)
        {
            FailedCheck(invariant, expression);
        }
    }

    /// <summary>Reports a breach that the caller has found itself; for hot paths, where the sentence with its numbers
    /// should be put together only when it is needed.</summary>
    /// <param name="breach">A sentence that says what was found.</param>
    /// <exception cref="InvariantViolatedException">Always.</exception>
    [DoesNotReturn]
    public static void Fail(string breach) => throw new InvariantViolatedException($"Broken invariant: {breach}");

    [DoesNotReturn]
    private static void FailedCheck(string invariant, string? expression)
        => throw new InvariantViolatedException($"Broken invariant: {invariant} ({expression}).");
}

/// <summary>Something impossible happened: money was created, time ran backwards. The run must stop.</summary>
public sealed class InvariantViolatedException : Exception
{
    /// <summary>With no message.</summary>
    public InvariantViolatedException()
    {
    }

    /// <summary>With the sentence that was broken.</summary>
    public InvariantViolatedException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence and what caused it.</summary>
    public InvariantViolatedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
