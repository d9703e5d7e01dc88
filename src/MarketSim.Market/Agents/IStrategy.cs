using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A decision rule. It sees only a <see cref="MarketView"/> and acts only through an <see cref="OrderPad"/>.</summary>
/// <remarks>One instance belongs to one trader, so it may keep state of its own.</remarks>
public interface IStrategy
{
    /// <summary>Which feeds it wants pushed. Without <see cref="FeedKind.Quotes"/> the trader asks for the quote at each wake-up,
    /// as somebody who looks at a screen only now and then does.</summary>
    FeedKind Feed => FeedKind.None;

    /// <summary>Whether it sleeps while the market is closed: what is left of its waiting time at the close is left for the next
    /// session. One that acts at set times does not.</summary>
    bool KeepsHours => true;

    /// <summary>When it wants to decide next. Asked at the start of the run and after each decision.</summary>
    /// <returns>An instant after now, or <see cref="SimTime.Never"/>, as for one that only reacts.</returns>
    SimTime NextWake(MarketView view) => SimTime.Never;

    /// <summary>How long its bars are, for a strategy whose <see cref="Feed"/> has <see cref="FeedKind.Bars"/>, where they are made
    /// from trades. Over recorded bars it gets those that there are.</summary>
    SimDuration BarLength => SimDuration.FromMinutes(1);

    /// <summary>How far the volume looks back that comes with a quote, for a strategy whose <see cref="Feed"/> has
    /// <see cref="FeedKind.Volumes"/>.</summary>
    SimDuration VolumeWindow => SimDuration.FromSeconds(60);

    /// <summary>From which imbalance of the book on it wants to hear of it, for a strategy whose <see cref="Feed"/> has
    /// <see cref="FeedKind.Imbalances"/>; from 0 to 1.</summary>
    double MinImbalance => 0.9;

    /// <summary>It is awake and has not looked at the market yet: time to withdraw what is out of date.</summary>
    void OnWake(MarketView view, OrderPad orders)
    {
    }

    /// <summary>Whether it looks at the market now that it is awake, in order to decide. One that only woke to withdraw something
    /// says no, and is asked for its next wake-up at once.</summary>
    bool Looks => true;

    /// <summary>Decides, with fresh quotes in view.</summary>
    void Decide(MarketView view, OrderPad orders)
    {
    }

    /// <summary>A bar is over; view and clock are those of its end.</summary>
    void OnBar(in Bar bar, MarketView view, OrderPad orders)
    {
    }

    /// <summary>A pushed quote arrived; it is already in view.</summary>
    void OnQuote(Quote quote, MarketView view, OrderPad orders)
    {
    }

    /// <summary>A pushed trade arrived.</summary>
    void OnTrade(TradePrint trade, MarketView view, OrderPad orders)
    {
    }

    /// <summary>The book has begun, or ceased, to be out of balance.</summary>
    void OnImbalance(BookImbalance imbalance, MarketView view, OrderPad orders)
    {
    }

    /// <summary>Something happened to one of its own orders; view and open orders are already up to date.</summary>
    void OnReport(in MarketEvent item, MarketView view, OrderPad orders)
    {
    }
}
