using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A company's warrants: exercise makes new shares, so that it dilutes those there are.</summary>
/// <param name="Shares">N, shares outstanding before exercise; above 0.</param>
/// <param name="Warrants">M, warrants outstanding; not negative.</param>
/// <param name="SharesPerWarrant">g; above 0.</param>
/// <remarks>Source: Galai and Schneller (1978), J. Finance 33; Hull, "Options, Futures, and Other Derivatives", section on
/// warrants. All warrants are taken to be exercised together, as each holder then wants it.</remarks>
public readonly record struct GalaiSchneller(double Shares, double Warrants, double SharesPerWarrant = 1)
{
    /// <summary>g N / (N + g M): what one warrant's payoff is of g plain ones.</summary>
    public double Dilution
    {
        get
        {
            PricingGuard.Positive(Shares, "number of shares");
            PricingGuard.NotNegative(Warrants, "number of warrants");
            PricingGuard.Positive(SharesPerWarrant, "number of shares per warrant");
            return SharesPerWarrant * Shares / (Shares + (SharesPerWarrant * Warrants));
        }
    }

    /// <summary>What a warrant pays at expiry.</summary>
    /// <param name="equity">V, the value of all shares and warrants together.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public double PayoffAtExpiry(double equity, double strike)
        => Dilution * Math.Max(0, (PricingGuard.NotNegative(equity, "value of the equity") / Shares)
            - PricingGuard.NotNegative(strike, "strike"));

    /// <summary>The price of a share at expiry: after exercise if that pays, and else V/N.</summary>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public double SharePriceAtExpiry(double equity, double strike)
    {
        var created = SharesPerWarrant * Warrants;
        return PayoffAtExpiry(equity, strike) > 0 ? (equity + (created * strike)) / (Shares + created) : equity / Shares;
    }

    /// <summary>The value of a warrant that is announced and not yet in the price of the share.</summary>
    /// <param name="share">A call on one share: its spot is the share price before the announcement.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public double Announced(in OptionInputs share) => Dilution * BlackScholes.Price(share with { Right = OptionRight.Call });

    /// <summary>By how much the announcement lowers the share's price, where nothing is got for the warrants: M W / N.</summary>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public double AnnouncementEffect(in OptionInputs share) => Warrants * Announced(share) / Shares;

    /// <summary>The value of a warrant that is outstanding, its dilution being in the share's price: the W for which W = g N/(N + g M)
    /// × BS(S + (M/N) W).</summary>
    /// <param name="share">A call on one share: its spot is the observed share price, its volatility that of the equity V/N.</param>
    /// <returns>Within 1e-12 of the fixed point or of itself.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public double Outstanding(in OptionInputs share)
    {
        // The right-hand side is convex with a slope below 1, so Newton's method from above comes down to the root in one go.
        var dilution = Dilution;
        var perShare = Warrants / Shares;
        var call = share.Checked() with { Right = OptionRight.Call };
        var w = dilution * share.Spot * (1 + (SharesPerWarrant * perShare));
        for (var step = 0; step < 200; step++)
        {
            var greeks = BlackScholes.Greeks(call with { Spot = call.Spot + (perShare * w) });
            var move = ((dilution * greeks.Price) - w) / (1 - (dilution * perShare * greeks.Delta));
            w = Math.Max(0, w + move);
            if (Math.Abs(move) <= 1e-13 * Math.Max(1, w))
            {
                break;
            }
        }

        return w;
    }
}
