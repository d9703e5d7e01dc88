using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>Trades on a model of direction that was trained beforehand: looks as often as the model was taught to, and goes long or short
/// where the model is sure enough.</summary>
/// <remarks>Source: Friedman (2001), "Greedy function approximation: a gradient boosting machine", for the model
/// (<see cref="BatchDirectionModel"/>); what it sees is listed in <see cref="DirectionFeatures"/>.</remarks>
public sealed class BatchDirection : IStrategy
{
    private readonly StrategySetting _setting;
    private readonly string _path;
    private readonly DirectionTrade _trade;
    private DirectionLooks? _looks;
    private IDirectionModel? _model;

    /// <summary>Trades one instrument.</summary>
    /// <param name="setting">What it trades.</param>
    /// <param name="path">The file of the model; empty for the one that comes with the program.</param>
    /// <param name="options">How a chance becomes a position.</param>
    public BatchDirection(StrategySetting setting, string path, DirectionTradeOptions options)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        (_setting, _path) = (setting, path);
        _trade = new DirectionTrade(setting, options);
        if (path.Length > 0)
        {
            // A file that is missing or is something else is told before anything begins.
            Load();
        }
    }

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        new OptionSpec
        {
            Name = "model", Kind = OptionKind.Text, Default = "",
            Summary = "The file of a model that 'marketsim train direction' has written; the usual one if empty.",
        },
        .. DirectionTradeOptions.Specs,
    ],
    (setting, values) => new BatchDirection(setting, values.Text("model"), DirectionTradeOptions.From(values)));

    /// <inheritdoc/>
    public FeedKind Feed => FeedKind.Quotes | FeedKind.Trades;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        Load();
        return _looks!.Next(view);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        Load();
        _ = _looks!.Look(view);
        if (view.QuoteOf(_setting.Instrument) is { IsTwoSided: true } quote)
        {
            _trade.Act(_model!.ChanceOfRise(_looks.Sampler.Seen), quote, view, orders);
        }
    }

    /// <inheritdoc/>
    public void OnTrade(TradePrint trade, MarketView view, OrderPad orders) => _looks?.Take(trade);

    private void Load()
    {
        if (_looks is not null)
        {
            return;
        }

        var taught = DirectionModels.Taught(_path);
        _model = taught.Model;
        _looks = new DirectionLooks(_setting.Instrument, taught.Interval, taught.Horizon);
    }
}
