namespace MarketSim.Core;

/// <summary>Tick regimes in force at real venues, for instruments whose price unit is fine enough to express them.</summary>
public static class TickRegimes
{
    // Steps of RTS 11, in millionths of a currency unit: the 1-2-5 scale from 0.0001 to 500.
    private static readonly long[] Scale =
    [
        100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000,
        5_000_000, 10_000_000, 20_000_000, 50_000_000, 100_000_000, 200_000_000, 500_000_000,
    ];

    // Where each of its price ranges begins, in millionths.
    private static readonly long[] Ranges =
    [
        0, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000, 50_000_000, 100_000_000,
        200_000_000, 500_000_000, 1_000_000_000, 2_000_000_000, 5_000_000_000, 10_000_000_000, 20_000_000_000, 50_000_000_000,
    ];

    /// <summary>US equities: 0.01, or for narrow quotes 0.005, at or above 1.00, and 0.0001 below.</summary>
    /// <param name="unitsPerDollar">Price units in a dollar; a multiple of 10,000.</param>
    /// <param name="hasHalfCents">Whether the adopted half-cent tick is in force: it takes effect by date, and for stocks whose
    /// time-weighted quoted spread is at most 0.015.</param>
    /// <remarks>Source: 17 CFR 242.612.</remarks>
    public static TickRegime UsRule612(long unitsPerDollar, bool hasHalfCents = false)
    {
        if (unitsPerDollar < 10_000 || unitsPerDollar % 10_000 != 0)
        {
            throw new ArgumentException(
                $"Price units per dollar was {unitsPerDollar}; a multiple of 10,000 is needed to express 0.0001.", nameof(unitsPerDollar));
        }

        return new((0, unitsPerDollar / 10_000), (unitsPerDollar, unitsPerDollar / (hasHalfCents ? 200 : 100)));
    }

    /// <summary>EU and UK shares: the tick by price range and liquidity.</summary>
    /// <param name="averageDailyTransactions">On the most relevant market in terms of liquidity; not negative.</param>
    /// <param name="unitsPerCurrencyUnit">Price units in one unit of currency; a multiple of 10,000.</param>
    /// <remarks>Source: Commission Delegated Regulation (EU) 2017/588, annex. Each price range moves one step up the 1-2-5 scale,
    /// each liquidity band one step down, and nothing is finer than 0.0001.</remarks>
    public static TickRegime EuRts11(int averageDailyTransactions, long unitsPerCurrencyUnit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(averageDailyTransactions);
        if (unitsPerCurrencyUnit < 10_000 || unitsPerCurrencyUnit % 10_000 != 0)
        {
            throw new ArgumentException(
                $"Price units per currency unit was {unitsPerCurrencyUnit}; a multiple of 10,000 is needed to express 0.0001.",
                nameof(unitsPerCurrencyUnit));
        }

        var band = LiquidityBand(averageDailyTransactions);
        var ranges = new (long From, long Step)[Ranges.Length];
        for (var row = 0; row < Ranges.Length; row++)
        {
            // Band 1 of the first row is 0.0005, the third place of the scale; each band further is one place finer.
            var place = Math.Max(0, row + 2 - (band - 1));
            ranges[row] = ((long)((Int128)Ranges[row] * unitsPerCurrencyUnit / 1_000_000),
                (long)((Int128)Scale[place] * unitsPerCurrencyUnit / 1_000_000));
        }

        return new(ranges);
    }

    private static int LiquidityBand(int averageDailyTransactions) => averageDailyTransactions switch
    {
        < 10 => 1,
        < 80 => 2,
        < 600 => 3,
        < 2_000 => 4,
        < 9_000 => 5,
        _ => 6,
    };
}
