using System.Runtime.InteropServices;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>One incoming order that traded: all its executions at one instant together.</summary>
/// <param name="Time">When.</param>
/// <param name="Sign">+1 if it bought, -1 if it sold.</param>
/// <param name="Lots">What it traded in all.</param>
/// <param name="MidBefore">The mid just before; not-a-number if a side was empty.</param>
/// <param name="MidAfter">The mid at the end of that instant.</param>
public readonly record struct TapeTrade(SimTime Time, int Sign, long Lots, double MidBefore, double MidAfter);

/// <summary>The trades of the observation, one for each incoming order, in order of time.</summary>
/// <remarks>Recordings do not name the incoming order: executions of one instant in one direction are taken for one. The same
/// is done with simulated ones, so that both are counted alike.</remarks>
public sealed class TradeTape
{
    private readonly List<TapeTrade> _trades = [];
    private TapeTrade _open;
    private bool _isOpen;

    /// <summary>The trades; whole after the pass.</summary>
    public ReadOnlySpan<TapeTrade> All => CollectionsMarshal.AsSpan(_trades);

    /// <summary>How many there are.</summary>
    public int Count => _trades.Count;

    /// <summary>Their signs.</summary>
    public double[] Signs() => [.. _trades.Select(trade => (double)trade.Sign)];

    /// <summary>Their sizes in lots.</summary>
    public double[] Sizes() => [.. _trades.Select(trade => (double)trade.Lots)];

    /// <summary>Times between one and the next, in seconds.</summary>
    public double[] Gaps()
    {
        var gaps = new double[Math.Max(0, _trades.Count - 1)];
        for (var i = 0; i < gaps.Length; i++)
        {
            gaps[i] = (_trades[i + 1].Time - _trades[i].Time).ToSeconds();
        }

        return gaps;
    }

    /// <summary>Lots traded in intervals of so many seconds from the beginning; each ends with the instant that ends it.</summary>
    public double[] Volumes(FactWindow window, int seconds)
    {
        var interval = seconds * SimDuration.NanosecondsPerSecond;
        var volumes = new double[(window.To - window.From).Nanoseconds / interval];
        foreach (var trade in _trades)
        {
            var place = ((trade.Time - window.From).Nanoseconds - 1) / interval;
            if (place >= 0 && place < volumes.Length)
            {
                volumes[place] += trade.Lots;
            }
        }

        return volumes;
    }

    internal void Observe(in FlowMoment moment, in Touch before)
    {
        if (_isOpen && (moment.Time > _open.Time || (moment.Kind == FlowKind.Trade && moment.Side.Sign() != _open.Sign)))
        {
            Close(before);
        }

        if (moment.Kind != FlowKind.Trade)
        {
            return;
        }

        if (!_isOpen)
        {
            _isOpen = true;
            _open = new TapeTrade(moment.Time, moment.Side.Sign(), 0, before.Mid, double.NaN);
        }

        _open = _open with { Lots = _open.Lots + moment.Quantity.Lots };
    }

    internal void Complete(in Touch touch)
    {
        if (_isOpen)
        {
            Close(touch);
        }
    }

    private void Close(in Touch touch)
    {
        _trades.Add(_open with { MidAfter = touch.Mid });
        _isOpen = false;
    }
}
