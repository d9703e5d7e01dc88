using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Binance recordings read the plain way.</summary>
internal static class PlainBinance
{
    private static readonly string[] Known =
        ["e", "E", "T", "s", "U", "u", "pu", "b", "a", "B", "A", "t", "p", "q", "m", "bids", "asks", "lastUpdateId"];

    public static void Messages(byte[] bytes, List<RecordedMessage> messages)
    {
        // Twice, as the readers do: once for how fine the numbers are, once for the messages.
        var scan = new Pass(null);
        scan.Read(bytes, []);
        new Pass((scan.PriceDecimals, scan.QuantityDecimals)).Read(bytes, messages);
    }

    private sealed class Pass((int Price, int Quantity)? units)
    {
        private readonly List<(long Previous, long Last, List<RecordedMessage> Levels)> _held = [];
        private string _symbol = "";
        private long _now;
        private long _book = -1;
        private bool _isBroken;

        public int PriceDecimals { get; private set; }

        public int QuantityDecimals { get; private set; }

        public void Read(byte[] bytes, List<RecordedMessage> messages)
        {
            var lines = PlainText.Lines(bytes);
            for (var at = 0; at < lines.Count; at++)
            {
                if (lines[at].Length > 0)
                {
                    Line(lines[at], at + 1, messages);
                }
            }
        }

        private void Line(string line, int number, List<RecordedMessage> messages)
        {
            var brace = line.IndexOf('{');
            Refusal.Unless(brace >= 0);
            Refusal.Unless(brace == 0 || line[brace - 1] == ' ');
            var received = brace == 0 ? 0 : Time(line[..(brace - 1)]);
            var fields = new Dictionary<string, string>();
            Collect(new PlainJson(line[brace..]).Object(), fields, mayWrap: true);
            string? Field(string name) => fields.GetValueOrDefault(name);

            var kind = Field("e") switch
            {
                "\"depthUpdate\"" => "depth",
                "\"bookTicker\"" => "quote",
                "\"trade\"" or "\"aggTrade\"" => "trade",
                null when Field("lastUpdateId") is not null => "snapshot",
                null when Field("u") is not null && Field("B") is not null && Field("A") is not null => "quote",
                _ => "other",
            };
            if (kind == "other")
            {
                return;
            }

            Name(Field("s"));
            var happened = (Field("T") ?? Field("E")) is { } time ? Time(time) : 0;
            var message = new RecordedMessage
            {
                Timestamp = _now = received != 0 ? received : happened != 0 ? happened : _now, Position = number,
                Flags = received != 0 && happened != 0 && kind != "snapshot" ? RecordedFlags.HasDelay : RecordedFlags.None,
                Delay = received != 0 && happened != 0 && kind != "snapshot" ? received - happened : 0,
                Other = (ulong)Update(kind switch { "snapshot" => Field("lastUpdateId"), "trade" => Field("t") ?? Field("a"), _ => Field("u") }),
            };
            var made = new List<RecordedMessage>();
            switch (kind)
            {
                case "trade":
                    made.Add(message with
                    {
                        Kind = RecordedKind.Trade, Price = Price(Field("p")), Quantity = Quantity(Field("q")),
                        Side = Field("m") == "true" ? Side.Buy : Field("m") == "false" ? Side.Sell : throw new Refusal(),
                    });
                    break;
                case "quote":
                    made.Add(message with { Kind = RecordedKind.Quote, Side = Side.Buy, Price = Price(Field("b")), Quantity = Quantity(Field("B")) });
                    made.Add(message with { Kind = RecordedKind.Quote, Side = Side.Sell, Price = Price(Field("a")), Quantity = Quantity(Field("A")) });
                    break;
                default:
                    var previous = kind != "depth" ? 0 : Field("pu") is { } pu ? Update(pu) : Update(Field("U")) - 1;
                    if (kind == "depth")
                    {
                        Update(Field("U"));
                    }
                    else
                    {
                        message = message with { Flags = RecordedFlags.Snapshot };
                        made.Add(message with { Kind = RecordedKind.Clear });
                    }

                    made.AddRange(Levels(Field("b"), message with { Kind = RecordedKind.Level, Side = Side.Buy }));
                    made.AddRange(Levels(Field("a"), message with { Kind = RecordedKind.Level, Side = Side.Sell }));
                    InSequence(kind == "snapshot", previous, (long)message.Other, End(made), messages);
                    return;
            }

            messages.AddRange(End(made));
        }

