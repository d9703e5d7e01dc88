using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>Order sizes as people choose them.</summary>
internal static class Sizes
{
    /// <summary>A size around a typical one: half of the time exactly that, else log-normal with a heavy upper tail.</summary>
    /// <returns>At least one lot, rounded up to a multiple of the step.</returns>
    public static Quantity Draw(Rng random, long typicalLots, long lotStep)
    {
        var drawn = random.Chance(0.5)
            ? typicalLots
            : (long)Rounding.Up.Apply(typicalLots * random.NextLogNormal(-0.32, 0.8));
        var lots = Math.Clamp(drawn, 1, typicalLots * 50);
        return new Quantity((lots + lotStep - 1) / lotStep * lotStep);
    }

    /// <summary>A size with a power-law tail, as sizes of trades and of whole decisions have.</summary>
    /// <param name="random">The stream.</param>
    /// <param name="tailExponent">α: the chance of more than x lots falls as x^-α.</param>
    /// <param name="smallest">The smallest size in lots, and the unit of the law.</param>
    /// <param name="largest">Where it is cut off, in lots.</param>
    /// <param name="lotStep">The instrument's; sizes are whole multiples of twenty steps, as people like round numbers.</param>
    /// <returns>At least twenty steps.</returns>
    public static Quantity DrawPareto(Rng random, double tailExponent, long smallest, long largest, long lotStep)
    {
        var drawn = (long)Math.Min(random.NextPareto(tailExponent, smallest), largest);
        var round = RoundSteps * lotStep;
        return new Quantity(Math.Max(1, drawn / round) * round);
    }

    private const long RoundSteps = 20;

    /// <summary>The part of a wish that a long-only account can carry out at a price; of futures and perpetuals, long or short, a position
    /// that its money would pay in full.</summary>
    public static Quantity Affordable(Market.MarketView view, InstrumentId instrument, Side side, Price worst, Quantity wish)
    {
        var terms = view.Instruments[instrument.Value];
        if (terms is Future or Perpetual)
        {
            var worth = Math.Max(1, Math.Abs(terms.QuoteAmount(worst, new Quantity(1)).Minor));
            var room = (view.Cash(instrument).Minor / worth) - (side.Sign() * view.Position(instrument).Lots);
            return Quantity.Min(wish, new Quantity(Math.Max(0, room) / terms.LotStep * terms.LotStep));
        }

        if (side == Side.Sell)
        {
            return Quantity.Min(wish, new Quantity(Math.Max(0, view.Position(instrument).Lots)));
        }

        var cost = terms.QuoteAmount(worst, new Quantity(1)).Minor;
        return cost <= 0 ? wish : Quantity.Min(wish, new Quantity(Math.Max(0, view.Cash(instrument).Minor / cost)));
    }

    /// <summary>As many lots as a part of the money in the account pays for at a price, in whole lot steps.</summary>
    public static Quantity PaidWith(Market.MarketView view, InstrumentId instrument, Price price, double fraction)
    {
        var terms = view.Instruments[instrument.Value];
        var money = (long)(view.Cash(instrument).Minor * fraction);
        var affordable = (Int128)money * terms.TickValueDenominator / ((Int128)Math.Max(1, price.Ticks) * terms.TickValueNumerator);
        var lots = (long)Int128.Clamp(affordable, 0, terms.MaxOrder.Lots);
        return new Quantity(lots / terms.LotStep * terms.LotStep);
    }
}
