using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>One step of a binomial tree: how far up and down, how likely, and what a step's wait costs.</summary>
internal readonly record struct TreeStep(int Count, double Length, double Up, double Down, double Chance, double Discount)
{
    public static TreeStep Of(in OptionInputs i, int count, TreeMoves moves)
    {
        var length = i.Years / count;
        var growth = PortableMath.Exp(i.Carry * length);
        var discount = PortableMath.Exp(-i.Rate * length);
        if (moves == TreeMoves.LeisenReimer)
        {
            var s = i.TotalVolatility;
            var d1 = (i.LogMoneyness / s) + (0.5 * s);
            var (withShare, chance) = (Inversion(d1, count), Inversion(d1 - s, count));
            if (chance is > 1e-12 and < 1 - 1e-12)
            {
                return new TreeStep(
                    count, length, growth * withShare / chance, growth * (1 - withShare) / (1 - chance), chance, discount);
            }

            // So far from the money that the centred tree would be one-sided: the plain one serves.
        }

        var up = PortableMath.Exp(i.Volatility * Math.Sqrt(length));
        var probability = (growth - (1 / up)) / (up - (1 / up));
        return probability is >= 0 and <= 1
            ? new TreeStep(count, length, up, 1 / up, probability, discount)
            : throw new ArgumentException("The tree needs more steps: a step's growth must lie between its two moves.");
    }

    /// <summary>Peizer and Pratt's second inversion of the binomial distribution, for an odd count.</summary>
    private static double Inversion(double z, int count)
    {
        var scaled = z / (count + (1.0 / 3) + (0.1 / (count + 1)));
        var root = Math.Sqrt(0.25 * -PortableMath.ExpMinusOne(-scaled * scaled * (count + (1.0 / 6))));
        return z < 0 ? 0.5 - root : 0.5 + root;
    }
}
