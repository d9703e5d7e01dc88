namespace MarketSim.Market;

/// <summary>A position in a perpetual or future that stands with its own margin alone.</summary>
/// <param name="Entry">Average price of entry; above 0.</param>
/// <param name="Size">Positive for a long position, negative for a short one; not 0.</param>
/// <param name="Margin">Set aside for it; not negative.</param>
/// <remarks>Source: liquidation-price documentation of Binance's futures. The long position is closed where margin + profit is the
/// maintenance margin of the notional at that price.</remarks>
public readonly record struct IsolatedMargin(decimal Entry, decimal Size, decimal Margin)
{
    /// <summary>The price at which the position is liquidated, at a given rate and amount: for a long one (entry × q - margin - amount) /
    /// (q (1 - rate)), for a short one (entry × q + margin + amount) / (q (1 + rate)).</summary>
    /// <returns>Not rounded; 0 or less where a long position can never be.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public decimal LiquidationPrice(decimal rate, decimal amount)
    {
        var q = Quantity;
        PricingGuard.NotNegative(rate, "maintenance rate");
        PricingGuard.Positive(1 - rate, "maintenance rate taken from 1");
        return Size > 0
            ? ((Entry * q) - Margin - amount) / (q * (1 - rate))
            : ((Entry * q) + Margin + amount) / (q * (1 + rate));
    }

    /// <summary>The same where rate and amount are those of the notional at the liquidation price itself.</summary>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public decimal LiquidationPrice(MarginTiers tiers)
    {
        // Equity less maintenance is continuous and moves one way with the price, so that exactly one step holds at its own price.
        var price = LiquidationPrice(tiers.Tiers[0].Rate, tiers.Amounts[0]);
        for (var k = 0; k < tiers.Tiers.Count; k++)
        {
            price = LiquidationPrice(tiers.Tiers[k].Rate, tiers.Amounts[k]);
            if (k == tiers.Tiers.Count - 1 || price * Quantity < tiers.Tiers[k + 1].Floor)
            {
                break;
            }
        }

        return price;
    }

    /// <summary>The price at which the margin is used up: beyond it somebody else pays.</summary>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public decimal BankruptPrice => Size > 0 ? Entry - (Margin / Quantity) : Entry + (Margin / Quantity);

    /// <summary>Profit at a price; negative for a loss.</summary>
    public decimal Profit(decimal price) => (price - Entry) * Size;

    /// <summary>The place in the queue of automatic deleveraging: return on the margin × leverage for a position in profit, return over
    /// leverage for one at a loss; the highest is closed first.</summary>
    /// <exception cref="ArgumentException">A number is out of its range, or nothing is left of the margin.</exception>
    public decimal DeleveragingScore(decimal mark)
    {
        var profit = Profit(mark);
        var equity = PricingGuard.Positive(Margin + profit, "margin with profit of a position in the deleveraging queue");
        var leverage = PricingGuard.Positive(mark, "mark") * Quantity / equity;
        var share = profit / (Entry * Quantity);
        return profit >= 0 ? share * leverage : share / leverage;
    }

    private decimal Quantity
    {
        get
        {
            PricingGuard.Positive(Entry, "entry price");
            PricingGuard.NotNegative(Margin, "margin");
            return PricingGuard.Positive(Math.Abs(Size), "size of the position");
        }
    }
}
