using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The arithmetic of a pool that keeps x × y = k: whole smallest units, rounded in the pool's favour, so that k never
/// falls.</summary>
/// <remarks>Source: MARKET rules, section 16; the rule is Uniswap's, version 2.</remarks>
public static class ConstantProduct
{
    /// <summary>The denominator of fees.</summary>
    public const int Million = 1_000_000;

    /// <summary>What a swap gives back: y·in·(1 − fee) / (x + in·(1 − fee)), rounded down.</summary>
    /// <param name="reserveIn">The pool's reserve of what is given; above zero.</param>
    /// <param name="reserveOut">The pool's reserve of what comes back; above zero.</param>
    /// <param name="amountIn">What is given; zero or more.</param>
    /// <param name="feePpm">The fee on what is given, in millionths, 0 to 999,999.</param>
    /// <exception cref="OverflowException">The product leaves 128 bits.</exception>
    public static long AmountOut(long reserveIn, long reserveOut, long amountIn, int feePpm)
    {
        Check(reserveIn, reserveOut, feePpm);
        ArgumentOutOfRangeException.ThrowIfNegative(amountIn);
        var effective = (Int128)amountIn * (Million - feePpm);
        return (long)(reserveOut * effective / (((Int128)reserveIn * Million) + effective));
    }

    /// <summary>What must be given for an amount to come back, rounded up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The pool has no more than that.</exception>
    public static long AmountIn(long reserveIn, long reserveOut, long amountOut, int feePpm)
    {
        Check(reserveIn, reserveOut, feePpm);
        ArgumentOutOfRangeException.ThrowIfNegative(amountOut);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(amountOut, reserveOut);
        var divisor = ((Int128)reserveOut - amountOut) * (Million - feePpm);
        var exact = (Int128)reserveIn * amountOut * Million;
        return (long)((exact + divisor - 1) / divisor);
    }

    /// <summary>What providing liquidity is worth against holding, as a fraction: 2√r / (1 + r) − 1.</summary>
    /// <param name="priceRatio">The price now over the price then; above zero.</param>
    public static double ImpermanentLoss(double priceRatio)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(priceRatio);
        return (2 * Math.Sqrt(priceRatio) / (1 + priceRatio)) - 1;
    }

    /// <summary>The trade that brings a pool without fee to an outside price, and what it earns there.</summary>
    /// <param name="baseReserve">The pool's base asset.</param>
    /// <param name="quoteReserve">The pool's quote asset.</param>
    /// <param name="outsidePrice">The price of the base asset elsewhere, in the quote asset.</param>
    /// <returns>Base asset bought (negative: sold), quote asset paid for it, and the profit at the outside price.</returns>
    public static (double Bought, double Paid, double Profit) ArbitrageTo(
        double baseReserve, double quoteReserve, double outsidePrice)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(baseReserve);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quoteReserve);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outsidePrice);
        var k = baseReserve * quoteReserve;
        var bought = baseReserve - Math.Sqrt(k / outsidePrice);
        var paid = Math.Sqrt(k * outsidePrice) - quoteReserve;
        return (bought, paid, (bought * outsidePrice) - paid);
    }

    private static void Check(long reserveIn, long reserveOut, int feePpm)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reserveIn);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reserveOut);
        ArgumentOutOfRangeException.ThrowIfNegative(feePpm);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(feePpm, Million);
    }
}
