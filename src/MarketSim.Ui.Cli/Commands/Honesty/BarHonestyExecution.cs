using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Climbs the honesty ladder over bars: read once, each rung a back-test of its own.</summary>
internal sealed class BarHonestyExecution(Screen screen, BacktestRequest request)
{
    public string? Folder { get; init; }

    public bool WritesJson { get; init; }

    public int? Jobs { get; init; }

    public int Run()
    {
        var bars = request.Load();
        var hasVolume = HasVolume(bars);
        var setups = HonestyLadders.Climb(BarHonesty.Rungs(request.Setup, hasVolume), request.Setup);
        return new HonestyClimb(screen, request.Setup.Strategy, request.Setup.Currency, (double)request.Setup.Cash / Units)
        {
            Folder = Folder, WritesJson = WritesJson, Jobs = Jobs, CurrencyDecimals = request.Setup.CurrencyDecimals,
            Warnings = hasVolume ? [] : ["The bars have no volume: the rungs of volume and impact are left out."],
        }.Run([.. setups.Select(rung => new HonestyClimb.Rung(
            rung.Rung.Name, rung.Rung.Adds, (folder, cancellation) => RunOne(rung.Setup, bars, folder, cancellation)))]);
    }

    private double Units => Math.Pow(10, request.Setup.CurrencyDecimals);

    private HonestyClimb.Result RunOne(BacktestSetup setup, BarMemory bars, BacktestFolder? folder, CancellationToken cancellation)
    {
        var figures = new BacktestFigures(folder, setup);
        using var source = bars.Open();
        var outcome = new Backtest(setup, source, figures).Run(cancellation);
        folder?.Describe(setup, request.Settings.Values, request.Data, outcome, request.Command);
        return HonestyClimb.Result.Of(outcome, figures.Metrics(), folder, Units);
    }

    private static bool HasVolume(BarMemory bars)
    {
        foreach (ref readonly var row in bars.Rows)
        {
            if (row.Volume > 0)
            {
                return true;
            }
        }

        return false;
    }
}
