using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Which came first where a bar reached both a stop and a target: bars do not say.</summary>
public interface IIntrabarOrder
{
    /// <summary>What it takes for granted, as a sentence.</summary>
    string Assumption { get; }

    /// <summary>Whether stops are looked at before limits in this bar.</summary>
    bool StopsFirst(in BarRow bar);
}

/// <summary>The stop came first: the worse for who holds both.</summary>
public sealed class WorseFirst : IIntrabarOrder
{
    /// <inheritdoc/>
    public string Assumption => "Where a bar reaches both a stop and a target, the stop came first.";

    /// <inheritdoc/>
    public bool StopsFirst(in BarRow bar) => true;
}

/// <summary>The target came first: the better, and an upper bound.</summary>
public sealed class BetterFirst : IIntrabarOrder
{
    /// <inheritdoc/>
    public string Assumption => "Where a bar reaches both a stop and a target, the target came first: an upper bound.";

    /// <inheritdoc/>
    public bool StopsFirst(in BarRow bar) => false;
}

/// <summary>The extreme that is nearer to the open came first; for a long position its stop if that is the low.</summary>
/// <remarks>Assumes a path of three straight lines, as some chart programs do. Stops are taken to lie below.</remarks>
public sealed class NearestFirst : IIntrabarOrder
{
    /// <inheritdoc/>
    public string Assumption => "Where a bar reaches both a stop and a target, that nearer to its open came first.";

    /// <inheritdoc/>
    public bool StopsFirst(in BarRow bar) => bar.Open - bar.Low <= bar.High - bar.Open;
}
