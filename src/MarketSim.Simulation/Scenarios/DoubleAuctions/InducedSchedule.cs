using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Supply and demand as an experimenter makes them, and what theory expects of them.</summary>
/// <remarks>Source: Smith (1962), "An experimental study of competitive market behavior": the intersection of the two step functions.
/// </remarks>
public sealed class InducedSchedule
{
    /// <summary>Makes one.</summary>
    /// <param name="values">Redemption values of each buyer's units, in price units, in order of use.</param>
    /// <param name="costs">Costs of each seller's units.</param>
    public InducedSchedule(IReadOnlyList<IReadOnlyList<Price>> values, IReadOnlyList<IReadOnlyList<Price>> costs)
    {
        (Values, Costs) = (values, costs);
        long[] demand = [.. values.SelectMany(units => units).Select(price => price.Ticks).OrderDescending()];
        long[] supply = [.. costs.SelectMany(units => units).Select(price => price.Ticks).Order()];
        while (Units < demand.Length && Units < supply.Length && demand[Units] >= supply[Units])
        {
            Surplus += demand[Units] - supply[Units];
            Units++;
        }

        // Every price between the last that trade and the first that do not clears the market; the middle of these is named.
        var highest = Math.Min(Units == 0 ? long.MaxValue : demand[Units - 1], Units < supply.Length ? supply[Units] : long.MaxValue);
        var lowest = Math.Max(Units == 0 ? 0 : supply[Units - 1], Units < demand.Length ? demand[Units] : 0);
        EquilibriumPrice = highest == long.MaxValue ? lowest : (highest + lowest) / 2.0;
    }

    /// <summary>By buyer and unit.</summary>
    public IReadOnlyList<IReadOnlyList<Price>> Values { get; }

    /// <summary>By seller and unit.</summary>
    public IReadOnlyList<IReadOnlyList<Price>> Costs { get; }

    /// <summary>Units that trade in equilibrium; those that gain nothing by it are counted.</summary>
    public int Units { get; }

    /// <summary>All gains from trade, in price units.</summary>
    public long Surplus { get; }

    /// <summary>The price at which supply meets demand, in price units.</summary>
    public double EquilibriumPrice { get; }

    /// <summary>What the units of one bring him if all trade at the equilibrium price that gain by it.</summary>
    public double EquilibriumProfit(Side role, IReadOnlyList<Price> limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return limits.Sum(limit => Math.Max(0, role.Sign() * (limit.Ticks - EquilibriumPrice)));
    }

    /// <summary>Reads the units of traders.</summary>
    /// <param name="text">Traders separated by commas, units of a trader by slashes: <c>200,190/150,180</c>. In currency units.</param>
    /// <param name="priceDecimals">Decimals of a price unit.</param>
    /// <exception cref="FormatException">Something in it is no price, or it is empty.</exception>
    public static IReadOnlyList<IReadOnlyList<Price>> Parse(string text, int priceDecimals)
    {
        ArgumentNullException.ThrowIfNull(text);
        var traders = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return traders.Length == 0
            ? throw new FormatException("A schedule names a trader at least, such as '200,190/150,180'.")
            : [.. traders.Select(trader => (IReadOnlyList<Price>)[.. trader.Split('/').Select(unit => PriceOf(unit, priceDecimals))])];
    }

    private static Price PriceOf(string text, int decimals)
        => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number * MarketUnits.Pow10(decimals) is var ticks && ticks == decimal.Truncate(ticks) && ticks is > 0 and < 1_000_000_000
            ? new Price((long)ticks)
            : throw new FormatException(
                $"'{text}' is no value or cost; accepted are prices such as 200 or 149.50, traders separated by commas and their units by slashes.");
}
