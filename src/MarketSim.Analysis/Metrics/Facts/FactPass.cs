using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>A fact with what came out of it.</summary>
/// <param name="Fact">Which.</param>
/// <param name="Measure">What came out.</param>
public sealed record FactResult(StylisedFact Fact, FactMeasure Measure);

/// <summary>One pass over an order flow for all facts, or other observers.</summary>
/// <remarks>Moments outside the window move the touch, and are not shown to the observers.</remarks>
public sealed class FactPass
{
    private readonly IReadOnlyList<FlowObserver> _observers;
    private readonly FactFold[] _folds;
    private readonly FactObservation _observed;

    /// <summary>Begins it.</summary>
    /// <param name="window">The part of the session to look at.</param>
    /// <param name="metaorders">What paired runs showed, where there are some.</param>
    /// <param name="observers">Who looks; all facts of <see cref="FactCatalog"/> by default.</param>
    public FactPass(FactWindow window, MetaorderSample? metaorders = null, IReadOnlyList<FlowObserver>? observers = null)
    {
        _observers = observers ?? FactCatalog.All;
        _observed = new FactObservation(window) { Metaorders = metaorders };
        _folds = [.. _observers.Select(observer => observer.Start(_observed))];
    }

    /// <summary>What the observers share.</summary>
    public FactObservation Observed => _observed;

    /// <summary>Whether single orders can be seen.</summary>
    public bool HasOrders
    {
        get => _observed.HasOrders;
        init => _observed.HasOrders = value;
    }

    /// <summary>Takes in what happened next; in order of time.</summary>
    public void Observe(in FlowMoment moment)
    {
        var window = _observed.Window;
        if (moment.Time > window.From && moment.Time <= window.To)
        {
            _observed.Samples.Reach(moment.Time, _observed.Touch);
            _observed.Trades.Observe(moment, _observed.Touch);
        }

        if (moment.Time > window.Open && moment.Time <= window.To)
        {
            for (var i = 0; i < _folds.Length; i++)
            {
                if (moment.Time > window.From || _observers[i].SeesWholeSession)
                {
                    _folds[i].Observe(moment);
                }
            }
        }

        if (moment.Kind == FlowKind.Touch && moment.Time <= window.To)
        {
            _observed.Touch = moment.Touch;
        }
    }

    /// <summary>Ends the window, earlier than planned.</summary>
    public void End(SimTime time)
    {
        var window = _observed.Window;
        _observed.Window = window with { To = time < window.To ? time : window.To };
    }

    /// <summary>Ends it, and says what came out of the facts.</summary>
    public IReadOnlyList<FactResult> Complete()
    {
        _observed.Samples.Complete(_observed.Window.To, _observed.Touch);
        _observed.Trades.Complete(_observed.Touch);
        var measures = _folds.Select((fold, i) => _observers[i].NeedsOrders && !HasOrders
            ? FactMeasure.None("needs single orders, which this recording does not have") : fold.Finish()).ToArray();
        return [.. _observers.Zip(measures).Where(p => p.First is StylisedFact).Select(p => new FactResult((StylisedFact)p.First, p.Second))];
    }
}
