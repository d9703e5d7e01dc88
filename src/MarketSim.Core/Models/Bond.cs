namespace MarketSim.Core;

/// <summary>A bond, quoted clean in percent of par. One lot is one note of <see cref="FaceValue"/>.</summary>
/// <remarks>Give <see cref="Instrument.TickValueNumerator"/> and its denominator so that price units (of a percent) times notes
/// yield minor units: face value in minor units / 100 / 10^PriceDecimals.</remarks>
public sealed record Bond : Instrument
{
    /// <summary>Par value of one note in minor units of the quote currency.</summary>
    public required Money FaceValue { get; init; }

    /// <summary>Annual coupon in parts per million of par.</summary>
    public int CouponPartsPerMillion { get; init; }
}
