using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One instrument of a back-test, as its data describe it.</summary>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Path">Where its bars come from.</param>
/// <param name="PriceDecimals">Decimals of its prices.</param>
/// <param name="Length">How long a bar is, in nanoseconds.</param>
public sealed record BarSeries(string Symbol, string Path, int PriceDecimals, long Length);

/// <summary>The bars of all instruments of a back-test, in the order in which they became known: by their ends, and of equal ones by
/// series.</summary>
public interface IBarSource : IDisposable
{
    /// <summary>The instruments.</summary>
    IReadOnlyList<BarSeries> Series { get; }

    /// <summary>What should be known about the data; complete once all is read.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>The next bars; valid until the next call.</summary>
    /// <returns>Empty at the end.</returns>
    ReadOnlySpan<BarRow> Next();
}
