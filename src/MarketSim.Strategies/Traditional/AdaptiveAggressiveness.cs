using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>Learns how aggressively to bid (AA): soon from every shout, and in the long run from how volatile prices are.</summary>
/// <remarks>
/// Source: Vytelingum, Cliff and Jennings (2008), "Strategic bidding in continuous double auctions", Artificial Intelligence 172, section
/// 4. Its four parts are the estimate of the equilibrium p* from late trades, <see cref="AggressivenessModel"/>, learning, and bidding.
/// r moves towards the aggressiveness that would have made the price heard, a step beyond it: r' = r + β1(δ − r),
/// δ = r_heard ± (λr|r_heard| + λa). θ moves towards θ*(α) of Smith's α of the same trades.
/// </remarks>
public sealed class AdaptiveAggressiveness : AuctionTrader
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
        AdaptiveAggressivenessOptions.Specs,
        (setting, options) => new AdaptiveAggressiveness(setting, AdaptiveAggressivenessOptions.Of(options)));

    private readonly AdaptiveAggressivenessOptions _options;
    private readonly List<double> _trades = [];
    private double _least = double.PositiveInfinity;
    private double _most = double.NegativeInfinity;

    /// <summary>A trader of one instrument.</summary>
    public AdaptiveAggressiveness(StrategySetting setting, AdaptiveAggressivenessOptions options)
        : base(setting, options?.Trader!)
    {
        _options = options!;
        Theta = (options!.ThetaMin + options.ThetaMax) / 2;
    }

    /// <summary>r, from −1 (waits for the best price) to 1 (gives all profit away).</summary>
    public double Aggressiveness { get; private set; }

    /// <summary>θ: how far the price moves with r.</summary>
    public double Theta { get; private set; }

    /// <summary>p*: where it believes supply to meet demand, in price units; NaN before the first trade.</summary>
    public double Equilibrium { get; private set; } = double.NaN;

    /// <inheritdoc/>
    protected override bool HearsWhatStands => true;

    /// <inheritdoc/>
    protected override Price? Choose(Price limit, Quote? quote, MarketView view)
    {
        var own = Best(quote, Role);
        var other = Best(quote, Role.Opposite());
        return IsBeyond(limit, own) ? null
            : double.IsNaN(Equilibrium) ? Begin(limit, own, other)
            : Go(own, other, TargetOf(limit));
    }

    /// <inheritdoc/>
    protected override void Hear(in Shout shout, MarketView view)
    {
        if (shout.IsAccepted)
        {
            Remember(shout.Price.Ticks);
        }

        if (!double.IsNaN(Equilibrium) && Limit is { } limit)
        {
            Adapt(shout, limit);
        }

        if (shout.IsAccepted)
        {
            AdaptTheta();
        }
    }

    // Where his own side is already better than the limit there is nothing to say.
    private bool IsBeyond(Price limit, Price? own) => own is { } best && (Role == Side.Buy ? limit <= best : limit >= best);

    // Before anything is known one goes a third of the way to the nearer of the limit and a little beyond the other side.
    private Price Begin(Price limit, Price? own, Price? other)
    {
        double from = own?.Ticks ?? (Role == Side.Buy ? 0 : Ceiling.Ticks);
        double there = other?.Ticks ?? (Role == Side.Buy ? Ceiling.Ticks : 0);
        var step = (there * _options.RelativeStep) + _options.AbsoluteStep;
        var target = Role == Side.Buy ? Math.Min(limit.Ticks, there + step) : Math.Max(limit.Ticks, there - step);
        return Rounded(from + ((target - from) / _options.Approach), limit);
    }

    private Price? Go(Price? own, Price? other, double target)
    {
        var limit = Limit!.Value;
        if (other is { } offered && (Role == Side.Buy ? offered.Ticks <= target : offered.Ticks >= target))
        {
            return offered;
        }

        // Behind his own side he would never be heard.
        if (own is { } standing && (Role == Side.Buy ? standing.Ticks >= target : standing.Ticks <= target))
        {
            return null;
        }

        double from = own?.Ticks ?? (Role == Side.Buy ? 0 : Ceiling.Ticks);
        return Rounded(from + ((target - from) / _options.Approach), limit);
    }

    private Price Rounded(double price, Price limit) => Role == Side.Buy
        ? new Price(Math.Min(limit.Ticks, Price.FromDouble(price, Rounding.Up).Ticks))
        : new Price(Math.Max(limit.Ticks, Price.FromDouble(price, Rounding.Down).Ticks));

    private double TargetOf(Price limit)
        => AggressivenessModel.Target(Role, limit.Ticks, Equilibrium, Ceiling.Ticks, Theta, Aggressiveness);

    private void Adapt(in Shout shout, Price limit)
    {
        double price = shout.Price.Ticks;
        var target = TargetOf(limit);
        var wouldTrade = Role == Side.Buy ? target >= price : target <= price;
        if (!shout.IsAccepted && (shout.Side != Role || wouldTrade))
        {
            return;
        }

        var heard = AggressivenessModel.Of(Role, limit.Ticks, Equilibrium, Ceiling.Ticks, Theta, price);
        var step = (_options.RelativeStep * Math.Abs(heard)) + _options.AbsoluteStep;
        var desired = heard + (wouldTrade ? -step : step);
        Aggressiveness = Math.Clamp(Aggressiveness + (_options.ShortTermRate * (desired - Aggressiveness)), -1, 1);
    }

    private void Remember(double price)
    {
        if (_trades.Count == _options.Window)
        {
            _trades.RemoveAt(0);
        }

        _trades.Add(price);
        var (sum, weights, weight) = (0.0, 0.0, 1.0);
        for (var i = _trades.Count - 1; i >= 0; i--)
        {
            sum += weight * _trades[i];
            weights += weight;
            weight *= _options.Decay;
        }

        Equilibrium = sum / weights;
    }

    private void AdaptTheta()
    {
        var squares = 0.0;
        foreach (var price in _trades)
        {
            squares += (price - Equilibrium) * (price - Equilibrium);
        }

        var alpha = Math.Sqrt(squares / _trades.Count) / Equilibrium;
        (_least, _most) = (Math.Min(_least, alpha), Math.Max(_most, alpha));
        var volatility = _most > _least ? (alpha - _least) / (_most - _least) : 0;
        var suited = AggressivenessModel.ThetaFor(volatility, _options.Gamma, _options.ThetaMin, _options.ThetaMax);
        Theta += _options.LongTermRate * (suited - Theta);
    }
}
