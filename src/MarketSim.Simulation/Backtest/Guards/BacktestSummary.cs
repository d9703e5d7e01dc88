using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>A back-test in a few figures, enough to choose between many.</summary>
/// <param name="Fills">How many fills.</param>
/// <param name="Trades">How many positions were closed.</param>
/// <param name="FinalEquity">What the account was worth at the end, in minor units.</param>
/// <param name="TotalReturn">Against the beginning, as a fraction.</param>
/// <param name="MaxDrawdown">The deepest fall of daily equity below its peak, as a fraction, zero or below.</param>
/// <param name="Sharpe">Mean over standard deviation (n − 1) of daily returns times √252; null where they do not vary.</param>
/// <param name="ProfitFactor">What was won over what was lost, after fees; null where nothing was lost.</param>
public sealed record BacktestSummary(
    long Fills, long Trades, long FinalEquity, double TotalReturn, double MaxDrawdown, double? Sharpe, double? ProfitFactor)
{
    /// <summary>What can be chosen by.</summary>
    public static IReadOnlyList<string> Metrics { get; } = ["sharpe", "total-return", "profit-factor", "max-drawdown", "calmar"];

    /// <summary>One of the metrics, the higher the better; null where it is undefined.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public double? Of(string metric) => metric switch
    {
        "sharpe" => Sharpe,
        "total-return" => TotalReturn,
        "profit-factor" => ProfitFactor,
        "max-drawdown" => MaxDrawdown,
        "calmar" => MaxDrawdown < 0 ? TotalReturn / -MaxDrawdown : null,
        _ => throw new ArgumentException($"--metric was '{metric}'; accepted is {string.Join(", ", Metrics)}."),
    };

    /// <summary>Runs a back-test for its summary.</summary>
    /// <param name="setup">What is run.</param>
    /// <param name="bars">Over which bars; not disposed.</param>
    /// <param name="days">Where daily equity is added, if anywhere.</param>
    public static BacktestSummary Run(BacktestSetup setup, IBarSource bars, List<(long Time, long Equity)>? days = null)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var figures = new Figures(setup.Cash, setup.TradesFrom, days);
        var outcome = new Backtest(setup with { NotesEveryBar = false }, bars, figures).Run();
        return figures.Complete(outcome);
    }

    private sealed class Figures(long cash, long from, List<(long Time, long Equity)>? days) : IBacktestRecorder
    {
        private RunningMoments _returns;
        private double _last = cash;
        private double _peak = cash;
        private double _drawdown;
        private long _won;
        private long _lost;

        public BacktestSummary Complete(BacktestOutcome outcome)
        {
            var deviation = _returns.StandardDeviation;
            return new BacktestSummary(
                outcome.Fills, outcome.Trips, outcome.FinalEquity, (outcome.FinalEquity / (double)cash) - 1, _drawdown,
                deviation > 0 ? _returns.Mean / deviation * Math.Sqrt(252) : null, _lost > 0 ? (double)_won / _lost : null);
        }

        public void Begin(IReadOnlyList<Instrument> instruments)
        {
        }

        public void Fill(in BacktestFill fill)
        {
        }

        public void Trip(in BacktestTrip trip)
        {
            var net = trip.Profit - trip.Fees;
            (_won, _lost) = (_won + Math.Max(net, 0), _lost + Math.Max(-net, 0));
        }

        public void Equity(long time, long equity, long cash)
        {
            if (time < from)
            {
                return;
            }

            _returns.Add(_last > 0 ? (equity / _last) - 1 : 0);
            _last = equity;
            _peak = Math.Max(_peak, equity);
            _drawdown = Math.Min(_drawdown, (equity / _peak) - 1);
            days?.Add((time, equity));
        }

        public void Position(long time, int instrument, long lots, long price, long value)
        {
        }
    }
}
