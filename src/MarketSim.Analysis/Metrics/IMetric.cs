using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>A fold over the events of a run into a number or a series: it sees every event once, in order.</summary>
public interface IMetric
{
    /// <summary>Takes in what happened next.</summary>
    void Observe(in MarketEvent item);

    /// <summary>Closes what is still open: what held last, held to the end. Read the results afterwards.</summary>
    /// <param name="end">The instant at which the observation ends; not before the last event.</param>
    void Complete(SimTime end);
}

/// <summary>One pass over a log for any number of metrics.</summary>
public static class MetricPass
{
    /// <summary>Shows every event to every metric, then completes them.</summary>
    /// <param name="events">In the order of the log; read once, as a stream.</param>
    /// <param name="end">When the observation ends; moved to the last event if that is later.</param>
    /// <param name="metrics">The folds.</param>
    /// <returns>How many events there were.</returns>
    public static long Run(IEnumerable<MarketEvent> events, SimTime end, params IReadOnlyList<IMetric> metrics)
    {
        ArgumentNullException.ThrowIfNull(events);
        var folds = metrics.ToArray();
        var count = 0L;
        foreach (var item in events)
        {
            count++;
            end = item.Time > end ? item.Time : end;
            foreach (var fold in folds)
            {
                fold.Observe(item);
            }
        }

        foreach (var fold in folds)
        {
            fold.Complete(end);
        }

        return count;
    }
}
