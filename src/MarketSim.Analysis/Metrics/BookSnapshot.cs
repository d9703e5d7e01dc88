using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The displayed book of an instrument at one instant, after all that happened at it.</summary>
/// <remarks>At the end of a day whose orders expire with it, that would be nothing: then it is the book just
/// before.</remarks>
/// <param name="instrument">Events of other instruments are ignored.</param>
/// <param name="at">When to look; <see cref="SimTime.Never"/> for the end.</param>
/// <param name="levels">How many prices a side to keep; from 1.</param>
public sealed class BookSnapshot(InstrumentId instrument, SimTime at, int levels) : IMetric
{
    private readonly PublicBook _book = new(instrument);
    private DepthSample? _beforeExpiry;
    private DepthSample? _sample;

    /// <summary>The book; read it after the pass.</summary>
    public DepthSample Sample => _sample
        ?? throw new InvalidOperationException("The book is known after the pass: call Complete first.");

    /// <summary>Whether it is the book before its orders expired.</summary>
    public bool IsBeforeExpiry { get; private set; }

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        if (item.Time > at || item.Instrument != instrument)
        {
            return;
        }

        if (item.Kind == EventKind.Cancelled && item.Cancel == CancelReason.Expired && _beforeExpiry?.Time != item.Time)
        {
            _beforeExpiry = Look(item.Time);
        }

        _book.Apply(item);
    }

    /// <inheritdoc/>
    public void Complete(SimTime end)
    {
        var isEmpty = _book.LevelCount(Side.Buy) + _book.LevelCount(Side.Sell) == 0;
        IsBeforeExpiry = isEmpty && _beforeExpiry is not null;
        _sample = IsBeforeExpiry ? _beforeExpiry : Look(at < end ? at : end);
    }

    private DepthSample Look(SimTime time) => new(time, Levels(Side.Buy), Levels(Side.Sell));

    private DepthLevel[] Levels(Side side)
    {
        var found = new DepthLevel[Math.Min(levels, _book.LevelCount(side))];
        _book.CopyDepth(side, found);
        return found;
    }
}