        private static List<RecordedMessage> End(List<RecordedMessage> made)
        {
            if (made.Count > 0)
            {
                made[^1] = made[^1] with { Flags = made[^1].Flags | RecordedFlags.EndOfEvent };
            }

            return made;
        }

        // Depth waits for a snapshot; after it or after a gap, what a snapshot does not include is given after it, at its time.
        private void InSequence(bool isSnapshot, long previous, long last, List<RecordedMessage> made, List<RecordedMessage> messages)
        {
            List<(long Previous, long Last, List<RecordedMessage> Levels)> events = [(previous, last, made)];
            if (isSnapshot)
            {
                if (_book >= last && !_isBroken)
                {
                    return;
                }

                (_book, _isBroken) = (last, false);
                messages.AddRange(made);
                events = [.. _held];
                _held.Clear();
            }

            foreach (var each in events)
            {
                if (_book < 0)
                {
                    _held.Add(each);
                }
                else if (each.Last > _book)
                {
                    _isBroken |= each.Previous > _book;
                    _book = each.Last;
                    messages.AddRange(each.Levels.Select(level => level with
                    {
                        Timestamp = _now, Delay = isSnapshot ? 0 : level.Delay,
                        Flags = isSnapshot ? level.Flags & ~RecordedFlags.HasDelay : level.Flags,
                    }));
                    if (_isBroken)
                    {
                        _held.Add(each);
                    }
                }
            }
        }

        private static void Collect(List<(string Name, string Value)> members, Dictionary<string, string> fields, bool mayWrap)
        {
            foreach (var (name, value) in members)
            {
                if (mayWrap && name == "data" && value[0] == '{')
                {
                    Collect(new PlainJson(value).Object(), fields, mayWrap: false);
                }
                else if (Known.Contains(name))
                {
                    Refusal.Unless(fields.TryAdd(name is "bids" or "asks" ? name[..1] : name, value));
                }
            }
        }

        private IEnumerable<RecordedMessage> Levels(string? json, RecordedMessage message)
        {
            Refusal.Unless(json is not null && json[0] == '[');
            foreach (var level in new PlainJson(json!).List())
            {
                Refusal.Unless(level[0] == '[');
                var pair = new PlainJson(level).List();
                Refusal.Unless(pair.Count == 2);
                yield return message with { Price = Price(pair[0]), Quantity = Quantity(pair[1]) };
            }
        }

        private long Price(string? json)
        {
            var text = Unquote(json);
            PriceDecimals = Math.Max(PriceDecimals, units is null ? Needed(text) : 0);
            return units is { } given ? NotNegative(PlainText.Exact(text, given.Price)) : 0;
        }

        private long Quantity(string? json)
        {
            var text = Unquote(json);
            QuantityDecimals = Math.Max(QuantityDecimals, units is null ? Needed(text) : 0);
            return units is { } given ? NotNegative(PlainText.Exact(text, given.Quantity)) : 0;
        }

        private void Name(string? json)
        {
            if (json is not null)
            {
                Refusal.Unless(json.Length is > 2 and < 64 && json[0] == '"' && !json.Contains('\\') && json.All(char.IsAscii));
                Refusal.Unless(_symbol.Length == 0 || _symbol == json);
                _symbol = json;
            }
        }

        private static int Needed(string text) => PlainText.Decimals(text) is <= 18 and var decimals ? decimals : throw new Refusal();

        private static long NotNegative(long number) => number >= 0 ? number : throw new Refusal();

        private static long Update(string? json) => NotNegative(PlainText.Integer(json ?? ""));

        private static string Unquote(string? json) => json is ['"', .., '"'] ? json[1..^1] : json ?? "";

        private static long Time(string text)
        {
            var count = NotNegative(PlainText.Integer(text));
            return count < 9_000_000_000_000 ? count * 1_000_000 : count < 9_000_000_000_000_000 ? count * 1_000 : count;
        }
    }
}
