using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a dealer among informed traders does.</summary>
public sealed record BayesianDealerOptions
{
    /// <summary>µ: the share of traders that it believes to know the value.</summary>
    public double InformedShare { get; init; } = 0.2;

    /// <summary>How far the two possible values lie from the reference, in price units.</summary>
    public long ValueTicks { get; init; } = 100;

    /// <summary>How long a value holds; then it is known, and another one drawn.</summary>
    public SimDuration Period { get; init; } = SimDuration.FromMinutes(1);

    /// <summary>A half-spread that is quoted always, in price units; null to quote what trades teach.</summary>
    public long? HalfSpreadTicks { get; init; }

    /// <summary>Lots quoted on each side.</summary>
    public long Lots { get; init; } = 1;
}

/// <summary>Quotes what the value is expected to be if somebody trades at the quote, and learns from every trade.</summary>
/// <remarks>
/// Source: Glosten and Milgrom (1985), "Bid, ask and transaction prices in a specialist market with heterogeneously informed traders",
/// Journal of Financial Economics 14, section 2. The value is reference ± d. With belief θ in the high one, share µ of traders that know
/// it and the rest tossing coins, a buy is (1 + µ)/(1 − µ) times as likely at the high value: the offer is E[V | buy], the bid
/// E[V | sell], and either belief is kept once it has happened. At θ = ½ the half-spread is µd. With a fixed half-spread it learns
/// nothing: scenario S5.
/// </remarks>
public sealed class BayesianDealer(StrategySetting setting, BayesianDealerOptions options) : IStrategy
{
    // Beyond this odds no quote would move any more, and no doubt would ever come back.
    private const double MostOdds = 1e9;

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Number("informed-share", "0.2", 0, 0.999, "µ: the share of traders that it believes to know the value."),
        StrategyOption.Ticks("value-ticks", "100", "How far the two possible values lie from the first price.", from: 1),
        StrategyOption.Duration("period", "1min", "How long a value holds; then it is known, and another one drawn."),
        new OptionSpec
        {
            Name = "half-spread-ticks", Kind = OptionKind.Integer, Default = "-1", Min = -1, Max = 1e9, Unit = "price units",
            Summary = "A half-spread that is quoted always; -1 to quote what trades teach.",
        },
        StrategyOption.Lots("lots", "1", "Lots quoted on each side."),
    ],
    (setting, options) => new BayesianDealer(setting, new BayesianDealerOptions
    {
        InformedShare = options.Number("informed-share"), ValueTicks = options.Integer("value-ticks"),
        Period = options.Duration("period"), Lots = options.Integer("lots"),
        HalfSpreadTicks = options.Integer("half-spread-ticks") is >= 0 and var ticks ? ticks : null,
    }));

    private double _odds = 1;
    private long _period;
    private bool _hasBegun;

    /// <summary>θ: how likely it believes the high value to be.</summary>
    public double Belief => _odds / (1 + _odds);

    // How many times likelier a buy is at the high value than at the low one.
    private double Likelihood => (1 + options.InformedShare) / (1 - options.InformedShare);

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return _hasBegun
            ? new SimTime(((view.Now.Nanoseconds / options.Period.Nanoseconds) + 1) * options.Period.Nanoseconds)
            : new SimTime(view.Now.Nanoseconds + 1);
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        _hasBegun = true;
        Renew(view);
        Quote(view, orders);
    }

    /// <inheritdoc/>
    public void OnReport(in MarketEvent item, MarketView view, OrderPad orders)
    {
        if (item.Kind != EventKind.Traded || item.Instrument != setting.Instrument)
        {
            return;
        }

        // The taker's side: nobody else than the dealer rests.
        Renew(view);
        for (var lot = 0L; lot < item.Quantity.Lots; lot++)
        {
            _odds = Math.Clamp(item.Side == Side.Buy ? _odds * Likelihood : _odds / Likelihood, 1 / MostOdds, MostOdds);
        }

        Quote(view, orders);
    }

    private void Renew(MarketView view)
    {
        var period = view.Now.Nanoseconds / options.Period.Nanoseconds;
        if (period != _period)
        {
            (_period, _odds) = (period, 1);
        }
    }

    private void Quote(MarketView view, OrderPad orders)
    {
        // Where opinion rises the offer goes out of the way first: a bid that is raised into it would be a trade with oneself.
        var first = IsBelow(view, PriceOf(Side.Buy)) ? Side.Sell : Side.Buy;
        Quote(view, orders, first);
        Quote(view, orders, first.Opposite());
    }

    // Whether an offer of its own stands at or below a price.
    private bool IsBelow(MarketView view, Price price)
    {
        foreach (var order in view.OpenOrders)
        {
            if (order.Side == Side.Sell && order.Instrument == setting.Instrument && order.Price <= price)
            {
                return true;
            }
        }

        return false;
    }

    private void Quote(MarketView view, OrderPad orders, Side side)
    {
        var price = Quotes.OnTick(view.Instruments[setting.Instrument.Value], side, PriceOf(side));
        var lots = Sizes.Affordable(view, setting.Instrument, side, price, new Quantity(options.Lots));
        foreach (var order in view.OpenOrders)
        {
            if (order.Side == side && order.Instrument == setting.Instrument)
            {
                if (order.Price != price || order.Open != lots)
                {
                    orders.Replace(order, price, lots);
                }

                return;
            }
        }

        if (!lots.IsZero)
        {
            orders.Limit(setting.Instrument, side, price, lots);
        }
    }

    private Price PriceOf(Side side)
    {
        if (options.HalfSpreadTicks is { } half)
        {
            return setting.Reference - (side.Sign() * half);
        }

        // Who sells at the bid is one more sale, who buys at the offer one more purchase.
        var odds = side == Side.Buy ? _odds / Likelihood : _odds * Likelihood;
        var expected = setting.Reference.Ticks + (options.ValueTicks * ((odds - 1) / (odds + 1)));
        return Price.FromDouble(expected, side == Side.Buy ? Rounding.Down : Rounding.Up);
    }
}
