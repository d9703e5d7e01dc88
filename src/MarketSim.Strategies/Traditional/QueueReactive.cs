using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>A whole market's flow whose rates depend on how long the queues are.</summary>
/// <remarks>
/// Source: Huang, Lehalle and Rosenbaum (2015), "Simulating and analyzing order book data: the queue-reactive model", models I and III. K
/// queues on each side of a reference price; limit orders, cancellations and market orders come at the rates of
/// <see cref="QueueIntensities"/>, market orders at the best queue alone. When a first queue is used up the reference price follows with
/// chance θ, and then with chance θ_reinit the whole book is drawn anew from the invariant law; a queue that comes into sight is drawn
/// from it in any case.
/// <para>Exact: candidates come at the highest rates of the tables and are thinned by the present ones, so that it does not matter who else
/// changes the book. Queues are its own orders and, at the best prices, everybody's. The paper shows its intensities as curves, without
/// numbers: the defaults have their shape and give first queues of about five orders.</para>
/// </remarks>
public sealed class QueueReactive : IStrategy
{
    private const int Levels = 3;

    private readonly StrategySetting _setting;
    private readonly QueueIntensities[] _queues;
    private readonly double[] _bounds;
    private readonly double _follow;
    private readonly double _renew;
    private readonly long _lots;
    private long? _bid;

