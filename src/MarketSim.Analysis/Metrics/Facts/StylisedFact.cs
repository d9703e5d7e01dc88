using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>One regularity that real markets show: how it is measured, and within which range it is taken for real.</summary>
/// <remarks>Each member of <see cref="FactCatalog"/> is one file of the same anatomy: what it looks at
/// (<see cref="FlowObserver.Start"/>), what comes out (<see cref="FactFold.Finish"/>), and the ranges of its numbers.</remarks>
public abstract class StylisedFact : FlowObserver
{
    /// <summary>Its number, from 1.</summary>
    public abstract int Id { get; }

    /// <summary>What it is called, in a line.</summary>
    public abstract string Name { get; }

    /// <summary>Within which range it passes, for people.</summary>
    public abstract string Range { get; }

    /// <summary>Who found it, or names the range.</summary>
    public abstract string Source { get; }
}

/// <summary>A fact being measured: sees every moment of the window once, in order.</summary>
public abstract class FactFold
{
    /// <summary>Takes in what happened next, inside the window. The touch before it is
    /// <see cref="FactObservation.Touch"/>.</summary>
    public virtual void Observe(in FlowMoment moment)
    {
    }

    /// <summary>Says what came out, after the window.</summary>
    public abstract FactMeasure Finish();
}

/// <summary>What facts share.</summary>
/// <param name="window">The part of the session that is looked at.</param>
public sealed class FactObservation(FactWindow window)
{
    /// <summary>The part of the session that is looked at; it may end earlier than planned, which is known at the end.</summary>
    public FactWindow Window { get; internal set; } = window;

    /// <summary>The touch before the moment that is observed; at the end the last one.</summary>
    public Touch Touch { get; internal set; }

    /// <summary>The touch at every second.</summary>
    public TouchSamples Samples { get; } = new(window);

    /// <summary>The trades.</summary>
    public TradeTape Trades { get; } = new();

    /// <summary>Whether single orders can be seen; if not, what is known is price levels or quotes, and trades.</summary>
    public bool HasOrders { get; internal set; } = true;

    /// <summary>What pairs of runs with and without a parent order showed; null where there are none.</summary>
    public MetaorderSample? Metaorders { get; init; }
}
