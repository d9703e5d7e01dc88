namespace MarketSim.Core;

/// <summary>The bars of one instrument from a file or folder, in order of time, in memory that does not grow with their number.</summary>
public interface IBarReader : IDisposable
{
    /// <summary>The instrument's symbol, from the name of the file.</summary>
    string Symbol { get; }

    /// <summary>Decimals of prices: a price is so many 10^-decimals.</summary>
    int PriceDecimals { get; }

    /// <summary>What a reader of results should know about the data: rows left out, numbers rounded.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>The next bars.</summary>
    /// <param name="rows">Where they are put, from the beginning.</param>
    /// <returns>How many; zero at the end.</returns>
    /// <exception cref="DataFormatException">A row is no bar, or not later than the one before.</exception>
    /// <exception cref="FinerPriceException">A price has more decimals than <see cref="PriceDecimals"/>.</exception>
    int Read(Span<BarRow> rows);
}

/// <summary>How bars are read.</summary>
public sealed record BarReading
{
    /// <summary>The most decimals of a price; finer ones are the noise of a binary fraction, and are rounded.</summary>
    public const int MostDecimals = 8;

    /// <summary>Decimals of prices; null: as many as the first rows have, and a <see cref="FinerPriceException"/> where a later one
    /// has more. Given, finer prices are rounded to them, halves away from zero.</summary>
    public int? PriceDecimals { get; init; }

    /// <summary>Whether finer prices than <see cref="PriceDecimals"/> are refused rather than rounded.</summary>
    public bool RefusesFiner { get; init; }

    /// <summary>Decimals of quantities: one lot is 10^-decimals. Finer volumes are rounded.</summary>
    public int QuantityDecimals { get; init; }

    /// <summary>The symbol, where the file's name does not say it.</summary>
    public string? Symbol { get; init; }

    /// <summary>Whether a share of Lean's is followed through its former tickers, by the map files beside the data.</summary>
    public bool FollowsNames { get; init; }
}

/// <summary>A price has more decimals than prices had at the beginning of its file: what was read so far is in too coarse units.</summary>
public sealed class FinerPriceException : Exception
{
    /// <summary>With no message.</summary>
    public FinerPriceException()
    {
    }

    /// <summary>With a sentence.</summary>
    public FinerPriceException(string message)
        : base(message)
    {
    }

    /// <summary>With a sentence and a cause.</summary>
    public FinerPriceException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
