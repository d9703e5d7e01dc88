using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A whole surface of seven numbers that is free of arbitrage: what a maker of options quotes from.</summary>
/// <remarks>
/// Source: Gatheral and Jacquier (2014), "Arbitrage-free SVI volatility surfaces", section 4: w = ½θ (1 + ρφk + √((φk + ρ)² + 1 - ρ²))
/// with φ(θ) = η θ^-γ (1 + θ)^(γ-1). Their remark 4.4: no butterfly where η (1 + |ρ|) ≤ 2 and γ ≤ ½, and no calendar spread where the
/// at-the-money variance θ rises, which it does here: the variance a year reverts from its short to its long level, θ = v∞T + (v₀ -
/// v∞)(1 - e^(-κT))/κ.
/// </remarks>
public sealed class SsviSurface : IVolatilitySurface
{
    private readonly ForwardPrices _forwards;
    private readonly double _short;
    private readonly double _long;
    private readonly double _reversion;
    private readonly double _rho;
    private readonly double _eta;
    private readonly double _gamma;

    /// <summary>A surface.</summary>
    /// <param name="shortVolatility">At the money, of the nearest expiry; above 0.</param>
    /// <param name="longVolatility">At the money, of the furthest expiry; above 0.</param>
    /// <param name="reversion">How fast, a year, the one becomes the other; above 0.</param>
    /// <param name="rho">Skew: negative where low strikes are dearer; between -1 and 1.</param>
    /// <param name="eta">Strength of skew and smile; above 0.</param>
    /// <param name="gamma">How it fades with time; from 0 to ½.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range, or the surface would not be free of
    /// arbitrage.</exception>
    public SsviSurface(
        ForwardPrices forwards, double shortVolatility, double longVolatility, double reversion = 2, double rho = -0.5,
        double eta = 1, double gamma = 0.4)
    {
        PricingGuard.Positive(shortVolatility, "short volatility");
        PricingGuard.Positive(longVolatility, "long volatility");
        (_short, _long) = (shortVolatility * shortVolatility, longVolatility * longVolatility);
        _reversion = PricingGuard.Positive(reversion, "speed of reversion");
        _rho = PricingGuard.Between(rho, -0.999999, 0.999999, "skew rho");
        _eta = PricingGuard.Positive(eta, "strength eta");
        _gamma = PricingGuard.Between(gamma, 0, 0.5, "fading gamma");
        _forwards = forwards;
        if (eta * (1 + Math.Abs(rho)) > 2)
        {
            throw new ArgumentException("The surface is free of butterfly arbitrage only where η (1 + |ρ|) is at most 2.");
        }
    }

    /// <inheritdoc/>
    public double Volatility(double strike, double years)
        => Math.Sqrt(TotalVariance(_forwards.LogMoneyness(strike, years), years) / years);

    /// <summary>Total variance at a log moneyness and a time.</summary>
    public double TotalVariance(double k, double years)
    {
        var theta = (_long * years) - ((_short - _long) * PortableMath.ExpMinusOne(-_reversion * years) / _reversion);
        var phi = _eta * PortableMath.Pow(theta, -_gamma) * PortableMath.Pow(1 + theta, _gamma - 1);
        var tilted = (phi * k) + _rho;
        return 0.5 * theta * (1 + (_rho * phi * k) + Math.Sqrt((tilted * tilted) + 1 - (_rho * _rho)));
    }

    /// <summary>The smile of one expiry in Gatheral's raw form.</summary>
    public SviSlice Slice(double years)
    {
        var theta = TotalVariance(0, PricingGuard.Positive(years, "time to expiry in years"));
        var phi = _eta * PortableMath.Pow(theta, -_gamma) * PortableMath.Pow(1 + theta, _gamma - 1);
        var rest = Math.Sqrt(1 - (_rho * _rho));
        return new SviSlice(0.5 * theta * rest * rest, 0.5 * theta * phi, _rho, -_rho / phi, rest / phi);
    }
}
