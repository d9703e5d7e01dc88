using System.Text.Json;

namespace MarketSim.Core;

/// <summary>The properties of a Bitstamp event that matter, each as its bytes in the line.</summary>
internal ref struct BitstampFields
{
    public ReadOnlySpan<byte> Id;
    public ReadOnlySpan<byte> Price;
    public ReadOnlySpan<byte> Amount;
    public ReadOnlySpan<byte> OrderType;

    /// <exception cref="JsonException">The text is not one JSON object, or names one of these properties
    /// twice.</exception>
    public static BitstampFields Find(ReadOnlySpan<byte> json)
    {
        var fields = default(BitstampFields);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not an object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueIsEscaped ? default : reader.ValueSpan;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var value = json[start..(int)reader.BytesConsumed];
            if (name.SequenceEqual("id"u8))
            {
                Set(ref fields.Id, value);
            }
            else if (name.SequenceEqual("price"u8))
            {
                Set(ref fields.Price, value);
            }
            else if (name.SequenceEqual("amount"u8))
            {
                Set(ref fields.Amount, value);
            }
            else if (name.SequenceEqual("order_type"u8))
            {
                Set(ref fields.OrderType, value);
            }
        }

        if (reader.Read())
        {
            throw new JsonException("more than one object");
        }

        return fields;
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
