using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>NASDAQ ITCH 5.0 read the plain way, from a table of the specification's fields.</summary>
internal static class PlainItch
{
    private static readonly Dictionary<char, int> Lengths = new()
    {
        ['S'] = 12, ['R'] = 39, ['H'] = 25, ['Y'] = 20, ['L'] = 26, ['V'] = 35, ['W'] = 12, ['K'] = 28, ['J'] = 35, ['h'] = 21,
        ['A'] = 36, ['F'] = 40, ['E'] = 31, ['C'] = 36, ['X'] = 23, ['D'] = 19, ['U'] = 35, ['P'] = 44, ['Q'] = 40, ['B'] = 19,
        ['I'] = 50, ['N'] = 20, ['O'] = 48,
    };

    public static void Messages(byte[] bytes, List<RecordedMessage> messages)
    {
        for (var at = 0; at < bytes.Length;)
        {
            Refusal.Unless(bytes.Length - at >= 3 && Lengths.TryGetValue((char)bytes[at + 2], out _));
            var length = Lengths[(char)bytes[at + 2]];
            var framed = (bytes[at] * 256) + bytes[at + 1];
            Refusal.Unless(framed == 0 || framed == length);
            Refusal.Unless(bytes.Length - at - 2 >= length);
            if (Message(bytes[(at + 2)..(at + 2 + length)], at) is { } message)
            {
                messages.Add(message);
            }

            at += 2 + length;
        }
    }

    private static RecordedMessage? Message(byte[] body, long position)
    {
        ulong Number(int start, int length) => body[start..(start + length)].Aggregate(0UL, (number, each) => (number * 256) + each);
        Side Direction(int at) => body[at] == 'B' ? Side.Buy : body[at] == 'S' ? Side.Sell : throw new Refusal();

        var time = Number(5, 6);
        Refusal.Unless(time < 86_400_000_000_000);
        var plain = new RecordedMessage
        {
            Timestamp = (long)time, Instrument = (int)Number(1, 2), Position = position, Flags = RecordedFlags.EndOfEvent,
            Order = body.Length > 18 ? Number(11, 8) : 0,
        };
        switch ((char)body[0])
        {
            case 'A' or 'F':
                return plain with { Kind = RecordedKind.Add, Side = Direction(19), Quantity = (long)Number(20, 4), Price = (long)Number(32, 4) };
            case 'E':
                return plain with { Kind = RecordedKind.Execute, Quantity = (long)Number(19, 4), Other = Number(23, 8) };
            case 'C':
                Refusal.Unless(body[31] is (byte)'Y' or (byte)'N');
                return plain with
                {
                    Kind = RecordedKind.Execute, Quantity = (long)Number(19, 4), Other = Number(23, 8), Price = (long)Number(32, 4),
                    Flags = body[31] == 'N' ? RecordedFlags.EndOfEvent | RecordedFlags.NotPrintable : RecordedFlags.EndOfEvent,
                };
            case 'X':
                return plain with { Kind = RecordedKind.Reduce, Quantity = (long)Number(19, 4) };
            case 'D':
                return plain with { Kind = RecordedKind.Delete };
            case 'U':
                return plain with { Kind = RecordedKind.Replace, Other = Number(19, 8), Quantity = (long)Number(27, 4), Price = (long)Number(31, 4) };
            case 'P':
                return plain with
                {
                    Kind = RecordedKind.Trade, Side = Direction(19), Quantity = (long)Number(20, 4), Price = (long)Number(32, 4), Other = Number(36, 8),
                };
            case 'Q':
                Refusal.Unless(Number(11, 8) <= long.MaxValue);
                return plain with
                {
                    Kind = RecordedKind.Cross, Order = 0, Quantity = (long)Number(11, 8), Price = (long)Number(27, 4), Other = Number(31, 8),
                    Flags = RecordedFlags.EndOfEvent | RecordedFlags.NoSide,
                };
            case 'B':
                return plain with { Kind = RecordedKind.Break, Order = 0, Other = Number(11, 8) };
            case 'H':
                var state = "HQTP".IndexOf((char)body[19]);
                Refusal.Unless(state >= 0);
                return plain with { Kind = RecordedKind.Status, Order = 0, Quantity = state == 2 ? 1 : state == 1 ? 2 : 0 };
            default:
                return null;
        }
    }
}
