using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>Knows what the instrument will be worth and hides among noise traders.</summary>
/// <remarks>
/// Source: Kyle (1985), "Continuous auctions and insider trading", section 2 and theorem 2: in auction n the insider demands
/// β(v − p)Δt of the value v and the last price p. It weighs what it gains against what its own demand teaches the market maker. One that
/// learns knows nothing of the equilibrium: it finds λ from what its own orders did to the price, and demands (v − p) / 2λ, the best of
/// a single auction.
/// </remarks>
public sealed class KyleInsider : IStrategy
{
    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        .. KyleRounds.Specs,
        StrategyOption.Flag("learns", false, "Whether it finds λ from its own impact instead of knowing the equilibrium; for one auction a round."),
        StrategyOption.Number("first-impact", "0.05", 1e-12, 1e12, "λ that it believes in before it has learnt.", "price units a lot"),
    ],
    (setting, options) => new KyleInsider(
        setting, KyleRounds.Of(options), options.Flag("learns") ? options.Number("first-impact") : null));

    private readonly StrategySetting _setting;
    private readonly KyleRounds _rounds;
    private readonly KyleEquilibrium _equilibrium;
    private readonly LearntSlope? _impact;
    private long _last = -1;
    private double _demanded;

    /// <summary>An insider of one instrument.</summary>
    /// <param name="setting">What it trades, and the value that it knows.</param>
    /// <param name="rounds">The order of events.</param>
    /// <param name="firstImpact">λ that one who learns begins with; null for one who knows the equilibrium.</param>
    /// <exception cref="ArgumentException">It is to learn over more auctions than one a round.</exception>
    public KyleInsider(StrategySetting setting, KyleRounds rounds, double? firstImpact = null)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        if (firstImpact is not null && rounds.Auctions > 1)
        {
            throw new ArgumentException($"There are {rounds.Auctions} auctions a round; who learns can only do so with one.", nameof(rounds));
        }

        (_setting, _rounds) = (setting, rounds);
        _equilibrium = new KyleEquilibrium(rounds.Auctions, rounds.ValueDeviation, rounds.NoiseDeviation);
        _impact = firstImpact is { } impact ? new LearntSlope(impact) : null;
    }

    /// <summary>λ as it has been learnt; that of the equilibrium for one who does not learn.</summary>
    public double Impact => _impact?.Value ?? _equilibrium.Auctions[0].Impact;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view) => _rounds.Next(view.Now, tenths: 5);

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        var auction = _rounds.AuctionAt(view.Now);
        var prior = _rounds.PriorOf(auction, _setting.Fundamental, _setting.Reference);
        double? last = view.QuoteOf(_setting.Instrument) is { } quote && quote.LastTrade != default ? quote.LastTrade.Ticks : null;
        if (_impact is not null && _last >= 0 && last is { } seen && _demanded != 0)
        {
            _impact.Add(_demanded, seen - _rounds.PriorOf(_last, _setting.Fundamental, _setting.Reference));
        }

        var value = _rounds.ValueOf(auction, _setting.Fundamental);
        var place = _rounds.PlaceOf(auction);
        var price = place == 0 ? prior : last ?? prior;
        var intensity = _impact is null ? _equilibrium.Auctions[place].Intensity : 1 / (2 * _impact.Value);
        _demanded = KyleDemand.Send(intensity * (value - price), _setting, view, orders);
        _last = auction;
    }
}

/// <summary>Net demand of a number of lots, at any price.</summary>
internal static class KyleDemand
{
    public static long Send(double lots, StrategySetting setting, MarketView view, OrderPad orders)
    {
        // What an auction left unfilled was for that auction.
        orders.CancelAll(setting.Instrument);
        var wish = (long)Rounding.HalfUp.Apply(lots);
        if (wish == 0)
        {
            return 0;
        }

        var terms = view.Instruments[setting.Instrument.Value];
        var side = wish > 0 ? Side.Buy : Side.Sell;

        // Three times what is expected is any price; a buyer must show the money for it.
        var worst = Quotes.OnTick(terms, side.Opposite(), side == Side.Buy ? new Price(3 * setting.Reference.Ticks) : terms.MinPrice);
        var size = Sizes.Affordable(view, setting.Instrument, side, worst, new Quantity(Math.Min(Math.Abs(wish), terms.MaxOrder.Lots)));
        if (!size.IsZero)
        {
            orders.Limit(setting.Instrument, side, worst, size);
        }

        return side.Sign() * size.Lots;
    }
}
