using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What all makers share whose quotes follow from their inventory and the time that is left.</summary>
public sealed record InventoryMakerOptions
{
    /// <summary>Time between looks at the market; it also requotes after each fill.</summary>
    public SimDuration Interval { get; init; } = SimDuration.FromSeconds(1);

    /// <summary>Lots of an order: one unit of the inventory that the models count.</summary>
    public long Lots { get; init; } = 1;

    /// <summary>The position that counts as inventory zero, in lots.</summary>
    public long TargetLots { get; init; }

    /// <summary>The largest inventory, in units on either side: at it the side that would add to it is not quoted.</summary>
    public int MostUnits { get; init; } = 1_000;

    /// <summary>The model's unit of time: volatility and arrival rate are counted per horizon, and a horizon follows another.</summary>
    public SimDuration Horizon { get; init; } = SimDuration.FromHours(6) + SimDuration.FromMinutes(30);

    /// <summary>Whether it quotes around the fundamental value, as a middle price that everybody sees and nobody moves, instead of
    /// the middle of the quotes.</summary>
    public bool FollowsFundamental { get; init; }
}

/// <summary>Quotes one bid and one offer at distances from the middle that a model gives for its inventory and the time left.</summary>
/// <remarks>A model counts money in units of the quote currency and inventory in orders; here they become prices and lots.</remarks>
public abstract class InventoryMaker : IStrategy
{
    /// <summary>What can be set of all of them.</summary>
    private protected static readonly IReadOnlyList<OptionSpec> SharedOptions =
    [
        StrategyOption.Duration("interval", "1s", "Time between looks at the market; it also requotes after each fill."),
        StrategyOption.Lots("lots", "1", "Size of an order: one unit of inventory."),
        StrategyOption.Lots("target-lots", "0", "The position that counts as inventory zero.", from: 0),
        StrategyOption.Count("most-units", "1000", "The largest inventory in orders, on either side.", to: 1_000_000),
        StrategyOption.Duration("horizon", "6.5h", "The model's unit of time, after which it begins anew."),
        StrategyOption.Choice("middle", "quotes", ["quotes", "fundamental"], "Around what it quotes: the middle of the quotes, or the fundamental value."),
    ];

    private readonly StrategySetting _setting;
    private readonly InventoryMakerOptions _options;
    private readonly StandingQuotes _quotes;
    private bool _hasBegun;

    /// <summary>A maker of one instrument.</summary>
    protected InventoryMaker(StrategySetting setting, InventoryMakerOptions options)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(options);
        (_setting, _options) = (setting, options);
        _quotes = new StandingQuotes(setting.Instrument);
    }

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);

        if (!_hasBegun)
        {
            _hasBegun = true;
            return new SimTime(view.Now.Nanoseconds + 1);
        }

        // On the grid of the interval, so that it sees each step of a fundamental value that moves on the same grid.
        return new SimTime(((view.Now.Nanoseconds / _options.Interval.Nanoseconds) + 1) * _options.Interval.Nanoseconds);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders) => Requote(view, orders);

    /// <inheritdoc/>
    public void OnReport(in MarketEvent item, MarketView view, OrderPad orders)
    {
        if (item.Kind == EventKind.Traded && item.Instrument == _setting.Instrument)
        {
            Requote(view, orders);
        }
    }

    /// <summary>How far from the middle it bids and offers, in units of the quote currency; negative is beyond the middle.</summary>
    /// <param name="inventory">Units above the target.</param>
    /// <param name="left">The part of the horizon that is left, from 1 down to 0.</param>
    protected abstract (double Bid, double Offer) Distances(double inventory, double left);

    private protected static InventoryMakerOptions Shared(OptionSet values) => new()
    {
        Interval = values.Duration("interval"), Lots = values.Integer("lots"), TargetLots = values.Integer("target-lots"),
        MostUnits = values.Count("most-units"), Horizon = values.Duration("horizon"),
        FollowsFundamental = values.Text("middle") == "fundamental",
    };

    private void Requote(MarketView view, OrderPad orders)
    {
        var terms = view.Instruments[_setting.Instrument.Value];
        var unit = (double)terms.PriceUnit;
        var inventory = (double)(view.Position(_setting.Instrument).Lots - _options.TargetLots) / _options.Lots;
        var horizon = _options.Horizon.Nanoseconds;
        var left = 1 - ((double)(view.Now.Nanoseconds % horizon) / horizon);
        var (below, above) = Distances(inventory, left);
        var middle = Middle(view);
        _quotes.Set(
            view, orders,
            (On(terms, Side.Buy, middle - (below / unit)), new Quantity(inventory >= _options.MostUnits ? 0 : _options.Lots)),
            (On(terms, Side.Sell, middle + (above / unit)), new Quantity(inventory <= -_options.MostUnits ? 0 : _options.Lots)));
    }

    private double Middle(MarketView view)
        => _options.FollowsFundamental ? _setting.Fundamental.At(view.Now)
            : view.QuoteOf(_setting.Instrument) is { } quote && Quotes.TryMiddle(quote, out var seen) ? seen.Ticks
            : _setting.Reference.Ticks;

    private static Price On(Instrument terms, Side side, double price)
        => Quotes.OnTick(terms, side, Price.FromDouble(
            Math.Clamp(price, terms.MinPrice.Ticks, terms.MaxPrice.Ticks), side == Side.Buy ? Rounding.Down : Rounding.Up));
}
