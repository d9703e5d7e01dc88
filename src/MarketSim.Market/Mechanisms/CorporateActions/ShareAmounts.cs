using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Amounts a share and prices of an instrument, converted exactly. An amount is in millionths of a minor unit.</summary>
internal readonly struct ShareAmounts(Instrument instrument)
{
    public const long Million = 1_000_000;

    private readonly Int128 _lotsPerShare = LotsPerShare(instrument);

    /// <summary>What a position in lots gets of an amount a share, half up to the minor unit; negative for a short one.</summary>
    public long Total(long lots, Int128 amount)
        => Money.FromInt128(Rounding.HalfUp.Divide(lots * amount, _lotsPerShare * Million)).Minor;

    /// <summary>A price less an amount a share, in price units.</summary>
    public long Less(Price price, Int128 amount, Rounding rounding)
        => (long)rounding.Divide((price.Ticks * UnitNumerator) - (amount * instrument.TickValueDenominator), UnitNumerator);

    /// <summary>The amount a share that a price is.</summary>
    public Int128 AmountOf(Price price)
        => Rounding.HalfUp.Divide(price.Ticks * UnitNumerator, instrument.TickValueDenominator);

    /// <summary>The part of a price that an amount a share is.</summary>
    public decimal PartOf(Price price, Int128 amount)
        => (decimal)(amount * instrument.TickValueDenominator) / (decimal)(price.Ticks * UnitNumerator);

    /// <summary>What so many parts of a lot are worth at a price, half up to the minor unit.</summary>
    public long ValueOf(Price price, Int128 parts, Int128 ofLot)
        => Money.FromInt128(Rounding.HalfUp.Divide(
            price.Ticks * parts * instrument.TickValueNumerator, ofLot * instrument.TickValueDenominator)).Minor;

    // Millionths of a minor unit that one price unit is worth for a whole share, times the denominator of the tick value.
    private Int128 UnitNumerator => instrument.TickValueNumerator * _lotsPerShare * Million;

    private static Int128 LotsPerShare(Instrument instrument)
    {
        var lots = Int128.One;
        for (var i = 0; i < instrument.QuantityDecimals; i++)
        {
            lots *= 10;
        }

        return lots;
    }
}
