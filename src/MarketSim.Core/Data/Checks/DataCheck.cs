namespace MarketSim.Core;

/// <summary>What to check recorded data against.</summary>
/// <param name="Book">LOBSTER: the order book file, by default the one beside the messages. Bitstamp order
/// events: the raw log with the trades.</param>
/// <param name="Seed">LOBSTER deep replay: a book file whose first row seeds the book, by default the deepest
/// that fits.</param>
/// <param name="Format">The format; by default found out.</param>
/// <param name="Units">CME, Binance and Bybit: price and quantity units; by default as fine as the file needs.</param>
public sealed record DataCheckOptions(
    string? Book = null, string? Seed = null, DataFormat Format = DataFormat.Auto, DataUnits? Units = null);

/// <summary>Checks a file of recorded market data: reads all of it, rebuilds the book, and compares with the
/// book, quotes or trades recorded beside it.</summary>
public static class DataCheck
{
    /// <summary>Runs the check that the file's format has.</summary>
    /// <exception cref="DataFormatException">A file is malformed or of no known format; the message says where
    /// and why.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static DataCheckReport Run(string path, DataCheckOptions? options = null)
    {
        options ??= new DataCheckOptions();
        var format = options.Format == DataFormat.Auto ? DataFormats.Detect(path) : options.Format;
        if (options.Book is not null && format is not (DataFormat.Lobster or DataFormat.Bitstamp))
        {
            throw new ArgumentException(
                $"A second file was given, but {DataFormats.NameOf(format)} recordings are checked within themselves; "
                + "lobster takes an order book and bitstamp a raw log.", nameof(options));
        }

        return format switch
        {
            DataFormat.Lobster => LobsterCheck.Run(path, options.Book, options.Seed),
            DataFormat.Itch => ItchCheck.Run(path),
            DataFormat.CmeMbo => CmeMboCheck.Run(path, options.Units),
            DataFormat.Binance => BinanceCheck.Run(path, options.Units),
            DataFormat.Bybit => BybitCheck.Run(path, options.Units),
            _ => BitstampCheck.Run(path, options.Book),
        };
    }
}
