namespace MarketSim.Core;

/// <summary>What one unit of a recording's integer prices and quantities is worth: a power of ten, so that
/// every number of the file converts exactly.</summary>
/// <param name="PriceDecimals">A price unit is 10 to the minus this; from 0 to 18.</param>
/// <param name="QuantityDecimals">A lot unit is 10 to the minus this; from 0 to 18.</param>
public readonly record struct DataUnits(int PriceDecimals, int QuantityDecimals)
{
    /// <summary>The most decimals that a unit can have.</summary>
    public const int MostDecimals = 18;

    /// <summary>A price as exact decimal text.</summary>
    public string ShowPrice(long price) => DecimalText.Show(price, PriceDecimals);

    /// <summary>A quantity as exact decimal text.</summary>
    public string ShowQuantity(Int128 quantity) => DecimalText.Show(quantity, QuantityDecimals);
}

/// <summary>Which clock a recording's timestamps are on.</summary>
public enum DataClock
{
    /// <summary>Nanoseconds after midnight of the trading day, in the venue's time zone.</summary>
    SinceMidnight,

    /// <summary>Nanoseconds since 1970-01-01 00:00:00 UTC.</summary>
    Unix,
}
