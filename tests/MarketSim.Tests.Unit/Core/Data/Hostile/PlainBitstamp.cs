using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Bitstamp's order events and raw log read the plain way.</summary>
internal static class PlainBitstamp
{
    public static void Orders(byte[] bytes, List<RecordedMessage> messages)
    {
        var lines = PlainText.Lines(bytes);
        Refusal.Unless(lines.Count > 0 && lines[0] == "id,timestamp,exchange.timestamp,price,volume,action,direction");
        var decimals = lines.Select(line => line.Split(',')).Select(row => row.Length > 3 ? Decimals(row[3]) : 0).Max();
        for (var at = 1; at < lines.Count; at++)
        {
            var fields = lines[at].Split(',');
            Refusal.Unless(fields.Length == 7);
            var order = PlainText.Unsigned(fields[0]);
            Time(fields[2]);
            var (price, volume) = (PlainText.Exact(fields[3], Math.Min(18, decimals)), PlainText.Integer(fields[4]));
            Refusal.Unless(order > 0 && price >= 0 && volume >= 0);
            messages.Add(new RecordedMessage
            {
                Order = order, Timestamp = Time(fields[1]), Price = price, Quantity = volume, Position = at + 1,
                Flags = RecordedFlags.EndOfEvent,
                Kind = fields[5] switch
                {
                    "created" => RecordedKind.Add, "changed" => RecordedKind.Modify, "deleted" => RecordedKind.Delete, _ => throw new Refusal(),
                },
                Side = fields[6] switch { "bid" => Side.Buy, "ask" => Side.Sell, _ => throw new Refusal() },
            });
        }
    }

    public static void Log(byte[] bytes, List<RecordedMessage> messages)
    {
        var lines = PlainText.Lines(bytes);
        var decimals = 0;
        for (var at = 0; at < lines.Count; at++)
        {
            Line(lines[at], at, price => { decimals = Math.Max(decimals, Needed(price)); return 0; });
        }

        for (var at = 0; at < lines.Count; at++)
        {
            if (Line(lines[at], at, price => Number(price, decimals)) is { } message)
            {
                messages.Add(message);
            }
        }
    }

    private static RecordedMessage? Line(string line, int at, Func<string, long> priceOf)
    {
        var parts = line.Split(' ', 3);
        Refusal.Unless(parts.Length == 3);
        var time = Time(parts[0]);
        var kind = parts[1] switch
        {
            "order_created" => RecordedKind.Add, "order_changed" => RecordedKind.Modify, "order_deleted" => RecordedKind.Delete,
            "trade" => RecordedKind.Trade, "order_book" => (RecordedKind?)null, _ => throw new Refusal(),
        };
        var fields = new Dictionary<string, string>();
        foreach (var (name, value) in new PlainJson(parts[2]).Object())
        {
            Refusal.Unless(name is not ("id" or "price" or "amount" or "order_type") || fields.TryAdd(name, value));
        }

        if (kind is null)
        {
            return null;
        }

        var id = PlainText.Unsigned(fields.GetValueOrDefault("id") ?? "");
        Refusal.Unless(id > 0);
        var message = new RecordedMessage
        {
            Kind = kind.Value, Timestamp = time, Flags = RecordedFlags.EndOfEvent, Position = at + 1,
            Price = priceOf(fields.GetValueOrDefault("price") ?? ""), Quantity = Number(fields.GetValueOrDefault("amount") ?? "", 8),
        };
        return kind == RecordedKind.Trade
            ? message with { Other = id, Flags = RecordedFlags.EndOfEvent | RecordedFlags.NoSide }
            : message with
            {
                Order = id, Side = fields.GetValueOrDefault("order_type") switch { "0" => Side.Buy, "1" => Side.Sell, _ => throw new Refusal() },
            };
    }

    private static int Needed(string json)
    {
        var isExact = json is ['"', .., '"'];
        var decimals = Decimals(isExact ? json[1..^1] : json);
        return isExact || decimals <= 8 ? Math.Min(18, decimals) : 0;
    }

    private static int Decimals(string text)
    {
        try
        {
            return PlainText.Decimals(text);
        }
        catch (Refusal)
        {
            return 0;
        }
    }

    private static long Number(string json, int decimals)
    {
        var number = json is ['"', .., '"'] ? PlainText.Exact(json[1..^1], decimals) : PlainText.Nearest(json, decimals);
        return number >= 0 ? number : throw new Refusal();
    }

    private static long Time(string text)
    {
        var milliseconds = PlainText.Integer(text);
        return milliseconds is >= 0 and < 9_000_000_000_000 ? milliseconds * 1_000_000 : throw new Refusal();
    }
}
