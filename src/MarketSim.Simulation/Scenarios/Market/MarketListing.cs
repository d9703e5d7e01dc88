using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>An instrument of a market file, with what agents are told of it.</summary>
/// <param name="Instrument">What is traded.</param>
/// <param name="Price">Where its price begins; none for options of a chain.</param>
/// <param name="Place">Where the file speaks of it.</param>
internal sealed record MarketListing(Instrument Instrument, Price? Price, FilePart Place)
{
    /// <summary>What the file may call it besides its symbol; null for nothing else.</summary>
    public string? ShortName { get; init; }

    /// <summary>How its fundamental value moves, before the news.</summary>
    public FundamentalValue? Value { get; init; }

    /// <summary>The news.</summary>
    public List<ValueShock> Shocks { get; } = [];

    /// <summary>Of an index: what it is made of.</summary>
    public IReadOnlyList<(MarketListing Member, decimal Weight)> Basket { get; init; } = [];

    /// <summary>Of an index: how often it is published.</summary>
    public SimDuration PublishedEvery { get; init; } = SimDuration.FromSeconds(1);

    /// <summary>Whether strategies trade it unless told otherwise.</summary>
    public bool IsTradedByDefault => Price is not null && Instrument is not MarketIndex;

    /// <summary>What the venue is told of it before it opens.</summary>
    public IEnumerable<Command> Preamble
    {
        get
        {
            if (Price is { } price)
            {
                yield return Instructions.ClosingPrice(Instrument.Id, price);
                if (Instrument is MarketIndex)
                {
                    yield return Instructions.ReferencePrice(Instrument.Id, price);
                }
            }
        }
    }

    /// <summary>Reads a price in its units.</summary>
    /// <exception cref="MarketFileException">It is none, or finer than its price unit.</exception>
    public Price PriceOf(FilePart part) => MarketUnits.PriceOf(part, Instrument.PriceUnit);

    /// <summary>Reads a quantity in its lots.</summary>
    /// <exception cref="MarketFileException">It is none, or finer than a lot.</exception>
    public Quantity QuantityOf(FilePart part) => new(MarketBuilder.Minor(part, Instrument.QuantityDecimals));
}

/// <summary>Decimal numbers of a file in the whole units of the program.</summary>
internal static class MarketUnits
{
    public static decimal Pow10(int exponent)
    {
        var result = 1m;
        for (var i = 0; i < exponent; i++)
        {
            result *= 10;
        }

        return result;
    }

    /// <summary>A price in price units of the given size.</summary>
    public static Price PriceOf(FilePart part, decimal unit) => part.Check(() =>
    {
        var ticks = part.Number / unit;
        return ticks == decimal.Truncate(ticks)
            ? new Price(checked((long)ticks))
            : throw new FormatException($"Price '{part.Text}' is no multiple of the tick, {unit / 1.000000000000000000m:0.##################}.");
    });

    /// <summary>A tick as decimals and steps: 0.25 is 25 steps of two decimals.</summary>
    public static (int Decimals, int Steps) TickOf(FilePart part) => part.Check(() =>
    {
        var (tick, decimals) = (part.Number, 0);
        if (tick <= 0 || tick > 1_000_000)
        {
            throw new FormatException($"A tick was '{part.Text}'; accepted is a number above zero such as 0.01.");
        }

        for (; tick != decimal.Truncate(tick); decimals++)
        {
            tick *= 10;
        }

        return (decimals, checked((int)tick));
    });

    /// <summary>A positive decimal as a fraction of whole numbers in lowest terms.</summary>
    public static (long Numerator, long Denominator) Fraction(decimal value)
    {
        var denominator = 1L;
        while (value != decimal.Truncate(value))
        {
            value *= 10;
            denominator *= 10;
        }

        var numerator = checked((long)value);
        var divisor = GreatestCommonDivisor(numerator, denominator);
        return (numerator / divisor, denominator / divisor);
    }

    private static long GreatestCommonDivisor(long left, long right) => right == 0 ? Math.Max(1, left) : GreatestCommonDivisor(right, left % right);
}
