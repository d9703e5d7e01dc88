using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Climbs the honesty ladder over order flow and ticks: each rung reads the recording anew.</summary>
internal sealed class FlowHonestyExecution(Screen screen, BacktestRequest request, FlowSetup all)
{
    public string? Folder { get; init; }

    public bool WritesJson { get; init; }

    public int? Jobs { get; init; }

    public int Run()
    {
        var data = FlowData.Open(request.Data, all.Terms.CurrencyDecimals);
        var depth = data.Series.Min(series => series.Depth);
        var setups = HonestyLadders.Climb(FlowHonesty.Rungs(all, depth), all);
        return new HonestyClimb(screen, all.Terms.Strategy, all.Terms.Currency, (double)all.Terms.Cash / Units)
        {
            Folder = Folder, WritesJson = WritesJson, Jobs = Jobs, CurrencyDecimals = all.Terms.CurrencyDecimals,
        }.Run([.. setups.Select(rung => new HonestyClimb.Rung(
            rung.Rung.Name, rung.Rung.Adds, (folder, cancellation) => RunOne(rung.Setup, data, folder, cancellation)))]);
    }

    private double Units => Math.Pow(10, all.Terms.CurrencyDecimals);

    private HonestyClimb.Result RunOne(FlowSetup setup, FlowData data, BacktestFolder? folder, CancellationToken cancellation)
    {
        var figures = new BacktestFigures(folder, setup.Terms);
        var outcome = new FlowBacktest(setup, data, figures).Run(cancellation);
        folder?.Describe(setup.Terms, request.Settings.Values, request.Data, outcome, request.Command, flow: FlowDescription.Of(setup, data));
        return HonestyClimb.Result.Of(outcome, figures.Metrics(), folder, Units);
    }
}
