using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Keeps of a back-test what its figures need, the equity of each day and the closed positions, and passes all on to its
/// folder.</summary>
internal sealed class BacktestFigures(BacktestFolder? folder, BacktestSetup setup) : IBacktestRecorder
{
    private readonly List<(long Time, long Equity)> _equity = [];
    private long _won;
    private long _lost;
    private long _trips;
    private long _wins;

    /// <inheritdoc/>
    public void Begin(IReadOnlyList<Instrument> instruments) => folder?.Begin(instruments);

    /// <inheritdoc/>
    public void Fill(in BacktestFill fill) => folder?.Fill(fill);

    /// <inheritdoc/>
    public void Trip(in BacktestTrip trip)
    {
        var net = trip.Profit - trip.Fees;
        (_won, _lost) = (_won + Math.Max(net, 0), _lost + Math.Max(-net, 0));
        (_trips, _wins) = (_trips + 1, _wins + (net > 0 ? 1 : 0));
        folder?.Trip(trip);
    }

    /// <inheritdoc/>
    public void Equity(long time, long equity, long cash)
    {
        _equity.Add((time, equity));
        folder?.Equity(time, equity, cash);
    }

    /// <inheritdoc/>
    public void Position(long time, int instrument, long lots, long price, long value)
        => folder?.Position(time, instrument, lots, price, value);

    /// <summary>Figures of the whole.</summary>
    public IReadOnlyList<KeyValuePair<string, double?>> Metrics(BacktestOutcome outcome)
    {
        var (peak, worst) = ((double)setup.Cash, 0.0);
        foreach (var (_, equity) in _equity)
        {
            peak = Math.Max(peak, equity);
            worst = Math.Min(worst, (equity / peak) - 1);
        }

        return
        [
            new("total-return", ((double)outcome.FinalEquity / setup.Cash) - 1),
            new("max-drawdown", worst),
            new("win-rate", _trips == 0 ? null : (double)_wins / _trips),
            new("profit-factor", _lost == 0 ? null : (double)_won / _lost),
        ];
    }
}
