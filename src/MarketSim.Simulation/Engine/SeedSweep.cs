namespace MarketSim.Simulation;

/// <summary>Many independent pieces of work on all cores; each piece on one thread, whichever is free.</summary>
/// <remarks>Nothing passes between the pieces, so what each comes to does not depend on how many there are or who does
/// them; results are told in the order in which they come in, one at a time.</remarks>
public static class SeedSweep
{
    /// <summary>Does all pieces.</summary>
    /// <param name="pieces">Their numbers, in the order in which they are begun.</param>
    /// <param name="workers">How many threads; at least one.</param>
    /// <param name="work">Does one piece.</param>
    /// <param name="done">Told of each result, by one thread at a time.</param>
    /// <param name="cancellation">Ends it early: pieces that were begun are finished, no further ones begun.</param>
    /// <typeparam name="T">What a piece comes to.</typeparam>
    /// <exception cref="AggregateException">A piece or the teller threw; no further pieces were begun.</exception>
    public static void Run<T>(
        IReadOnlyList<int> pieces, int workers, Func<int, T> work, Action<T> done, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        var next = -1;
        var problems = new List<Exception>();
        var gate = new Lock();
        void Worker()
        {
            while (!cancellation.IsCancellationRequested && Volatile.Read(ref next) < pieces.Count)
            {
                var place = Interlocked.Increment(ref next);
                if (place >= pieces.Count)
                {
                    return;
                }

                try
                {
                    var result = work(pieces[place]);
                    lock (gate)
                    {
                        done(result);
                    }
                }
                catch (Exception problem)
                {
                    lock (gate)
                    {
                        problems.Add(problem);
                    }

                    Volatile.Write(ref next, pieces.Count);
                }
            }
        }

        // Threads of their own rather than the pool's: each works for minutes, and the pool has other things to do.
        var threads = Enumerable.Range(0, Math.Min(workers, Math.Max(1, pieces.Count)))
            .Select(i => new Thread(Worker) { IsBackground = true, Name = $"sweep {i + 1}" }).ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        if (problems.Count > 0)
        {
            throw new AggregateException(problems);
        }
    }
}
