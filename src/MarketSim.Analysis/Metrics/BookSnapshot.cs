using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The displayed book of an instrument at one instant, after all that happened at it.</summary>
/// <param name="instrument">Events of other instruments are ignored.</param>
/// <param name="at">When to look; <see cref="SimTime.Never"/> for the end.</param>
/// <param name="levels">How many prices a side to keep; from 1.</param>
public sealed class BookSnapshot(InstrumentId instrument, SimTime at, int levels) : IMetric
{
    private readonly PublicBook _book = new(instrument);
    private DepthSample? _sample;

    /// <summary>The book; read it after the pass.</summary>
    public DepthSample Sample => _sample
        ?? throw new InvalidOperationException("The book is known after the pass: call Complete first.");

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        if (item.Time <= at)
        {
            _book.Apply(item);
        }
    }

    /// <inheritdoc/>
    public void Complete(SimTime end) => _sample = new DepthSample(at < end ? at : end, Levels(Side.Buy), Levels(Side.Sell));

    private DepthLevel[] Levels(Side side)
    {
        var found = new DepthLevel[Math.Min(levels, _book.LevelCount(side))];
        _book.CopyDepth(side, found);
        return found;
    }
}
