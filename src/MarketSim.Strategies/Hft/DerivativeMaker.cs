using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>Quotes an option, warrant or knock-out product on both sides around its model value, as issuers and options makers are bound
/// to: within a maximum spread, for a minimum size, most of the time.</summary>
/// <remarks>The value follows the middle of the underlying's quote, which it must be able to see; of an index its level. Quotes that are
/// still right keep their place. When the product has ended its orders are refused, and it goes on looking in vain.</remarks>
public sealed class DerivativeMaker(InstrumentId instrument, DerivativeMakerOptions options) : IStrategy
{
    private readonly List<OwnOrder> _own = [];

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Duration("interval", "1s", "Time between looks at the underlying."),
        StrategyOption.Number("max-spread", "2", 0, 200, "Distance of bid and offer; never less than two price units.", "% of the value"),
        StrategyOption.Lots("min-size", "1000", "Lots quoted on each side."),
        StrategyOption.Number("presence", "95", 0, 100, "How much of the time it quotes.", "%"),
        StrategyOption.Number("volatility", "30", 0, 1_000, "Volatility that it prices with.", "% a year"),
        StrategyOption.Number("rate", "3", -100, 1_000, "Interest rate that it prices with, continuously compounded.", "% a year"),
        StrategyOption.Number("yield", "0", -100, 1_000, "Dividend yield that it prices with, continuously compounded.", "% a year"),
        StrategyOption.Number("premium", "0", -100, 1_000, "What it bids and asks above the model.", "% of the value"),
        StrategyOption.Lots("shares-outstanding", "0", "Of a company warrant: shares outstanding; zero for no dilution.", from: 0),
        StrategyOption.Lots("warrants-outstanding", "0", "Of a company warrant: warrants outstanding.", from: 0),
        new()
        {
            Name = "writes", Kind = OptionKind.Flag, Default = "false",
            Summary = "Whether it sells what it does not hold; its account must allow that.",
        },
    ],
    (setting, values) => new DerivativeMaker(setting.Instrument, new DerivativeMakerOptions
    {
        Interval = values.Duration("interval"), Spread = values.Number("max-spread") / 100, Lots = values.Integer("min-size"),
        Presence = values.Number("presence") / 100, Volatility = values.Number("volatility") / 100,
        Rate = values.Number("rate") / 100, Yield = values.Number("yield") / 100, Premium = values.Number("premium") / 100,
        Shares = values.Integer("shares-outstanding"), Warrants = values.Integer("warrants-outstanding"),
        Writes = values.Flag("writes"), Calendar = setting.Calendar,
    }));

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view) => view.Now + options.Interval;

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        var terms = view.Instruments[instrument.Value];
        if (!view.Random.Chance(options.Presence) || DerivativeValue.Of(terms, view, options) is not { } value)
        {
            orders.CancelAll(instrument);
            return;
        }

        var middle = value * (1 + options.Premium);
        var half = Math.Max(1, middle * options.Spread / 2);

        // Rounded inwards, so that the spread that was promised is kept, but for the tick.
        var below = Price.FromDouble(middle - half, Rounding.Up);
        var bid = Quotes.OnTick(terms, Side.Buy, below);
        var offer = Quotes.OnTick(terms, Side.Sell, Price.FromDouble(middle + half, Rounding.Down));

        // Both sides leave before either comes back: a new bid must not meet the old offer.
        var hasBid = below < terms.MinPrice;
        var hasOffer = false;
        _own.Clear();
        _own.AddRange(view.OpenOrders);
        foreach (var order in _own)
        {
            if (order.Instrument == instrument)
            {
                ref var isThere = ref order.Side == Side.Buy ? ref hasBid : ref hasOffer;
                var wanted = order.Side == Side.Buy ? bid : offer;
                if (!isThere && order.Price == wanted && order.Open.Lots >= options.Lots)
                {
                    isThere = true;
                }
                else
                {
                    orders.Cancel(order);
                }
            }
        }

        Place(view, orders, Side.Buy, bid, hasBid);
        Place(view, orders, Side.Sell, offer, hasOffer);
    }

    private void Place(MarketView view, OrderPad orders, Side side, Price price, bool isThere)
    {
        if (!isThere && Size(view, side, price) is { IsZero: false } size)
        {
            orders.Limit(instrument, side, price, size);
        }
    }

    private Quantity Size(MarketView view, Side side, Price price)
        => side == Side.Sell && options.Writes
            ? new Quantity(options.Lots)
            : Sizes.Affordable(view, instrument, side, price, new Quantity(options.Lots));
}
