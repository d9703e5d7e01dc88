using System.Diagnostics;
using System.Runtime.CompilerServices;
using MarketSim.Core;

namespace MarketSim.Ui.Cli;

/// <summary>Times every single command. Hot.</summary>
internal static class MatchLatency
{
    /// <summary>Executes commands, keeping the duration of each in timer ticks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(MatchDriver driver, ReadOnlySpan<OrderFlowRecord> commands, Span<uint> samples)
    {
        samples = samples[..commands.Length];
        for (var i = 0; i < commands.Length; i++)
        {
            var before = Stopwatch.GetTimestamp();
            driver.Execute(commands[i]);
            samples[i] = unchecked((uint)(Stopwatch.GetTimestamp() - before));
        }
    }

    /// <summary>The shortest time that the timer itself takes, in its ticks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long TimerOverhead()
    {
        var shortest = long.MaxValue;
        for (var i = 0; i < 100_000; i++)
        {
            var before = Stopwatch.GetTimestamp();
            shortest = Math.Min(shortest, Stopwatch.GetTimestamp() - before);
        }

        return shortest;
    }
}
