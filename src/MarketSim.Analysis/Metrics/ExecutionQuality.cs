using System.Runtime.InteropServices;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>How well groups of accounts traded one instrument: what they sent for each trade, at which prices, and where the middle was
/// afterwards.</summary>
/// <remarks>
/// Sources: Huang and Stoll (1996), "Dealer versus auction markets" (effective and realised spread); the mark-out, middle after a horizon less
/// the price on the trader's side, is their realised spread from the trader's view. A horizon that ends after the log ends at the last
/// middle. A trade with no two-sided touch counts in volume alone.
/// </remarks>
public sealed class ExecutionQuality : IMetric
{
    private readonly InstrumentId _instrument;
    private readonly Func<AccountId, string> _groupOf;
    private readonly Dictionary<string, ExecutionRecord> _records = [];
    private readonly List<string> _order = [];
    private readonly Queue<Awaited>[] _awaited;
    private Touch _touch;

    /// <summary>Watches an instrument.</summary>
    /// <param name="instrument">What is traded.</param>
    /// <param name="groupOf">Which group an account belongs to.</param>
    /// <param name="horizons">After which times the middle is looked at again, each above zero.</param>
    public ExecutionQuality(InstrumentId instrument, Func<AccountId, string> groupOf, IReadOnlyList<SimDuration> horizons)
    {
        ArgumentNullException.ThrowIfNull(groupOf);
        ArgumentNullException.ThrowIfNull(horizons);
        (_instrument, _groupOf, Horizons) = (instrument, groupOf, horizons);
        _awaited = [.. horizons.Select(_ => new Queue<Awaited>())];
    }

    /// <summary>After which times the middle is looked at again.</summary>
    public IReadOnlyList<SimDuration> Horizons { get; }

    /// <summary>Lots that traded in all.</summary>
    public long MarketLots { get; private set; }

    /// <summary>Σ price·lots of all trades, in price units.</summary>
    public double MarketValue { get; private set; }

    /// <summary>Volume-weighted average price of all trades in price units; null without one.</summary>
    public double? MarketVwap => Moments.Ratio(MarketValue, MarketLots);

    /// <summary>What is known of each group, in order of first appearance.</summary>
    public IReadOnlyList<ExecutionRecord> Groups => [.. _order.Select(name => _records[name])];

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        if (item.Instrument != _instrument)
        {
            return;
        }

        Settle(item.Time);
        switch (item.Kind)
        {
            case EventKind.Quoted:
                _touch = _touch.After(item);
                break;
            case EventKind.Accepted:
                Record(item.Account).Accept(item.Quantity.Lots);
                break;
            case EventKind.Rejected:
                Record(item.Account).Rejections++;
                break;
            case EventKind.Replaced:
                Record(item.Account).Replacements++;
                break;
            case EventKind.Cancelled:
                Record(item.Account).Cancellations++;
                break;
            case EventKind.Traded:
                Take(item);
                break;
        }
    }

    /// <inheritdoc/>
    public void Complete(SimTime end)
    {
        for (var horizon = 0; horizon < _awaited.Length; horizon++)
        {
            while (_awaited[horizon].TryDequeue(out var trade))
            {
                Mark(horizon, trade);
            }
        }
    }

    private void Take(in MarketEvent trade)
    {
        var (lots, price) = (trade.Quantity.Lots, (double)trade.Price.Ticks);
        MarketLots += lots;
        MarketValue += price * lots;
        var sign = trade.Side.Sign();
        var (taker, maker) = (Record(trade.Account), Record(trade.CounterAccount));
        taker.Fill(sign, lots, price, _touch.Mid, isMaker: false);
        maker.Fill(-sign, lots, price, _touch.Mid, isMaker: true);
        for (var horizon = 0; horizon < _awaited.Length && _touch.IsTwoSided; horizon++)
        {
            _awaited[horizon].Enqueue(new Awaited(trade.Time + Horizons[horizon], sign, price, lots, taker, maker));
        }
    }

    // What held at the end of a horizon is known when something later comes.
    private void Settle(SimTime now)
    {
        for (var horizon = 0; horizon < _awaited.Length; horizon++)
        {
            while (_awaited[horizon].TryPeek(out var trade) && trade.Due < now)
            {
                Mark(horizon, _awaited[horizon].Dequeue());
            }
        }
    }

    private void Mark(int horizon, Awaited trade)
    {
        if (_touch.IsTwoSided)
        {
            trade.Taker.Mark(horizon, trade.Sign * (_touch.Mid - trade.Price), trade.Price, trade.Lots);
            trade.Maker.Mark(horizon, -trade.Sign * (_touch.Mid - trade.Price), trade.Price, trade.Lots);
        }
    }

    private ExecutionRecord Record(AccountId account)
    {
        var name = _groupOf(account);
        ref var record = ref CollectionsMarshal.GetValueRefOrAddDefault(_records, name, out var exists);
        if (!exists)
        {
            record = new ExecutionRecord(name, Horizons.Count);
            _order.Add(name);
        }

        return record!;
    }

    private readonly record struct Awaited(
        SimTime Due, int Sign, double Price, long Lots, ExecutionRecord Taker, ExecutionRecord Maker);
}
