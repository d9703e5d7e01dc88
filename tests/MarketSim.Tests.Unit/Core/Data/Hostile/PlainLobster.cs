using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>LOBSTER files read the plain way.</summary>
internal static class PlainLobster
{
    public static void Messages(byte[] bytes, List<RecordedMessage> messages)
    {
        var lines = PlainText.Lines(bytes);
        for (var number = 1; number <= lines.Count; number++)
        {
            var line = lines[number - 1];
            if (number > 1 || !PlainText.BeginsWithLetter(line))
            {
                messages.Add(Message(line.Split(','), number));
            }
        }
    }

    public static void Book(byte[] bytes, List<RecordedMessage> messages)
    {
        var lines = PlainText.Lines(bytes);
        var width = 0;
        for (var number = 1; number <= lines.Count; number++)
        {
            if (number == 1 && PlainText.BeginsWithLetter(lines[0]))
            {
                continue;
            }

            var fields = lines[number - 1].Split(',');
            Refusal.Unless(fields.Length % 4 == 0 && (width == 0 || fields.Length == width));
            width = fields.Length;
            var row = new List<RecordedMessage>();
            for (var at = 0; at < width; at += 2)
            {
                row.Add(Level(fields[at], fields[at + 1], at % 4 == 0 ? Side.Sell : Side.Buy, number));
            }

            foreach (var side in new[] { Side.Buy, Side.Sell })
            {
                var levels = row.Where(level => level.Side == side).ToList();
                Refusal.Unless(levels.SkipWhile(level => level.Quantity > 0).All(level => level.Quantity == 0));
                var prices = levels.Where(level => level.Quantity > 0).Select(level => level.Price * -side.Sign()).ToList();
                Refusal.Unless(prices.Zip(prices.Skip(1)).All(pair => pair.First < pair.Second));
            }

            messages.AddRange(row);
        }
    }

    private static RecordedMessage Message(string[] fields, int line)
    {
        Refusal.Unless(fields.Length is 6 or 7);
        var time = PlainText.Nearest(fields[0], 9);
        var type = fields[1] is [>= '1' and <= '7'] ? fields[1][0] - '0' : throw new Refusal();
        var (order, size, price, direction) =
            (PlainText.Integer(fields[2]), PlainText.Integer(fields[3]), PlainText.Integer(fields[4]), PlainText.Integer(fields[5]));
        Refusal.Unless(time is >= 0 and < 86_400_000_000_000 && order >= -1 && size is >= 0 and <= int.MaxValue);
        Refusal.Unless(price is >= -1 and < 9_999_999_999 && direction is >= -1 and <= 1);
        Refusal.Unless(type > 5 || (size > 0 && price > 0 && direction != 0));
        Refusal.Unless(type > 4 || order > 0);
        Refusal.Unless(type != 7 || price is -1 or 0 or 1);
        RecordedKind[] kinds =
        [
            RecordedKind.Add, RecordedKind.Reduce, RecordedKind.Delete, RecordedKind.Execute, RecordedKind.Trade, RecordedKind.Cross,
            RecordedKind.Status,
        ];
        return new RecordedMessage
        {
            Kind = kinds[type - 1], Side = direction < 0 ? Side.Sell : Side.Buy, Timestamp = time, Order = (ulong)Math.Max(0, order),
            Flags = type < 6 ? RecordedFlags.EndOfEvent : RecordedFlags.EndOfEvent | RecordedFlags.NoSide,
            Price = type == 7 ? 0 : price, Quantity = type != 7 ? size : price == -1 ? 0 : price == 0 ? 2 : 1, Position = line,
        };
    }

    private static RecordedMessage Level(string priceText, string sizeText, Side side, int line)
    {
        var (price, size) = (PlainText.Integer(priceText), PlainText.Integer(sizeText));
        var isEmpty = price == 9_999_999_999 * -side.Sign();
        Refusal.Unless(isEmpty ? size == 0 : size > 0 && price is > 0 and < 9_999_999_999);
        return new RecordedMessage
        {
            Kind = RecordedKind.Level, Side = side, Price = isEmpty ? 0 : price, Quantity = size, Position = line,
        };
    }
}
