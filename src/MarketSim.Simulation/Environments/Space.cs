using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>What actions may be taken, or observations be made: a set of vectors of numbers.</summary>
/// <remarks>The vocabulary of Gymnasium (Towers et al. 2024, "Gymnasium: A Standard Interface for Reinforcement Learning
/// Environments"), whose spaces of the same names the Python package makes of these.</remarks>
public abstract class Space
{
    /// <summary>How many numbers stand for one element.</summary>
    public abstract int Width { get; }

    /// <summary>Whether a vector is an element.</summary>
    public abstract bool Contains(ReadOnlySpan<float> value);

    /// <summary>Draws an element evenly.</summary>
    public abstract void Sample(Rng random, Span<float> value);

    /// <summary>Makes an element of what comes from outside, where that is meant well: what lies beyond a bound is brought to it.
    /// </summary>
    /// <returns>False where it cannot be.</returns>
    public abstract bool TryAdmit(Span<float> value);

    /// <summary>What is an element, in words.</summary>
    public abstract string Accepts { get; }
}

/// <summary>One of several choices: 0, 1, 2 …</summary>
public sealed class DiscreteSpace : Space
{
    /// <summary>The choices, in order.</summary>
    /// <param name="choices">What each means; at least one.</param>
    public DiscreteSpace(params IReadOnlyList<string> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentOutOfRangeException.ThrowIfLessThan(choices.Count, 1);
        Choices = choices;
    }

    /// <summary>What each choice means.</summary>
    public IReadOnlyList<string> Choices { get; }

    /// <inheritdoc/>
    public override int Width => 1;

    /// <inheritdoc/>
    public override string Accepts
        => string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {Choices.Count - 1}");

    /// <inheritdoc/>
    public override bool Contains(ReadOnlySpan<float> value)
        => value.Length == 1 && value[0] >= 0 && value[0] < Choices.Count && value[0] == MathF.Truncate(value[0]);

    /// <inheritdoc/>
    public override void Sample(Rng random, Span<float> value) => value[0] = random.Below(Choices.Count);

    /// <inheritdoc/>
    public override bool TryAdmit(Span<float> value) => Contains(value);
}

/// <summary>One number of a <see cref="BoxSpace"/>.</summary>
/// <param name="Name">In kebab case.</param>
/// <param name="Low">Its least value.</param>
/// <param name="High">Its greatest value.</param>
/// <param name="Summary">What it means, with its unit, in one sentence.</param>
public sealed record Feature(string Name, float Low, float High, string Summary);

/// <summary>A vector of bounded numbers, each with a name.</summary>
public sealed class BoxSpace : Space
{
    /// <summary>The numbers, in order.</summary>
    public BoxSpace(params IReadOnlyList<Feature> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        Features = features;
    }

    /// <summary>What each number is.</summary>
    public IReadOnlyList<Feature> Features { get; }

    /// <inheritdoc/>
    public override int Width => Features.Count;

    /// <inheritdoc/>
    public override string Accepts => string.Join(", ", Features.Select(f => string.Create(
        CultureInfo.InvariantCulture, $"{f.Name} from {f.Low} to {f.High}")));

    /// <inheritdoc/>
    public override bool Contains(ReadOnlySpan<float> value)
    {
        if (value.Length != Features.Count)
        {
            return false;
        }

        for (var i = 0; i < value.Length; i++)
        {
            // Written so that NaN is outside.
            if (!(value[i] >= Features[i].Low && value[i] <= Features[i].High))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override void Sample(Rng random, Span<float> value)
    {
        for (var i = 0; i < Features.Count; i++)
        {
            value[i] = (float)(Features[i].Low + (random.NextDouble() * (Features[i].High - Features[i].Low)));
        }
    }

    /// <inheritdoc/>
    public override bool TryAdmit(Span<float> value)
    {
        foreach (var number in value)
        {
            if (float.IsNaN(number))
            {
                return false;
            }
        }

        Clamp(value);
        return true;
    }

    /// <summary>Brings every number into its bounds; what is no number becomes the nearest to zero.</summary>
    internal void Clamp(Span<float> value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var (low, high) = (Features[i].Low, Features[i].High);
            value[i] = float.IsNaN(value[i]) ? Math.Clamp(0, low, high) : Math.Clamp(value[i], low, high);
        }
    }
}
