using System.Numerics;
using System.Text.RegularExpressions;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>CME market-by-order CSV read the plain way.</summary>
internal static partial class PlainCmeMbo
{
    public static void Messages(byte[] bytes, List<RecordedMessage> messages)
    {
        var lines = PlainText.Lines(bytes);
        Refusal.Unless(lines.Count > 0 && lines[0].Length <= 4096 && lines[0].All(char.IsAscii));
        var names = lines[0].Split(',').ToList();
        var columns = new[] { names.Contains("ts_event_ns") ? "ts_event_ns" : "ts_event", "action", "side", "price", "size", "order_id" };
        Refusal.Unless(columns.All(names.Contains));
        var isNative = names.Contains("rtype");
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToList();
        var decimals = rows.Where(row => row.Length == names.Count).Select(row => Decimals(row[names.IndexOf("price")], isNative))
            .Append(0).Max();
        var (instruments, aggressors) = (new List<ulong>(), new List<ulong>());
        for (var at = 0; at < rows.Count; at++)
        {
            Refusal.Unless(rows[at].Length == names.Count);
            string? Field(string name) => names.IndexOf(name) is >= 0 and var column ? rows[at][column] : null;
            var (action, side) = (Field("action")!, Field("side")!);
            Refusal.Unless(action.Length == 1 && "ACMTFRN".Contains(action[0]) && side is "A" or "B" or "N");
            Refusal.Unless(side != "N" || !"ACM".Contains(action[0]));
            var time = Time(Field(columns[0])!);
            var size = PlainText.Integer(Field("size")!);
            Refusal.Unless(size is >= 0 and <= uint.MaxValue);
            var order = PlainText.Unsigned(Field("order_id")!);
            var bits = Field("flags") is { } flagsText ? PlainText.Integer(flagsText) : 128;
            Refusal.Unless(bits is >= 0 and <= 255);
            var instrument = Field("instrument_id") is { } idText ? Instrument(instruments, PlainText.Unsigned(idText)) : 0;
            var price = Price(Field("price")!, action, isNative, Math.Min(decimals, 18));
            // An order is the aggressor of an event if a trade before it in the event says so.
            aggressors.AddRange(action == "T" && order != 0 ? [order] : []);
            var isAggressor = action is "T" or "F" && aggressors.Contains(order);
            if ((bits & 160) != 0)
            {
                aggressors.Clear();
            }

            var received = action != "R" && (bits & 32) == 0 ? Received(Field("ts_recv_ns") ?? Field("ts_recv")) : null;
            if (action != "N")
            {
                messages.Add(new RecordedMessage
                {
                    Kind = Kind(action, side), Side = side == "A" ? Side.Sell : Side.Buy,
                    Flags = Flags(bits, side, isAggressor) | (received is null ? RecordedFlags.None : RecordedFlags.HasDelay),
                    Delay = received - time ?? 0,
                    Instrument = instrument, Timestamp = time, Order = order, Price = price, Quantity = size, Position = at + 2,
                });
            }
        }
    }

    private static RecordedKind Kind(string action, string side) => action switch
    {
        "A" => RecordedKind.Add, "C" => RecordedKind.Reduce, "M" => RecordedKind.Modify, "F" => RecordedKind.Fill, "R" => RecordedKind.Clear,
        _ => side == "N" ? RecordedKind.Cross : RecordedKind.Trade,
    };

    private static RecordedFlags Flags(long bits, string side, bool isAggressor)
        => ((bits & 160) != 0 ? RecordedFlags.EndOfEvent : 0) | ((bits & 32) != 0 ? RecordedFlags.Snapshot : 0)
            | (side == "N" ? RecordedFlags.NoSide : 0) | (isAggressor ? RecordedFlags.Aggressor : 0);

    private static int Instrument(List<ulong> instruments, ulong id)
    {
        if (!instruments.Contains(id))
        {
            instruments.Add(id);
        }

        return instruments.IndexOf(id);
    }

    private static int Decimals(string price, bool isNative)
    {
        try
        {
            return !isNative || price.Contains('.') ? PlainText.Decimals(price)
                : price == "9223372036854775807" || PlainText.Integer(price) == 0 ? 0
                : Math.Max(0, 9 - (price.Length - price.TrimEnd('0').Length));
        }
        catch (Refusal)
        {
            return 0;
        }
    }

    private static long Price(string text, string action, bool isNative, int decimals)
    {
        if (text is "" or "9223372036854775807" && action is "R" or "N")
        {
            return 0;
        }

        if (!isNative || text.Contains('.'))
        {
            return PlainText.Exact(text, decimals);
        }

        var divisor = BigInteger.Pow(10, Math.Max(0, 9 - decimals));
        var billionths = PlainText.Integer(text);
        Refusal.Unless(billionths % divisor == 0 && decimals <= 9);
        return (long)(billionths / divisor);
    }

    // What cannot be read is not known.
    private static long? Received(string? text)
    {
        try
        {
            return text is null ? null : Time(text);
        }
        catch (Refusal)
        {
            return null;
        }
    }

    private static long Time(string text)
    {
        if (!text.Contains(':'))
        {
            return PlainText.Integer(text) is >= 0 and var nanoseconds ? nanoseconds : throw new Refusal();
        }

        var match = Iso().Match(text);
        Refusal.Unless(match.Success && int.Parse(match.Groups["second"].Value) < 60);
        Refusal.Unless(DateTime.TryParseExact(
            $"{match.Groups["date"].Value} {match.Groups["time"].Value}:{match.Groups["second"].Value}", "yyyy-MM-dd HH:mm:ss", null,
            System.Globalization.DateTimeStyles.None, out var instant));
        Refusal.Unless(instant.Year is >= 1970 and <= 2262);
        var fraction = match.Groups["fraction"].Value.TrimEnd('0');
        Refusal.Unless(fraction.Length <= 9);
        var total = (((BigInteger)(instant - DateTime.UnixEpoch).Ticks) * 100) + long.Parse(fraction.PadRight(9, '0'));
        return total <= long.MaxValue ? (long)total : throw new Refusal();
    }

    [GeneratedRegex(@"\A(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}):(?<second>[0-9]{2})(\.(?<fraction>[0-9]+))?(Z|\+00:00)?\z")]
    private static partial Regex Iso();
}
