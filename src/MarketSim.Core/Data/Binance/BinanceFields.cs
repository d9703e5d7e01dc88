using System.Text.Json;

namespace MarketSim.Core;

/// <summary>The properties of a Binance message that matter, each as its bytes in the line. What they mean
/// depends on others, so nothing is converted before all are found.</summary>
internal ref struct BinanceFields
{
    public ReadOnlySpan<byte> Event;
    public ReadOnlySpan<byte> EventTime;
    public ReadOnlySpan<byte> TradeTime;
    public ReadOnlySpan<byte> Symbol;
    public ReadOnlySpan<byte> FirstUpdate;
    public ReadOnlySpan<byte> LastUpdate;
    public ReadOnlySpan<byte> PreviousUpdate;
    public ReadOnlySpan<byte> SnapshotUpdate;
    public ReadOnlySpan<byte> Bids;
    public ReadOnlySpan<byte> Asks;
    public ReadOnlySpan<byte> BidQuantity;
    public ReadOnlySpan<byte> AskQuantity;
    public ReadOnlySpan<byte> Number;
    public ReadOnlySpan<byte> Price;
    public ReadOnlySpan<byte> Quantity;
    public ReadOnlySpan<byte> BuyerIsMaker;

    /// <summary>Finds the properties of a message, which may be wrapped as {"stream":…,"data":{…}}.</summary>
    /// <exception cref="JsonException">The text is not one JSON object, or names a property twice.</exception>
    public static BinanceFields Find(ReadOnlySpan<byte> json)
    {
        var fields = default(BinanceFields);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not an object");
        }

        fields.Object(ref reader, json, mayWrap: true);
        if (reader.Read())
        {
            throw new JsonException("more than one object");
        }

        return fields;
    }

    private void Object(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, bool mayWrap)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.HasValueSequence || reader.ValueIsEscaped ? default : reader.ValueSpan;
            reader.Read();
            if (mayWrap && reader.TokenType == JsonTokenType.StartObject && name.SequenceEqual("data"u8))
            {
                Object(ref reader, json, mayWrap: false);
                continue;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            Keep(name, json[start..(int)reader.BytesConsumed]);
        }
    }

    private void Keep(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        switch (name)
        {
            case [(byte)'e']: Set(ref Event, value); break;
            case [(byte)'E']: Set(ref EventTime, value); break;
            case [(byte)'T']: Set(ref TradeTime, value); break;
            case [(byte)'s']: Set(ref Symbol, value); break;
            case [(byte)'U']: Set(ref FirstUpdate, value); break;
            case [(byte)'u']: Set(ref LastUpdate, value); break;
            case [(byte)'p', (byte)'u']: Set(ref PreviousUpdate, value); break;
            case [(byte)'b']: Set(ref Bids, value); break;
            case [(byte)'a']: Set(ref Asks, value); break;
            case [(byte)'B']: Set(ref BidQuantity, value); break;
            case [(byte)'A']: Set(ref AskQuantity, value); break;
            case [(byte)'t']: Set(ref Number, value); break;
            case [(byte)'p']: Set(ref Price, value); break;
            case [(byte)'q']: Set(ref Quantity, value); break;
            case [(byte)'m']: Set(ref BuyerIsMaker, value); break;
            case var _ when name.SequenceEqual("bids"u8): Set(ref Bids, value); break;
            case var _ when name.SequenceEqual("asks"u8): Set(ref Asks, value); break;
            case var _ when name.SequenceEqual("lastUpdateId"u8): Set(ref SnapshotUpdate, value); break;
        }
    }

    private static void Set(ref ReadOnlySpan<byte> field, ReadOnlySpan<byte> value)
    {
        if (field.Length > 0)
        {
            throw new JsonException("a property that is named twice");
        }

        field = value;
    }
}
