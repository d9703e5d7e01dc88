namespace MarketSim.Tests;

/// <summary>Counts what a piece of code allocates.</summary>
internal static class AllocatedBytes
{
    private const int Rounds = 20;

    /// <summary>The fewest bytes that this thread allocated in one of several rounds of the same work; what is compiled or grown
    /// in a first round does not count.</summary>
    /// <remarks>The fewest, because a collection that another test causes meanwhile takes this thread's open buffer away and
    /// charges its unused rest to us, some kilobytes at a time. Code that allocates does so in every round.</remarks>
    public static long Of(Action work)
    {
        work();
        var fewest = long.MaxValue;
        for (var round = 0; round < Rounds && fewest > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
