using MarketSim.Simulation;

namespace MarketSim.Native;

/// <summary>The environments that callers hold, by number: a number that is none, or no longer, is told as such instead of bringing
/// the process down.</summary>
internal static class Handles
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<long, VectorEnvironment> Open = [];
    private static long _last;

    public static long Add(VectorEnvironment environment)
    {
        lock (Gate)
        {
            Open.Add(++_last, environment);
            return _last;
        }
    }

    public static VectorEnvironment Find(long handle)
    {
        lock (Gate)
        {
            return Open.TryGetValue(handle, out var environment) ? environment : throw Unknown(handle);
        }
    }

    public static VectorEnvironment Remove(long handle)
    {
        lock (Gate)
        {
            return Open.Remove(handle, out var environment) ? environment : throw Unknown(handle);
        }
    }

    private static ArgumentException Unknown(long handle)
        => new($"There is no environment {handle}; accepted is what marketsim_create gave and marketsim_close has not taken.");
}
