using MarketSim.Core;

namespace MarketSim.Ui.Cli;

/// <summary>Runs an invented flow through books that are then thrown away, so that the compiler has finished
/// with the book's methods before anything is timed.</summary>
/// <remarks>The hottest methods ask for full optimisation at once, so this is about those around
/// them.</remarks>
internal static class MatchWarmUp
{
    private const int Commands = 60_000;
    private const int Rounds = 4;

    /// <summary>The runtime compiles a method anew, optimised, 100 ms after its thirtieth call, in the
    /// background.</summary>
    private static readonly TimeSpan CompilerDelay = TimeSpan.FromMilliseconds(150);

    /// <summary>Drives the whole path: plain and hashing, consecutive and scattered ids, one book and
    /// many.</summary>
    public static void Run()
    {
        var consecutive = Invent(scatter: false, symbols: 2);
        var scattered = Invent(scatter: true, symbols: 2);
        var samples = new uint[Commands];

        // Its first reading binds a function of the system's, and allocates.
        _ = ThreadClock.Nanoseconds;
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var flow in new[] { consecutive, scattered })
            {
                using var driver = new MatchDriver(2, 0);
                driver.Run(flow);
                using var hashing = new MatchDriver(2, 0) { Hashes = true };
                hashing.Run(flow);
                MatchBenchmark.BookHash(hashing);
                using var other = new MatchDriver(2, 0);
                MatchLatency.Run(other, flow, samples);
            }

            Thread.Sleep(CompilerDelay);
        }
    }

    private static OrderFlowRecord[] Invent(bool scatter, int symbols)
    {
        var random = new Rng(1, scatter ? "warm-up, scattered ids" : "warm-up");
        var flow = new OrderFlowRecord[Commands];
        var next = 1UL;
        for (var i = 0; i < Commands; i++)
        {
            var side = (Side)random.Below(2);
            var draw = random.Below(100);
            var type = draw < 45 ? OrderFlowType.Add : draw < 85 ? OrderFlowType.Cancel : draw < 88 ? OrderFlowType.Reduce
                : draw < 93 ? OrderFlowType.Replace : draw < 96 ? OrderFlowType.Market : OrderFlowType.ImmediateOrCancel;
            var old = type is OrderFlowType.Cancel or OrderFlowType.Reduce or OrderFlowType.Replace;
            var id = old ? (ulong)random.Between(Math.Max(1, (long)next - 200), (long)next) : next++;
            flow[i] = new OrderFlowRecord
            {
                Type = type, Side = side, Symbol = (ushort)random.Below(symbols), Quantity = (uint)random.Between(1, 300),
                Order = Id(id, scatter), Price = 10_000 + (side.Sign() * (3 - random.Below(200))),
                NewOrder = type == OrderFlowType.Replace ? Id(next++, scatter) : 0,
            };
        }

        return flow;
    }

    private static ulong Id(ulong number, bool scatter) => scatter ? unchecked(number * 0xD1B54A32D192ED03UL) : number;
}
