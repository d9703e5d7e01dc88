using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A value that moves as information arrives: a geometric Brownian motion run by the clock of an
/// <see cref="InformationFlow"/>, with a jump at each piece of news.</summary>
/// <remarks>d ln F = σ A(t)^(γ/2) dW + news. Source: Clark (1973); the variance is stochastic and persistent because the flow is. The mean
/// of the diffusive part is kept by its drift of -σ²A^γ/2.</remarks>
public sealed class InformationDrivenValue : FundamentalValue
{
    private readonly InformationFlow _flow;
    private readonly double _paceExponent;
    private readonly Rng _random;
    private readonly SimDuration _step;
    private readonly double _variancePerStep;
    private SimTime _now = SimTime.Zero;
    private int _nextNews;

    /// <summary>A path over the flow's day.</summary>
    /// <param name="start">Its value at the beginning, in price units.</param>
    /// <param name="volatilityPerRootSecond">σ: standard deviation of the log return of a second of mean pace.</param>
    /// <param name="flow">The pace of information.</param>
    /// <param name="paceExponent">γ: the variance of a second grows as A^γ; 1 in the paper.</param>
    /// <param name="step">Length of a step.</param>
    /// <param name="random">Its stream, which nobody else may draw from.</param>
    public InformationDrivenValue(double start, double volatilityPerRootSecond, InformationFlow flow, double paceExponent, SimDuration step, Rng random)
        : base(start, step)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(volatilityPerRootSecond);
        _flow = flow;
        _paceExponent = paceExponent;
        _random = random;
        _step = step;
        _variancePerStep = volatilityPerRootSecond * volatilityPerRootSecond * step.ToSeconds();
    }

    /// <inheritdoc/>
    protected override double Next(double value)
    {
        var variance = _variancePerStep * PortableMath.Pow(_flow.At(_now), _paceExponent);
        _now += _step;
        var change = (Math.Sqrt(variance) * _random.NextNormal()) - (variance / 2);
        for (; _nextNews < _flow.News.Count && _flow.News[_nextNews].Time <= _now; _nextNews++)
        {
            change += _flow.News[_nextNews].LogReturn;
        }

        return value * PortableMath.Exp(change);
    }
}
