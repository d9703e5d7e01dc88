using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Keeps of a back-test what its metrics need, the equity of each day and the closed positions, and passes all on to its
/// folder.</summary>
internal sealed class BacktestFigures(BacktestFolder? folder, BacktestSetup setup) : IBacktestRecorder
{
    private readonly double _units = Math.Pow(10, setup.CurrencyDecimals);
    private readonly List<DateTime> _times = [];
    private readonly List<double> _equity = [];
    private readonly List<RoundTrip> _trips = [];
    private IReadOnlyList<Instrument> _instruments = [];

    /// <inheritdoc/>
    public void Begin(IReadOnlyList<Instrument> instruments)
    {
        _instruments = instruments;
        folder?.Begin(instruments);
    }

    /// <inheritdoc/>
    public void Fill(in BacktestFill fill) => folder?.Fill(fill);

    /// <inheritdoc/>
    public void Trip(in BacktestTrip trip)
    {
        var terms = _instruments[trip.Instrument];
        _trips.Add(new RoundTrip(
            terms.Symbol, At(trip.Opened), At(trip.Closed), trip.Sign, (double)terms.ToDecimal(new Quantity(trip.Lots)),
            (double)terms.ToDecimal(new Price(trip.Entry)), (double)terms.ToDecimal(new Price(trip.Exit)), (trip.Profit - trip.Fees) / _units,
            trip.Fees / _units, trip.Adverse / _units, trip.Favourable / _units, trip.Bars));
        folder?.Trip(trip);
    }

    /// <inheritdoc/>
    public void Equity(long time, long equity, long cash)
    {
        _times.Add(At(time));
        _equity.Add(equity / _units);
        folder?.Equity(time, equity, cash);
    }

    /// <inheritdoc/>
    public void Position(long time, int instrument, long lots, long price, long value)
        => folder?.Position(time, instrument, lots, price, value);

    /// <summary>The metrics of the equity, where it was above zero all the time, and those of the trades.</summary>
    public IReadOnlyList<KeyValuePair<string, double?>> Metrics()
    {
        var isSolvent = _equity.TrueForAll(static value => value > 0);
        var input = isSolvent ? new PerformanceInput(ReturnSeries.FromEquity(
            _equity, PeriodsOfDates.Infer(_times), setup.NotesEveryBar ? _times : [.. _times.Select(time => time.Date)], setup.Cash / _units)) : null;
        var trades = TradeStatistics.Of(_trips);
        return
        [
            .. PerformanceCatalog.All.Select(metric => KeyValuePair.Create(metric.Name, input is null ? null : metric.Measure(input))),
            .. TradeMetric.All.Select(metric => KeyValuePair.Create(metric.Name, metric.Of(trades))),
        ];
    }

    private static DateTime At(long nanoseconds) => DateTime.UnixEpoch.AddTicks(nanoseconds / 100);
}
