namespace MarketSim.Core;

/// <summary>Opens recordings of any known format.</summary>
public static class RecordedFeed
{
    /// <summary>Opens a recording as messages, those of ITCH completed with side and price, those of Bitstamp
    /// without what comes after an order's deletion.</summary>
    /// <param name="format">By default found out from the content.</param>
    /// <param name="units">CME, Binance and Bybit: price and quantity units; by default as fine as the file needs.</param>
    /// <exception cref="DataFormatException">It is of no known format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IRecordedFeed Open(string path, DataFormat format = DataFormat.Auto, DataUnits? units = null)
        => (format == DataFormat.Auto ? DataFormats.Detect(path) : format) switch
        {
            DataFormat.Lobster => LobsterReader.Open(path),
            DataFormat.Itch => new CompletedFeed(ItchFeed.Open(path)),
            DataFormat.CmeMbo => CmeMboReader.Open(path, units),
            DataFormat.Binance => BinanceFeed.Open(path, units),
            DataFormat.Bybit => BybitReader.Open(path, units),
            _ => new BitstampFeed(OpenBitstamp(path)),
        };

    /// <summary>The messages of a feed, which is disposed of at the end.</summary>
    public static IEnumerable<RecordedMessage> Messages(IRecordedFeed feed)
    {
        using (feed)
        {
            while (feed.TryRead(out var message))
            {
                yield return message;
            }
        }
    }

    internal static IRecordedFeed OpenBitstamp(string path)
    {
        using (var lines = new LineReader(DataFile.Open(path), path))
        {
            if (!lines.TryRead(out var first) || !first.SequenceEqual(BitstampOrdersReader.Header))
            {
                return BitstampLogReader.Open(path);
            }
        }

        return BitstampOrdersReader.Open(path);
    }
}
