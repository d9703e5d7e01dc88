using System.Text.Json;

namespace MarketSim.Core;

/// <summary>Prices and quantities of a recording written as decimal text, as integers of its units; or, in a scan, what units
/// they need. Hot.</summary>
internal sealed class DecimalFields(LineReader lines, DataUnits units, bool isScan)
{
    private int _priceDecimals;
    private int _quantityDecimals;

    /// <summary>The coarsest units for what a scan has seen; trailing zeros do not count.</summary>
    public DataUnits Needed
        => new(Math.Min(_priceDecimals, DataUnits.MostDecimals), Math.Min(_quantityDecimals, DataUnits.MostDecimals));

    /// <summary>A price from zero up; in a scan any value.</summary>
    /// <exception cref="DataFormatException">It is no such number, finer than the units or too large for 64 bits.</exception>
    public long Price(ReadOnlySpan<byte> text)
    {
        if (isScan)
        {
            _priceDecimals = Math.Max(_priceDecimals, AsciiNumber.DecimalsNeeded(text));
            return 1;
        }

        return AsciiNumber.TryDecimal(text, units.PriceDecimals, out var price) && price >= 0 ? price
            : throw Wrong("the price", text, units.PriceDecimals);
    }

    /// <summary>A quantity from zero up; in a scan any value.</summary>
    /// <exception cref="DataFormatException">It is no such number, finer than the units or too large for 64 bits.</exception>
    public long Quantity(ReadOnlySpan<byte> text)
    {
        if (isScan)
        {
            _quantityDecimals = Math.Max(_quantityDecimals, AsciiNumber.DecimalsNeeded(text));
            return 1;
        }

        return AsciiNumber.TryDecimal(text, units.QuantityDecimals, out var quantity) && quantity >= 0 ? quantity
            : throw Wrong("the quantity", text, units.QuantityDecimals);
    }

    /// <summary>A JSON list of [price, quantity], both as text; the reader stands at its start, afterwards at its end.</summary>
    public void Levels(ref Utf8JsonReader reader, LevelList into)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            var price = reader.Read() && reader.TokenType == JsonTokenType.String ? Price(reader.ValueSpan) : -1;
            var quantity = reader.Read() && reader.TokenType == JsonTokenType.String ? Quantity(reader.ValueSpan) : -1;
            if (price <= 0 || quantity < 0 || !reader.Read() || reader.TokenType != JsonTokenType.EndArray)
            {
                throw NotLevels(reader.ValueSpan);
            }

            into.Add(price, quantity);
        }

        if (reader.TokenType != JsonTokenType.EndArray)
        {
            throw NotLevels(reader.ValueSpan);
        }
    }

    private DataFormatException NotLevels(ReadOnlySpan<byte> found)
        => lines.Wrong("in a list of levels", found, "pairs of texts: a price above zero and a quantity");

    private DataFormatException Wrong(string what, ReadOnlySpan<byte> text, int decimals)
        => lines.Wrong(what, text, $"a decimal number from zero up, with at most {decimals} decimals, that fits into 64 bits");
}