    /// <summary>A market's flow.</summary>
    /// <param name="setting">Of which instrument, and where it begins.</param>
    /// <param name="queues">First, second and third queue.</param>
    /// <param name="follow">θ, from 0 to 1.</param>
    /// <param name="renew">θ_reinit, from 0 to 1.</param>
    /// <param name="lots">Lots of every order: the average event size.</param>
    public QueueReactive(StrategySetting setting, IReadOnlyList<QueueIntensities> queues, double follow, double renew, long lots)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(queues);
        ArgumentOutOfRangeException.ThrowIfNotEqual(queues.Count, Levels);
        (_setting, _queues, _follow, _renew, _lots) = (setting, [.. queues], follow, renew, lots);
        _bounds = [.. queues.SelectMany((q, level) => new[] { q.Limit.Max(), q.Cancel.Max(), level == 0 ? q.Market.Max() : 0 })];
    }

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Numbers("limit-1", "2.2 1.9 1.7 1.6 1.5 1.4 1.3 1.2 1.1 1", "Limit orders at a first queue of 0, 1, 2 … orders.", "a second"),
        StrategyOption.Numbers("limit-2", "1.6 1.5 1.3 1.1 1 0.9 0.8 0.7", "Likewise at a second queue.", "a second"),
        StrategyOption.Numbers("limit-3", "1 0.9 0.8 0.7 0.6 0.5", "Likewise at a third queue.", "a second"),
        StrategyOption.Numbers("cancel-1", "0 0.4 0.6 0.8 0.9 1 1.1 1.15 1.2 1.25", "Cancellations at a first queue.", "a second"),
        StrategyOption.Numbers("cancel-2", "0 0.3 0.5 0.7 0.8 0.9 1 1.05", "At a second queue.", "a second"),
        StrategyOption.Numbers("cancel-3", "0 0.2 0.35 0.5 0.6 0.65", "At a third queue.", "a second"),
        StrategyOption.Numbers("market", "0 1.2 0.9 0.7 0.55 0.45 0.35 0.3 0.25 0.2", "Market orders, by the length of the best queue.", "a second"),
        StrategyOption.Number("follow", "0.7", 0, 1, "θ: the chance that the reference price follows when a first queue is used up."),
        StrategyOption.Number("renew", "0.8", 0, 1, "θ_reinit: the chance that the book is then drawn anew."),
        StrategyOption.Lots("lots", "100", "Lots of every order: the average event size."),
    ],
    (setting, options) =>
    {
        IReadOnlyList<double> Table(string name) => NumberList.Parse(options.Text(name));
        return new QueueReactive(
            setting,
            [.. Enumerable.Range(1, Levels).Select(i => new QueueIntensities(
                Table($"limit-{i}"), Table($"cancel-{i}"), i == 1 ? Table("market") : [0]))],
            options.Number("follow"), options.Number("renew"), options.Integer("lots"));
    });

    private long Tick => _setting.Instruments.Count > _setting.Instrument.Value ? _setting.Instruments[_setting.Instrument.Value].Ticks.RoundUp(new Price(1)).Ticks : 1;

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var wait = _bid is null ? 0 : view.Random.NextExponential(2 * _bounds.Sum());
        return view.Now + new SimDuration(Math.Max(1, SimDuration.FromSeconds(wait).Nanoseconds));
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(orders);
        if (_bid is null)
        {
            _bid = Quotes.OnTick(view.Terms(_setting.Instrument), Side.Buy, _setting.Reference).Ticks;
            Draw(view, orders, level => true);
            return;
        }

        var side = view.Random.Chance(0.5) ? Side.Buy : Side.Sell;
        var place = view.Random.NextUniform(0, _bounds.Sum());
        var kind = 0;
        while (kind < _bounds.Length - 1 && place >= _bounds[kind])
        {
            place -= _bounds[kind++];
        }

        var level = kind / 3;
        var length = Length(view, side, level);
        switch (kind % 3)
        {
            case 0 when place < QueueIntensities.At(_queues[level].Limit, length):
                Rest(view, orders, side, level);
                break;
            case 1 when length > 0 && place < QueueIntensities.At(_queues[level].Cancel, length):
                Withdraw(view, orders, side, level, length);
                break;
            case 2 when Best(view, side) is { } best && place < QueueIntensities.At(_queues[0].Market, Length(view, side, best)):
                Take(view, orders, side, best);
                break;
        }
    }

    private Price PriceOf(Side side, int level)
        => new((side == Side.Buy ? _bid!.Value : _bid!.Value + Tick) - (side.Sign() * level * Tick));

    // In orders of the usual size, a part of one counting as one.
    private long Length(MarketView view, Side side, int level)
    {
        var price = PriceOf(side, level);
        var own = 0L;
        foreach (var order in view.OpenOrders)
        {
            own += order.Side == side && order.Price == price && order.Instrument == _setting.Instrument ? order.Open.Lots : 0;
        }

        if (view.QuoteOf(_setting.Instrument) is { } quote)
        {
            var (best, shown) = side == Side.Buy ? (quote.Bid, quote.BidQuantity) : (quote.Ask, quote.AskQuantity);
            own = best == price ? Math.Max(own, shown.Lots) : own;
        }

        return (own + _lots - 1) / _lots;
    }

    private int? Best(MarketView view, Side side)
    {
        for (var level = 0; level < Levels; level++)
        {
            if (Length(view, side, level) > 0)
            {
                return level;
            }
        }

        return null;
    }

    private void Rest(MarketView view, OrderPad orders, Side side, int level)
    {
        var price = PriceOf(side, level);
        var lots = Sizes.Affordable(view, _setting.Instrument, side, price, new Quantity(_lots));
        if (!lots.IsZero && price >= view.Terms(_setting.Instrument).MinPrice)
        {
            orders.Limit(_setting.Instrument, side, price, lots);
        }
    }

    private void Withdraw(MarketView view, OrderPad orders, Side side, int level, long length)
    {
        var price = PriceOf(side, level);
        var own = view.OpenOrders.Where(o => o.Side == side && o.Price == price && o.Instrument == _setting.Instrument).ToList();
        if (own.Count > 0)
        {
            orders.Cancel(own[(int)view.Random.Below(own.Count)]);
            Follow(view, orders, side, level, length);
        }
    }

    // A market order that meets this side.
    private void Take(MarketView view, OrderPad orders, Side side, int best)
    {
        var price = PriceOf(side, best);
        var length = Length(view, side, best);
        var lots = Sizes.Affordable(view, _setting.Instrument, side.Opposite(), price, new Quantity(_lots));
        if (!lots.IsZero)
        {
            orders.Limit(_setting.Instrument, side.Opposite(), price, lots, TimeInForce.Ioc);
            Follow(view, orders, side, best, length);
        }
    }

    // The first queue of a side is about to be used up.
    private void Follow(MarketView view, OrderPad orders, Side side, int level, long length)
    {
        if (level != 0 || length > 1 || !view.Random.Chance(_follow))
        {
            return;
        }

        _bid -= side.Sign() * Tick;
        if (view.Random.Chance(_renew))
        {
            orders.CancelAll(_setting.Instrument);
            Draw(view, orders, _ => true);
            return;
        }

        // The last queue of the other side comes into sight at the far end of this one, and what is out of sight goes.
        var (low, high) = (PriceOf(Side.Buy, Levels - 1), PriceOf(Side.Sell, Levels - 1));
        foreach (var order in view.OpenOrders.Where(o => o.Instrument == _setting.Instrument && (o.Price < low || o.Price > high)).ToList())
        {
            orders.Cancel(order);
        }

        Draw(view, orders, queue => queue == Levels - 1, side);
    }

    private void Draw(MarketView view, OrderPad orders, Func<int, bool> isWanted, Side? only = null)
    {
        foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
        {
            for (var level = 0; level < Levels; level++)
            {
                if (!isWanted(level) || (only is { } one && side != one))
                {
                    continue;
                }

                for (var left = _queues[level].Draw(view.Random); left > 0; left--)
                {
                    Rest(view, orders, side, level);
                }
            }
        }
    }
}
