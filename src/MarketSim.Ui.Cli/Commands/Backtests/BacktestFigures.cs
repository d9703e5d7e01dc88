using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Keeps of a back-test what its metrics need, the equity of each day and the closed positions, and passes all on to its
/// folder.</summary>
internal sealed class BacktestFigures(BacktestFolder? folder, BacktestSetup setup) : IBacktestRecorder
{
    private readonly double _units = Math.Pow(10, setup.CurrencyDecimals);
    private readonly List<RoundTrip> _trips = [];
    private IReadOnlyList<Instrument> _instruments = [];

    /// <summary>What the account was worth when, in minor units and nanoseconds since 1970.</summary>
    public List<(long Time, long Equity)> Points { get; } = [];

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
        Points.Add((time, equity));
        folder?.Equity(time, equity, cash);
    }

    /// <inheritdoc/>
    public void Position(long time, int instrument, long lots, long price, long value)
        => folder?.Position(time, instrument, lots, price, value);

    /// <summary>The metrics of the equity, where it was above zero all the time, and those of the trades.</summary>
    public IReadOnlyList<KeyValuePair<string, double?>> Metrics()
    {
        var times = Points.ConvertAll(static point => At(point.Time));
        var equity = Points.ConvertAll(point => point.Equity / _units);
        var isSolvent = equity.TrueForAll(static value => value > 0);
        var input = isSolvent ? new PerformanceInput(ReturnSeries.FromEquity(
            equity, PeriodsOfDates.Infer(times), setup.NotesEveryBar ? times : [.. times.Select(time => time.Date)], setup.Cash / _units)) : null;
        var trades = TradeStatistics.Of(_trips);
        return
        [
            .. PerformanceCatalog.All.Select(metric => KeyValuePair.Create(metric.Name, input is null ? null : metric.Measure(input))),
            .. TradeMetric.All.Select(metric => KeyValuePair.Create(metric.Name, metric.Of(trades))),
        ];
    }

    private static DateTime At(long nanoseconds) => DateTime.UnixEpoch.AddTicks(nanoseconds / 100);
}
