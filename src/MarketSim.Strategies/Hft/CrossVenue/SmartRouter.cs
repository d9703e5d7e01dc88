using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a smart order router works.</summary>
public sealed record SmartRouterOptions
{
    /// <summary>All listings of the asset, its own first.</summary>
    public IReadOnlyList<InstrumentId> Listings { get; init; } = [];

    /// <summary>What a taker pays on each of them, in millionths of the value; zero for those behind the end.</summary>
    public IReadOnlyList<double> TakerPpm { get; init; } = [];

    /// <summary>Which side it trades.</summary>
    public Side Side { get; init; } = Side.Buy;

    /// <summary>How much in all, in lots.</summary>
    public long Lots { get; init; } = 10_000;

    /// <summary>How much at each look, in lots.</summary>
    public long SliceLots { get; init; } = 500;

    /// <summary>Time between looks.</summary>
    public SimDuration Interval { get; init; } = SimDuration.FromSeconds(5);
}

/// <summary>Works an order over several exchanges: at each look it takes the displayed quantities, wherever they are, in the order of
/// their prices with fees.</summary>
/// <remarks>Source: Foucault and Menkveld (2008), "Competition for order flow and smart order routing systems"; the order of prices with
/// fees: Cont and Kukanov (2017), "Optimal order placement in limit order markets", section 2, for immediate execution. Its orders are
/// immediate-or-cancel at the prices seen, so it never trades through a better one that it knows of.</remarks>
public sealed class SmartRouter(SmartRouterOptions options) : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Symbols("listings", "The other listings of the asset."),
        StrategyOption.Numbers("taker-ppm", "", "What a taker pays on each, its own first, in millionths of the value."),
        new OptionSpec { Name = "side", Kind = OptionKind.Choice, Default = "buy", Choices = ["buy", "sell"], Summary = "Which side it trades." },
        StrategyOption.Lots("lots", "10000", "How much in all."),
        StrategyOption.Lots("slice-lots", "500", "How much at each look."),
        StrategyOption.Duration("interval", "5s", "Time between looks."),
    ],
    (setting, values) => new SmartRouter(new SmartRouterOptions
    {
        Listings = [setting.Instrument, .. setting.FindAll(values.Text("listings"))], TakerPpm = NumberList.Parse(values.Text("taker-ppm")),
        Side = values.Text("side") == "buy" ? Side.Buy : Side.Sell, Lots = values.Integer("lots"), SliceLots = values.Integer("slice-lots"),
        Interval = values.Duration("interval"),
    }))
    {
        Others = ["listings"],
    };

    private long _done;

    /// <summary>Lots that have been traded.</summary>
    public long Done => _done;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return _done >= options.Lots ? SimTime.Never : view.Now + options.Interval;
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        if (view.OpenOrders.Count > 0)
        {
            // Answers are still on their way; what they bring is not known yet.
            return;
        }

        var left = Math.Min(options.SliceLots, options.Lots - _done);
        foreach (var (listing, touch, shown) in Route(view))
        {
            var lots = Sizes.Affordable(view, listing, options.Side, touch, new Quantity(Math.Min(left, shown.Lots)));
            if (!lots.IsZero)
            {
                orders.Limit(listing, options.Side, touch, lots, TimeInForce.Ioc);
                left -= lots.Lots;
            }
        }
    }

    /// <inheritdoc/>
    public void OnReport(in MarketEvent item, MarketView view, OrderPad orders)
    {
        if (item.Kind == EventKind.Traded)
        {
            _done += item.Quantity.Lots;
        }
    }

    /// <summary>The touches in the order in which they are taken: best price with fees first, then the earlier in the list.</summary>
    internal IReadOnlyList<(InstrumentId Listing, Price Touch, Quantity Shown)> Route(MarketView view)
    {
        var touches = new List<(double Net, InstrumentId Listing, Price Touch, Quantity Shown)>();
        for (var i = 0; i < options.Listings.Count; i++)
        {
            if (view.QuoteOf(options.Listings[i]) is not { } quote)
            {
                continue;
            }

            var (touch, shown) = options.Side == Side.Buy ? (quote.Ask, quote.AskQuantity) : (quote.Bid, quote.BidQuantity);
            if (!shown.IsZero)
            {
                var fee = (i < options.TakerPpm.Count ? options.TakerPpm[i] : 0) * 1e-6 * touch.Ticks;
                touches.Add((options.Side == Side.Buy ? touch.Ticks + fee : -touch.Ticks + fee, options.Listings[i], touch, shown));
            }
        }

        return [.. touches.OrderBy(t => t.Net).Select(t => (t.Listing, t.Touch, t.Shown))];
    }
}
