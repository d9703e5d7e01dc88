using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>How a ZIP trader learns; ranges are those from which each trader draws its own.</summary>
public sealed record ZeroIntelligencePlusOptions
{
    /// <summary>Who it is.</summary>
    public AuctionTraderOptions Trader { get; init; } = new();

    /// <summary>β: how far the price moves towards its target at once; the lower and upper end of the range.</summary>
    public (double Low, double High) LearningRate { get; init; } = (0.1, 0.5);

    /// <summary>γ: how much of the last move is repeated.</summary>
    public (double Low, double High) Momentum { get; init; } = (0, 0.1);

    /// <summary>µ at the beginning: the fraction of the limit by which a price is more favourable.</summary>
    public (double Low, double High) Margin { get; init; } = (0.05, 0.35);

    /// <summary>R: how far a target lies from what was heard at most, as a fraction of it.</summary>
    public double RelativeStep { get; init; } = 0.05;

    /// <summary>A: the same in price units.</summary>
    public double AbsoluteStepTicks { get; init; } = 5;
}

/// <summary>Adapts its profit margin to what is called out (ZIP).</summary>
/// <remarks>
/// Source: Cliff (1997), "Minimal-intelligence agents for bargaining behaviors in market-based environments", HPL-97-91, sections 4 and
/// 5. Price p = λ(1 + µ) of limit λ and margin µ. Whoever would have traded at an accepted price asks for more; whoever would not, or is
/// undercut by his own side, for less: Δ = β(τ − p), Γ' = γΓ + (1 − γ)Δ, p' = p + Γ', towards the target τ = R·q + A a little beyond what
/// was heard. The absolute step was 0.05 of a currency unit; here five cents.
/// </remarks>
public sealed class ZeroIntelligencePlus(StrategySetting setting, ZeroIntelligencePlusOptions options)
    : AuctionTrader(setting, options.Trader)
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        .. AuctionTraderOptions.Specs,
        StrategyOption.Number("learning-rate-low", "0.1", 0, 1, "β: how far its price moves towards a target at once, at least."),
        StrategyOption.Number("learning-rate-high", "0.5", 0, 1, "β at most; each trader draws its own."),
        StrategyOption.Number("momentum-low", "0", 0, 1, "γ: how much of its last move is repeated, at least."),
        StrategyOption.Number("momentum-high", "0.1", 0, 1, "γ at most."),
        StrategyOption.Number("margin-low", "0.05", 0, 1, "µ at the beginning, at least.", "fraction of the limit"),
        StrategyOption.Number("margin-high", "0.35", 0, 1, "µ at the beginning, at most.", "fraction of the limit"),
        StrategyOption.Number("relative-step", "0.05", 0, 1, "How far a target lies from what was heard at most.", "fraction of it"),
        StrategyOption.Number("absolute-step-ticks", "5", 0, 1e9, "The same besides.", "price units"),
    ],
    (setting, options) => new ZeroIntelligencePlus(setting, new ZeroIntelligencePlusOptions
    {
        Trader = AuctionTraderOptions.Of(options),
        LearningRate = (options.Number("learning-rate-low"), options.Number("learning-rate-high")),
        Momentum = (options.Number("momentum-low"), options.Number("momentum-high")),
        Margin = (options.Number("margin-low"), options.Number("margin-high")),
        RelativeStep = options.Number("relative-step"), AbsoluteStepTicks = options.Number("absolute-step-ticks"),
    }));

    private bool _isReady;
    private double _learningRate;
    private double _momentum;
    private double _lastMove;

    /// <summary>µ: of a seller zero or more, of a buyer from −1 to zero.</summary>
    public double Margin { get; private set; }

    /// <inheritdoc/>
    protected override bool HearsWhatStands => true;

    /// <inheritdoc/>
    protected override Price? Choose(Price limit, Quote? quote, MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        Prepare(view.Random);
        return Called(limit);
    }

    /// <inheritdoc/>
    protected override void Hear(in Shout shout, MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        Prepare(view.Random);

        // Who has sold out goes on asking for more where prices allow it, for the limit of his last unit.
        var limit = Limit ?? Values.Limits[^1];
        var mine = PriceOf(limit);
        double heard = shout.Price.Ticks;

        // By the price as it would be called out, which is a whole one: his own shout is his own price.
        var called = Called(limit);
        var wouldTrade = Role == Side.Buy ? called >= shout.Price : called <= shout.Price;
        var couldNot = Role == Side.Buy ? called <= shout.Price : called >= shout.Price;
        if (shout.IsAccepted && wouldTrade)
        {
            MoveTowards(heard, limit, mine, isForMore: true, view.Random);
        }
        else if (Limit is not null && couldNot && shout.Side == (shout.IsAccepted ? Role.Opposite() : Role))
        {
            MoveTowards(heard, limit, mine, isForMore: false, view.Random);
        }
    }

    private Price Called(Price limit) => Price.FromDouble(PriceOf(limit), Role == Side.Buy ? Rounding.Down : Rounding.Up);

    private double PriceOf(Price limit) => limit.Ticks * (1 + Margin);

    private void MoveTowards(double heard, Price limit, double mine, bool isForMore, Rng random)
    {
        // A seller wants more by a higher price, a buyer by a lower one.
        var sign = isForMore == (Role == Side.Sell) ? 1 : -1;
        var relative = 1 + (sign * options.RelativeStep * random.NextDouble());
        var target = (relative * heard) + (sign * options.AbsoluteStepTicks * random.NextDouble());
        _lastMove = (_momentum * _lastMove) + ((1 - _momentum) * _learningRate * (target - mine));
        var margin = ((mine + _lastMove) / limit.Ticks) - 1;
        Margin = Role == Side.Sell ? Math.Max(0, margin) : Math.Clamp(margin, -1, 0);
    }

    private void Prepare(Rng random)
    {
        if (!_isReady)
        {
            _isReady = true;
            _learningRate = random.NextUniform(options.LearningRate.Low, options.LearningRate.High);
            _momentum = random.NextUniform(options.Momentum.Low, options.Momentum.High);
            Margin = -Role.Sign() * random.NextUniform(options.Margin.Low, options.Margin.High);
        }
    }
}
