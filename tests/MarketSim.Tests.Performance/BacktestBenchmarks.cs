using BenchmarkDotNet.Attributes;
using MarketSim.Core;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Tests.Performance;

/// <summary>A back-test over a hundred thousand minute bars, against a loop that does nothing but the averages. Read the ratio.</summary>
[MemoryDiagnoser]
public class BacktestBenchmarks
{
    private const long Minute = 60_000_000_000;
    private BarRow[] _rows = [];
    private BarMemory _memory = null!;

    /// <summary>A random walk.</summary>
    [GlobalSetup]
    public void Make()
    {
        var random = new Rng(5, "bars");
        var close = 10_000L;
        _rows = new BarRow[100_000];
        for (var i = 0; i < _rows.Length; i++)
        {
            close = Math.Abs(close + random.Between(-6, 6) - 500) + 500;
            _rows[i] = new BarRow { Time = i * Minute, Open = close, High = close + 3, Low = close - 3, Close = close, Volume = 1_000 };
        }

        _memory = new BarMemory([new BarSeries("bars", "memory", 2, Minute)], _rows);
    }

    /// <summary>The averages alone.</summary>
    [Benchmark(Baseline = true)]
    public long Plain()
    {
        long fast = 0, slow = 0, above = 0;
        for (var i = 0; i < _rows.Length; i++)
        {
            fast += _rows[i].Close - (i >= 50 ? _rows[i - 50].Close : 0);
            slow += _rows[i].Close - (i >= 200 ? _rows[i - 200].Close : 0);
            above += (fast * 200) - (slow * 50) > 0 ? 1 : 0;
        }

        return above;
    }

    /// <summary>The back-test with its exchange.</summary>
    [Benchmark]
    public long Engine()
    {
        var setup = new BacktestSetup { Strategy = "sma-cross", Create = s => new SmaCross(s.Instrument, 50, 200, 100) };
        return BacktestSummary.Run(setup, _memory.Open()).Fills;
    }
}
