using System.Text;
using System.Text.Json;

namespace MarketSim.Core;

/// <summary>Reads one line of a Bybit order book recording. Unknown fields are passed over; a field that is read may appear once
/// only.</summary>
internal sealed class BybitEvent(LineReader lines, DataUnits units, bool isScan)
{
    private const long MostMilliseconds = long.MaxValue / 1_000_000;

    private readonly LevelList _bids = new();
    private readonly LevelList _asks = new();
    private Fields _seen;
    private byte[] _symbol = [];

    [Flags]
    private enum Fields
    {
        None = 0,
        Type = 1,
        Time = 2,
        Data = 4,
        Symbol = 8,
        Bids = 16,
        Asks = 32,
        Update = 64,
        All = 127,
    }

    public DecimalFields Numbers { get; } = new(lines, units, isScan);

    public bool IsSnapshot { get; private set; }

    /// <summary>Nanoseconds since 1970.</summary>
    public long Time { get; private set; }

    public long Update { get; private set; }

    public ReadOnlySpan<PriceLevel> Bids => _bids.Levels;

    public ReadOnlySpan<PriceLevel> Asks => _asks.Levels;

    public ReadOnlySpan<byte> Symbol => _symbol;

    public void Parse(ReadOnlySpan<byte> json)
    {
        _bids.Clear();
        _asks.Clear();
        _seen = Fields.None;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw lines.Wrong("the message", json, "a JSON object");
            }

            ReadObject(ref reader, isData: false);
            reader.Read();
        }
        catch (JsonException broken)
        {
            throw lines.Wrong("broken JSON", json, $"one JSON object on a line ({broken.Message})", broken);
        }

        if (_seen != Fields.All)
        {
            throw lines.Wrong("not all fields in", json, "type, ts and data with s, b, a and u");
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, bool isData)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueIsEscaped ? default : reader.ValueSpan;
            var field = isData ? FieldOfData(name) : FieldOf(name);
            if ((_seen & field) != 0)
            {
                throw lines.Wrong("again the field", name, "each field once");
            }

            _seen |= field;
            reader.Read();
            ReadValue(ref reader, field);
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, Fields field)
    {
        var text = reader.ValueSpan;
        switch (field)
        {
            case Fields.Type:
                IsSnapshot = text.SequenceEqual("snapshot"u8);
                if (reader.TokenType != JsonTokenType.String || (!IsSnapshot && !text.SequenceEqual("delta"u8)))
                {
                    throw lines.Wrong("the type", text, "snapshot or delta");
                }

                break;
            case Fields.Time:
                var time = Whole(ref reader);
                Time = time <= MostMilliseconds ? time * 1_000_000 : throw lines.Wrong("the time", text, "milliseconds since 1970");
                break;
            case Fields.Data when reader.TokenType == JsonTokenType.StartObject:
                ReadObject(ref reader, isData: true);
                break;
            case Fields.Symbol:
                if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped || text.Length is 0 or > 64 || !Ascii.IsValid(text)
                    || (_symbol.Length > 0 && !text.SequenceEqual(_symbol)))
                {
                    throw lines.Wrong("the symbol", text, "one symbol throughout the recording");
                }

                _symbol = _symbol.Length == 0 ? text.ToArray() : _symbol;
                break;
            case Fields.Bids or Fields.Asks when reader.TokenType == JsonTokenType.StartArray:
                Numbers.Levels(ref reader, field == Fields.Bids ? _bids : _asks);
                break;
            case Fields.Update:
                Update = Whole(ref reader);
                break;
            case Fields.None:
                reader.Skip();
                break;
            default:
                throw lines.Wrong("the value", text, "data as an object, b and a as lists of [price, size]");
        }
    }

    private static Fields FieldOf(ReadOnlySpan<byte> name)
        => name.SequenceEqual("type"u8) ? Fields.Type
            : name.SequenceEqual("ts"u8) ? Fields.Time
            : name.SequenceEqual("data"u8) ? Fields.Data
            : Fields.None;

    private static Fields FieldOfData(ReadOnlySpan<byte> name)
        => name.Length != 1 ? Fields.None : (char)name[0] switch
        {
            's' => Fields.Symbol,
            'b' => Fields.Bids,
            'a' => Fields.Asks,
            'u' => Fields.Update,
            _ => Fields.None,
        };

    private long Whole(ref Utf8JsonReader reader)
        => reader.TokenType == JsonTokenType.Number && AsciiNumber.TryInteger(reader.ValueSpan, out var value) && value >= 0 ? value
            : throw lines.Wrong("the number", reader.ValueSpan, "a whole number from 0 to 2^63 - 1");
}
