using System.Globalization;

namespace MarketSim.Core;

/// <summary>Recorded messages in one neutral table, whatever the format they came in.</summary>
/// <remarks>Columns: timestamp in nanoseconds (on the recording's clock), kind, instrument, side, price and
/// quantity as exact decimal numbers, order, other (a replacement's id, or the venue's number of trade or
/// update), flags, position in the source.</remarks>
public static class DataConvert
{
    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["timestamp_ns", "kind", "instrument", "side", "price", "quantity", "order_id", "other_id", "flags", "position"];

    /// <summary>Writes a recording as CSV with a header, lines ending in a line feed.</summary>
    /// <param name="writer">Flushed at the end, not closed.</param>
    /// <returns>How many messages were written.</returns>
    /// <exception cref="DataFormatException">The recording is malformed; what came before has been
    /// written.</exception>
    public static long WriteCsv(IRecordedFeed feed, TextWriter writer)
    {
        writer.Write(string.Join(',', Columns) + "\n");
        long count = 0;
        for (; feed.TryRead(out var message); count++)
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{message.Timestamp},{NameOf(message.Kind)},{InstrumentOf(feed, message)},{SideOf(message)},"));
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{feed.Units.ShowPrice(message.Price)},{feed.Units.ShowQuantity(message.Quantity)},{message.Order},{message.Other},"));
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{(int)message.Flags},{message.Position}\n"));
        }

        writer.Flush();
        return count;
    }

    /// <summary>The name of a kind in the table: in lower case.</summary>
    public static string NameOf(RecordedKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The side as the table has it: buy, sell, or empty where the message names none.</summary>
    public static string SideOf(in RecordedMessage message)
        => (message.Flags & RecordedFlags.NoSide) != 0
            || message.Kind is RecordedKind.Clear or RecordedKind.Status or RecordedKind.Break
            ? "" : message.Side == Side.Buy ? "buy" : "sell";

    /// <summary>The instrument as the table has it: its name, or its number where the recording has
    /// none.</summary>
    public static string InstrumentOf(IRecordedFeed feed, in RecordedMessage message)
        => feed.NameOf(message.Instrument) is { Length: > 0 } name && name.IndexOfAny([',', '"', '\n', '\r']) < 0
            ? name : message.Instrument.ToString(CultureInfo.InvariantCulture);
}
