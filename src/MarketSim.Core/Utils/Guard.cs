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
            Fail(invariant, expression);
        }
    }

    [DoesNotReturn]
    private static void Fail(string invariant, string? expression)
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
