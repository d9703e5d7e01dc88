using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Several recordings as one, in the order of time; of equal times in the order in which they are given.</summary>
internal static class FlowMerge
{
    /// <summary>Merges.</summary>
    public static IEnumerable<RecordedMessage> ByTime(IReadOnlyList<IEnumerable<RecordedMessage>> sources)
    {
        var readers = sources.Select(source => source.GetEnumerator()).ToArray();
        try
        {
            var next = new PriorityQueue<int, (long Time, int Source)>();
            for (var i = 0; i < readers.Length; i++)
            {
                Advance(i);
            }

            while (next.TryDequeue(out var source, out _))
            {
                yield return readers[source].Current;
                Advance(source);
            }

            void Advance(int source)
            {
                if (readers[source].MoveNext())
                {
                    next.Enqueue(source, (readers[source].Current.Timestamp, source));
                }
            }
        }
        finally
        {
            foreach (var reader in readers)
            {
                reader.Dispose();
            }
        }
    }
}
