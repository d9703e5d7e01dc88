using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a trader does that learns directions as it goes.</summary>
public sealed record OnlineDirectionOptions
{
    /// <summary>Between two looks; positive.</summary>
    public SimDuration Interval { get; init; } = SimDuration.FromSeconds(1);

    /// <summary>How many looks ahead it foretells; positive.</summary>
    public int Horizon { get; init; } = 5;

    /// <summary>After how many samples it learns.</summary>
    public int BatchSize { get; init; } = 20;

    /// <summary>How many samples it learns from before it trades.</summary>
    public int WarmUp { get; init; } = 200;

    /// <summary>How far a sample moves the weights; positive.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Weight of the square of the weights in what is minimised; not negative.</summary>
    public double Shrinkage { get; init; } = 0.001;

    /// <summary>How a chance becomes a position.</summary>
    public DirectionTradeOptions Trade { get; init; } = new();
}

/// <summary>Learns while it trades where the price goes: looks at even intervals, learns from what became of its earlier looks, and goes
/// long or short where it has come to be sure enough.</summary>
/// <remarks>Source: Bottou (2010), "Large-scale machine learning with stochastic gradient descent", for the learner
/// (<see cref="OnlineDirectionModel"/>); what it sees is listed in <see cref="DirectionFeatures"/>. It begins knowing nothing, and is judged by
/// what it knew before each look.</remarks>
public sealed class OnlineDirection : IStrategy
{
    private readonly StrategySetting _setting;
    private readonly OnlineDirectionOptions _options;
    private readonly DirectionLooks _looks;
    private readonly DirectionTrade _trade;
    private readonly List<DirectionSample> _batch = [];
    private IDirectionLearner? _model;

    /// <summary>Trades one instrument.</summary>
    public OnlineDirection(StrategySetting setting, OnlineDirectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(options);
        (_setting, _options) = (setting, options);
        _looks = new DirectionLooks(setting.Instrument, options.Interval, options.Horizon);
        _trade = new DirectionTrade(setting, options.Trade);
    }

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("interval", "1s", "Between two looks.") with { Min = 0.001 },
        StrategyOption.Count("horizon", "5", "How many looks ahead it foretells."),
        StrategyOption.Count("batch-size", "20", "After how many looks with an outcome it learns."),
        StrategyOption.Count("warm-up", "200", "How many outcomes it learns from before it trades.", from: 0, to: 1_000_000),
        StrategyOption.Number("learning-rate", "0.01", 1e-6, 10, "How far an outcome moves the weights."),
        StrategyOption.Number("shrinkage", "0.001", 0, 1, "Weight of the square of the weights in what is minimised."),
        .. DirectionTradeOptions.Specs,
    ],
    (setting, values) => new OnlineDirection(setting, new OnlineDirectionOptions
    {
        Interval = values.Duration("interval"), Horizon = (int)values.Integer("horizon"), BatchSize = (int)values.Integer("batch-size"),
        WarmUp = (int)values.Integer("warm-up"), LearningRate = values.Number("learning-rate"), Shrinkage = values.Number("shrinkage"),
        Trade = DirectionTradeOptions.From(values),
    }));

    /// <inheritdoc/>
    public FeedKind Feed => FeedKind.Quotes | FeedKind.Trades;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view) => _looks.Next(view);

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);

        // Not before the first look: loading the package takes as long as many a whole run.
        _model ??= DirectionModels.NewLearner(_options.LearningRate, _options.Shrinkage);
        if (_looks.Look(view) is { } sample)
        {
            _batch.Add(sample);
            if (_batch.Count >= _options.BatchSize)
            {
                _model.Learn(_batch);
                _batch.Clear();
            }
        }

        if (_model.Learned >= _options.WarmUp && view.QuoteOf(_setting.Instrument) is { IsTwoSided: true } quote)
        {
            _trade.Act(_model.ChanceOfRise(_looks.Sampler.Seen), quote, view, orders);
        }
    }

    /// <inheritdoc/>
    public void OnTrade(TradePrint trade, MarketView view, OrderPad orders) => _looks.Take(trade);
}
