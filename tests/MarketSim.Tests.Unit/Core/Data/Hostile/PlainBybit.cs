using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Bybit order book history read the plain way.</summary>
internal static class PlainBybit
{
    public static void Messages(byte[] bytes, List<RecordedMessage> messages)
    {
        // Twice, as the reader does: once for how fine the numbers are, once for the messages.
        var events = new List<(RecordedMessage Message, bool IsSnapshot, List<(Side Side, string Price, string Quantity)> Levels)>();
        var lines = PlainText.Lines(bytes);
        var symbol = "";
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at].Length > 0)
            {
                events.Add(Event(lines[at], at + 1, ref symbol));
            }
        }

        var levels = events.SelectMany(each => each.Levels).ToList();
        var priceDecimals = levels.Select(each => PlainText.Decimals(each.Price)).DefaultIfEmpty(0).Max();
        var quantityDecimals = levels.Select(each => PlainText.Decimals(each.Quantity)).DefaultIfEmpty(0).Max();
        Refusal.Unless(priceDecimals <= 18 && quantityDecimals <= 18);
        foreach (var (message, isSnapshot, parts) in events)
        {
            var made = isSnapshot ? [message with { Kind = RecordedKind.Clear }] : new List<RecordedMessage>();
            foreach (var (side, price, quantity) in parts)
            {
                var (at, lots) = (PlainText.Exact(price, priceDecimals), PlainText.Exact(quantity, quantityDecimals));
                Refusal.Unless(at > 0 && lots >= 0);
                made.Add(message with { Kind = RecordedKind.Level, Side = side, Price = at, Quantity = lots });
            }

            if (made.Count > 0)
            {
                made[^1] = made[^1] with { Flags = made[^1].Flags | RecordedFlags.EndOfEvent };
            }

            messages.AddRange(made);
        }
    }

    private static (RecordedMessage Message, bool IsSnapshot, List<(Side Side, string Price, string Quantity)> Levels) Event(
        string line, int number, ref string symbol)
    {
        var outer = Once(new PlainJson(line).Object(), "type", "ts", "data");
        Refusal.Unless(outer["data"][0] == '{');
        var data = Once(new PlainJson(outer["data"]).Object(), "s", "b", "a", "u");
        Refusal.Unless(outer["type"] is "\"snapshot\"" or "\"delta\"");
        var isSnapshot = outer["type"] == "\"snapshot\"";
        var name = data["s"];
        Refusal.Unless(name.Length is > 2 and <= 66 && name[0] == '"' && !name.Contains('\\') && name.All(char.IsAscii));
        Refusal.Unless(symbol.Length == 0 || symbol == name);
        symbol = name;
        var (time, update) = (PlainText.Integer(outer["ts"]), PlainText.Integer(data["u"]));
        Refusal.Unless(time is >= 0 and <= long.MaxValue / 1_000_000 && update >= 0);
        var message = new RecordedMessage
        {
            Timestamp = time * 1_000_000, Other = (ulong)update, Position = number,
            Flags = isSnapshot ? RecordedFlags.Snapshot : RecordedFlags.None,
        };
        return (message, isSnapshot, [.. Levels(data["b"], Side.Buy), .. Levels(data["a"], Side.Sell)]);
    }

    private static Dictionary<string, string> Once(List<(string Name, string Value)> members, params string[] names)
    {
        var found = new Dictionary<string, string>();
        foreach (var (name, value) in members)
        {
            Refusal.Unless(!names.Contains(name) || found.TryAdd(name, value));
        }

        Refusal.Unless(found.Count == names.Length);
        return found;
    }

    private static IEnumerable<(Side Side, string Price, string Quantity)> Levels(string json, Side side)
    {
        Refusal.Unless(json[0] == '[');
        foreach (var level in new PlainJson(json).List())
        {
            Refusal.Unless(level[0] == '[');
            var pair = new PlainJson(level).List();
            Refusal.Unless(pair.Count == 2 && pair.All(each => each[0] == '"'));
            yield return (side, pair[0][1..^1], pair[1][1..^1]);
        }
    }
}
