namespace MarketSim.Market;

/// <summary>The price at which a position comes under its maintenance requirement.</summary>
/// <remarks>Long: DR / (1 - m) a share. Short: CR / (1 + m) a share where the requirement is a part of the price. Source: MARKET rules,
/// section 8.</remarks>
internal static class MarginCallPrice
{
    /// <summary>Solves for the price.</summary>
    /// <param name="credit">Money for each share besides the position: negative is a debit.</param>
    /// <param name="isLong">Whether shares are held; else they are sold short.</param>
    /// <param name="margin">The requirement of one share at a price: a broken line.</param>
    /// <returns>None where no positive price would do.</returns>
    public static decimal? Of(decimal credit, bool isLong, Func<decimal, decimal> margin)
    {
        decimal Room(decimal price) => credit + (isLong ? price : -price) - margin(price);
        if (isLong ? credit >= 0 : credit <= 0)
        {
            return null;
        }

        // The room grows (long) or falls (short) with the price: first a bracket, then halving, then the line within.
        var (low, high) = (0m, Math.Max(1, Math.Abs(credit)));
        for (var i = 0; i < 60 && Room(high) < 0 == isLong; i++)
        {
            (low, high) = (high, high * 2);
        }

        for (var i = 0; i < 80; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Room(middle) < 0 == isLong ? (middle, high) : (low, middle);
        }

        var price = decimal.Round((low + high) / 2, 12);
        return price;
    }
}
