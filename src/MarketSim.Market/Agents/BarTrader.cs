using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A participant in a back-test over bars: the same view, order pad and strategy as in a simulation, moved from bar to bar by
/// a harness instead of by messages.</summary>
/// <remarks>
/// A strategy that wants bars gets each as it ends. One that wants quotes or trades, or that wakes by itself, finds a quote made from
/// the bar: bid and offer half a spread around its close, with its volume shown on both sides, and its close as a trade of its volume.
/// It wakes at the end of the bar in which it asked to be woken. Chance comes from its own stream, as in a simulation.
/// </remarks>
public sealed class BarTrader
{
    private readonly IStrategy _strategy;
    private readonly FeedKind _feed;
    private readonly bool _needsQuote;
    private readonly long _halfSpread;
    private SimTime _nextWake;

    /// <summary>Builds one.</summary>
    /// <param name="account">Its account.</param>
    /// <param name="instruments">What can be traded.</param>
    /// <param name="strategy">How it decides.</param>
    /// <param name="random">Its own chance.</param>
    /// <param name="halfSpread">How far bid and offer are from the close, in price units.</param>
    /// <param name="send">Takes its commands.</param>
    public BarTrader(
        AccountId account, IReadOnlyList<Instrument> instruments, IStrategy strategy, Rng random, long halfSpread, Action<Command> send)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        (Account, _strategy, _halfSpread) = (account, strategy, halfSpread);
        View = new MarketView(instruments) { Random = random };
        Orders = new OrderPad(account, View, send);
        _feed = strategy.Feed;

        // Whoever wants nothing but bars is not slowed down by quotes that it does not look at.
        _needsQuote = _feed != FeedKind.Bars;
    }

    /// <summary>Its account.</summary>
    public AccountId Account { get; }

    /// <summary>What it can see.</summary>
    public MarketView View { get; }

    /// <summary>How it acts.</summary>
    public OrderPad Orders { get; }

    /// <summary>Tells it what time it is, and when it wants to wake first.</summary>
    public void Start(SimTime now)
    {
        View.Now = now;
        _nextWake = _strategy.NextWake(View);
    }

    /// <summary>Moves its clock.</summary>
    public void SetClock(SimTime now) => View.Now = now;

    /// <summary>Shows it a bar that is over; it may act.</summary>
    public void Take(in Bar bar)
    {
        View.Now = bar.End;
        if (_needsQuote)
        {
            TakeQuote(bar);
        }

        if ((_feed & FeedKind.Bars) != 0)
        {
            _strategy.OnBar(bar, View, Orders);
        }

        if (View.Now >= _nextWake)
        {
            Wake();
        }
    }

    /// <summary>Tells it of something that happened to its account or orders.</summary>
    public void Take(in MarketEvent item)
    {
        View.Take(item, Account);
        _strategy.OnReport(item, View, Orders);
    }

    private void TakeQuote(in Bar bar)
    {
        var shown = bar.Volume.IsZero ? new Quantity(1_000_000) : bar.Volume;
        var bid = new Price(Math.Max(1, bar.Close.Ticks - _halfSpread));
        var quote = new Quote(bar.Instrument, View.Now, bid, shown, bar.Close + _halfSpread, shown, bar.Close);
        View.Take(quote);
        if ((_feed & FeedKind.Quotes) != 0)
        {
            _strategy.OnQuote(quote, View, Orders);
        }

        if ((_feed & FeedKind.Trades) != 0)
        {
            var side = bar.Close >= bar.Open ? Side.Buy : Side.Sell;
            _strategy.OnTrade(new TradePrint(bar.Instrument, View.Now, side, bar.Close, shown), View, Orders);
        }

        if ((_feed & FeedKind.Volumes) != 0)
        {
            var half = bar.Volume.Lots / 2;
            View.Take(new TradedVolume(bar.Instrument, View.Now, new Quantity(bar.Volume.Lots - half), new Quantity(half)));
        }
    }

    private void Wake()
    {
        _strategy.OnWake(View, Orders);
        if (_strategy.Looks)
        {
            _strategy.Decide(View, Orders);
        }

        _nextWake = _strategy.NextWake(View);
        Guard.That(_nextWake > View.Now, "a strategy asks to be woken later than now");
    }
}
