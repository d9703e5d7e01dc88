using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Recorded messages as a Parquet table, with the columns of <see cref="DataConvert"/>.</summary>
public static class RecordedTable
{
    /// <summary>Writes a recording; a malformed one leaves no file.</summary>
    /// <param name="feed">Read to its end.</param>
    /// <param name="path">Where; a file there is replaced.</param>
    /// <returns>How many messages were written.</returns>
    /// <exception cref="DataFormatException">The recording is malformed.</exception>
    public static long Write(IRecordedFeed feed, string path)
    {
        ArgumentNullException.ThrowIfNull(feed);
        var timestamp = new NumberColumn<long>("timestamp_ns");
        var (kind, instrument, side) = (new TextColumn("kind"), new TextColumn("instrument"), new TextColumn("side"));
        var (price, quantity) = (new NumberColumn<double>("price"), new NumberColumn<double>("quantity"));
        var (priceUnits, lots) = (new NumberColumn<long>("price_units"), new NumberColumn<long>("quantity_lots"));
        var (order, other) = (new NumberColumn<ulong>("order_id"), new NumberColumn<ulong>("other_id"));
        var (flags, position) = (new NumberColumn<int>("flags"), new NumberColumn<long>("position"));
        var (prices, quantities) = (
            UnitScale.OfDecimals(feed.Units.PriceDecimals), UnitScale.OfDecimals(feed.Units.QuantityDecimals));
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["marketsim.table"] = "recorded messages: one row each",
            ["marketsim.time"] = feed.Clock == DataClock.Unix ? "nanoseconds since 1970-01-01 UTC"
                : "nanoseconds after midnight",
            ["marketsim.unit"] = FormattableString.Invariant(
                $"one price unit is {prices.Whole(1)}, one lot is {quantities.Whole(1)}"),
        };
        using var table = new ParquetTable(
            path, metadata, timestamp, kind, instrument, side, price, quantity, priceUnits, lots, order, other,
            flags, position);
        long count = 0;
        for (; feed.TryRead(out var message); count++)
        {
            timestamp.Add(message.Timestamp);
            kind.Add(DataConvert.NameOf(message.Kind));
            instrument.Add(DataConvert.InstrumentOf(feed, message));
            side.Add(DataConvert.SideOf(message));
            price.Add(prices.Whole(message.Price));
            quantity.Add(quantities.Whole(message.Quantity));
            priceUnits.Add(message.Price);
            lots.Add(message.Quantity);
            order.Add(message.Order);
            other.Add(message.Other);
            flags.Add((int)message.Flags);
            position.Add(message.Position);
            table.EndRow();
        }

        table.Complete();
        return count;
    }
}
