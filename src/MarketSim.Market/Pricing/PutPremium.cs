using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What early exercise adds to a put on a strike of 1, and its first two slopes in the spot.</summary>
/// <remarks>Source: Kim (1990), Review of Financial Studies 3; Carr, Jarrow and Myneni (1992): the interest earned on the strike
/// less the dividends forgone, over the times and prices at which the put will have been exercised.</remarks>
internal readonly record struct PutPremium(double Value, double Delta, double Gamma)
{
    public static PutPremium At(double spot, double rate, double yield, double sigma, PutBoundary boundary, AmericanAccuracy accuracy)
    {
        var (value, delta, gamma) = (0.0, 0.0, 0.0);
        var angles = accuracy.Outer;
        var tau = boundary.Years;
        var (root, logSpot) = (Math.Sqrt(tau), PortableMath.Log(spot));
        for (var k = 0; k < angles.Sines.Length; k++)
        {
            var away = tau * angles.Sines[k] * angles.Sines[k];
            var v = sigma * root * angles.Sines[k];
            var plus = ((logSpot - boundary.LogAt(angles.Cosines[k]) + ((rate - yield) * away)) / v) + (0.5 * v);
            var minus = plus - v;
            var share = 2 * tau * angles.Sines[k] * angles.Cosines[k] * angles.Weights[k];
            var byRate = share * rate * PortableMath.Exp(-rate * away);
            var byYield = share * yield * PortableMath.Exp(-yield * away);
            var (below, above) = (PortableMath.NormalDensity(minus) / v, PortableMath.NormalDensity(plus) / v);
            var held = PortableMath.NormalCdf(-plus);
            value += (byRate * PortableMath.NormalCdf(-minus)) - (byYield * spot * held);
            delta += (byYield * (above - held)) - (byRate * below / spot);
            gamma += (byRate * below * (1 + (minus / v)) / (spot * spot)) + (byYield * above * (1 - (plus / v)) / spot);
        }

        return new PutPremium(value, delta, gamma);
    }
}
