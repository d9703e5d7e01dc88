using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MarketSim.Core;

namespace MarketSim.Ui.Cli;

/// <summary>Measures the fast order book on an order-flow file: time per command, quantiles, and whether all
/// outcomes are right.</summary>
/// <remarks>
/// <para>The file is in memory before anything is timed. Each of three passes starts with empty books: one
/// timed as a whole, every fill delivered and counted; one with every command timed; one that fingerprints
/// fills and books, not timed.</para>
/// <para>Before them the just-in-time compiler is warmed on an invented flow (<see cref="MatchWarmUp"/>), in
/// books that are thrown away; the measured books and the measured flow are cold.</para>
/// </remarks>
public static class MatchBenchmark
{
    private static readonly double NsPerTick = 1e9 / Stopwatch.Frequency;

    /// <summary>Runs all passes.</summary>
    /// <exception cref="InvalidDataException">A file is not what it should be; the message is a sentence for
    /// the user.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static MatchBenchmarkResult Run(string flowPath, MatchBenchmarkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var expectedPath = options.ExpectedPath ?? BesideFlow(flowPath);
        var expected = expectedPath == null ? null : MatchExpectation.Load(expectedPath);
        var flow = OrderFlowFile.Load(flowPath);
        var samples = new uint[options.Latency ? flow.Records.Length - flow.Prefill : 0];
        MatchWarmUp.Run();

        var result = TimeWhole(flow, Path.GetFileNameWithoutExtension(flowPath));
        if (options.Latency)
        {
            result = TimeEach(flow, samples, result);
        }

        return expected == null ? result : expected.Judge(result);
    }

    /// <summary>The result as one line of JSON.</summary>
    public static string ToJson(MatchBenchmarkResult result)
        => JsonSerializer.Serialize(result, MatchBenchmarkJson.Default.MatchBenchmarkResult);

    private static string? BesideFlow(string flowPath)
    {
        var path = Path.ChangeExtension(flowPath, ".expected.json");
        return File.Exists(path) ? path : null;
    }

    private static MatchBenchmarkResult TimeWhole(OrderFlowFile flow, string workload)
    {
        using var driver = new MatchDriver(flow.Symbols, flow.PeakLiveOrders);
        driver.Run(flow.Records.AsSpan(0, flow.Prefill));
        GC.Collect();
        var commands = flow.Records.AsSpan(flow.Prefill);
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        var wallBefore = Stopwatch.GetTimestamp();
        var cpuBefore = ThreadClock.Nanoseconds;
        driver.Run(commands);
        var cpu = ThreadClock.Nanoseconds - cpuBefore;
        var wall = (Stopwatch.GetTimestamp() - wallBefore) * NsPerTick;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;

        using var hashing = new MatchDriver(flow.Symbols, flow.PeakLiveOrders) { Hashes = true };
        hashing.Run(flow.Records);
        var resting = Resting(driver);
        return new MatchBenchmarkResult
        {
            Workload = workload,
            Commands = commands.Length,
            Prefill = flow.Prefill,
            CpuNsPerCommand = Math.Round((double)cpu / commands.Length, 3),
            WallNsPerCommand = Math.Round(wall / commands.Length, 3),
            Rejects = driver.Rejects,
            Trades = driver.Trades,
            TradedQty = driver.TradedQuantity,
            Notional = driver.Notional,
            TradeHash = hashing.TradeHash.ToString(),
            RestingOrders = resting.Orders,
            RestingQty = resting.Lots,
            RestingLevels = resting.Levels,
            BookHash = BookHash(driver),
            AllocatedBytes = allocated,
            BookMemoryBytes = driver.MemoryBytes,
        };
    }

    private static MatchBenchmarkResult TimeEach(OrderFlowFile flow, uint[] samples, MatchBenchmarkResult result)
    {
        using var driver = new MatchDriver(flow.Symbols, flow.PeakLiveOrders);
        driver.Run(flow.Records.AsSpan(0, flow.Prefill));
        GC.Collect();
        MatchLatency.Run(driver, flow.Records.AsSpan(flow.Prefill), samples);
        Array.Sort(samples);
        return result with
        {
            P50Ns = Quantile(samples, 500),
            P99Ns = Quantile(samples, 990),
            P999Ns = Quantile(samples, 999),
            TimerOverheadNs = Math.Round(MatchLatency.TimerOverhead() * NsPerTick, 1),
        };
    }

    private static double Quantile(uint[] sorted, int permille)
        => sorted.Length == 0 ? 0 : Math.Round(sorted[(int)((long)sorted.Length * permille / 1000)] * NsPerTick, 1);

    private static (long Orders, long Lots, long Levels) Resting(MatchDriver driver)
    {
        var (orders, lots, levels) = (0L, 0L, 0L);
        foreach (var book in driver.Books)
        {
            foreach (var side in new[] { Side.Buy, Side.Sell })
            {
                Price? level = null;
                foreach (var order in book.InPriority(side))
                {
                    levels += level == order.Price ? 0 : 1;
                    level = order.Price;
                    orders++;
                    lots += order.Open.Lots;
                }
            }
        }

        return (orders, lots, levels);
    }

    /// <summary>Per book and side, levels best first: symbol, side, price, then id and quantity of each order
    /// in its queue.</summary>
    internal static string BookHash(MatchDriver driver)
    {
        var hash = default(StateHash);
        for (var symbol = 0; symbol < driver.Books.Length; symbol++)
        {
            foreach (var side in new[] { Side.Buy, Side.Sell })
            {
                Price? level = null;
                foreach (var order in driver.Books[symbol].InPriority(side))
                {
                    if (level != order.Price)
                    {
                        hash.Add((long)symbol);
                        hash.Add((long)side);
                        hash.Add(order.Price.Ticks);
                        level = order.Price;
                    }

                    hash.Add(order.Id.Value);
                    hash.Add(order.Open.Lots);
                }
            }
        }

        return hash.Value.ToString("x16", CultureInfo.InvariantCulture);
    }
}
