namespace MarketSim.Core;

/// <summary>Which prices an instrument may be quoted at: the tick in force in each price range.</summary>
/// <remarks>A price that stands on a boundary belongs to the range that begins there. US Rule 612 and the table of EU RTS 11
/// are in <see cref="TickRegimes"/>.</remarks>
public sealed class TickRegime : IEquatable<TickRegime>
{
    private readonly long[] _from;
    private readonly long[] _step;

    /// <summary>Builds a regime from its ranges.</summary>
    /// <param name="ranges">From which price on, in price units, which step, in price units, is in force; ascending, the first
    /// range also covers all that lies below it.</param>
    public TickRegime(params ReadOnlySpan<(long From, long Step)> ranges)
    {
        if (ranges.IsEmpty)
        {
            throw new ArgumentException("A tick regime needs at least one range.", nameof(ranges));
        }

        _from = new long[ranges.Length];
        _step = new long[ranges.Length];
        for (var i = 0; i < ranges.Length; i++)
        {
            (_from[i], _step[i]) = ranges[i];
            if (_step[i] < 1 || (i > 0 && _from[i] <= _from[i - 1]))
            {
                throw new ArgumentException("Ranges must ascend and every step must be at least one price unit.", nameof(ranges));
            }

            // Otherwise rounding at a boundary could land between two ticks.
            if (i > 0 && (_from[i] % _step[i] != 0 || _from[i] % _step[i - 1] != 0))
            {
                throw new ArgumentException(
                    $"A range begins at {_from[i]}; that must be a multiple of its own step and of the one below it.", nameof(ranges));
            }
        }
    }

    /// <summary>Every price unit is a tick.</summary>
    public static TickRegime EveryUnit { get; } = new((0, 1));

    /// <summary>Its ranges as they were given: from which price on, in price units, which step, in price units.</summary>
    public IReadOnlyList<(long From, long Step)> Ranges => [.. _from.Zip(_step)];

    /// <summary>The tick in force at a price, in price units.</summary>
    public long StepAt(Price price)
    {
        var i = _from.Length - 1;
        while (i > 0 && price.Ticks < _from[i])
        {
            i--;
        }

        return _step[i];
    }

    /// <summary>Whether an order may carry this price.</summary>
    public bool Allows(Price price) => price.Ticks % StepAt(price) == 0;

    /// <summary>The nearest permitted price at or below the given one.</summary>
    public Price RoundDown(Price price) => new((long)Rounding.Down.Divide(price.Ticks, StepAt(price)) * StepAt(price));

    /// <summary>The nearest permitted price at or above the given one.</summary>
    public Price RoundUp(Price price) => new((long)Rounding.Up.Divide(price.Ticks, StepAt(price)) * StepAt(price));

    /// <summary>The permitted price next below a permitted one.</summary>
    public Price Below(Price price) => RoundDown(price - 1);

    /// <summary>The permitted price next above a permitted one.</summary>
    public Price Above(Price price) => RoundUp(price + 1);

    /// <summary>Whether both have the same ranges.</summary>
    public bool Equals(TickRegime? other)
        => other is not null && _from.AsSpan().SequenceEqual(other._from) && _step.AsSpan().SequenceEqual(other._step);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TickRegime);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(StateHash);
        for (var i = 0; i < _from.Length; i++)
        {
            hash.Add(_from[i]);
            hash.Add(_step[i]);
        }

        return unchecked((int)hash.Value);
    }
}
