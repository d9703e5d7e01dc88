using MarketSim.Core;
using MarketSim.Simulation;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Tests.Unit;

/// <summary>Keeps what a back-test reports.</summary>
internal sealed class FillList : IBacktestRecorder
{
    public List<BacktestFill> Fills { get; } = [];

    public List<BacktestTrip> Trips { get; } = [];

    public List<(long Time, long Equity, long Cash)> Days { get; } = [];

    public static (FillList List, BacktestOutcome Outcome) Run(
        BarMemory bars, Func<StrategySetting, IStrategy> create, Func<BacktestSetup, BacktestSetup>? change = null)
    {
        var setup = new BacktestSetup { Strategy = "test", Create = create };
        var list = new FillList();
        using var source = bars.Open();
        return (list, new Backtest(change?.Invoke(setup) ?? setup, source, list).Run());
    }

    public void Begin(IReadOnlyList<Instrument> instruments)
    {
    }

    public void Fill(in BacktestFill fill) => Fills.Add(fill);

    public void Trip(in BacktestTrip trip) => Trips.Add(trip);

    public void Equity(long time, long equity, long cash) => Days.Add((time, equity, cash));

    public void Position(long time, int instrument, long lots, long price, long value)
    {
    }
}
