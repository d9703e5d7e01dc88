using System.Runtime.CompilerServices;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>A strategy over recorded bars. Hot: a bar that concerns no order costs a look at it and the strategy's own work.</summary>
/// <remarks>
/// For each bar, in the order of their ends: orders that wait trade in it as the fill models say, first at its open, then within it;
/// then the strategy sees it and may send orders, which trade in later bars, or at its close where the models allow that. What trades
/// enters a real <see cref="Exchange"/> as an execution from outside. Memory does not grow with the number of bars.
/// </remarks>
public sealed partial class Backtest
{
    private const long NanosecondsPerDay = 86_400 * SimDuration.NanosecondsPerSecond;

    private readonly BacktestSetup _setup;
    private readonly IBarSource _bars;
    private readonly IBacktestRecorder _recorder;
    private readonly IRunRecorder? _log;
    private readonly SimDuration[] _lengths;
    private readonly long[] _close;
    private readonly long[] _closeTime;
    private readonly long[] _volume;
    private readonly long[] _marked;
    private ExecutionVenue _venue = null!;
    private BarTrader _trader = null!;
    private RoundTrips _trips = null!;
    private readonly DataWarnings _doubts;
    private readonly bool _isMarked;
    private long _origin;
    private long _dayEnd = long.MinValue;
    private long _lastTime;
    private long _count;
    private long _first;
    private long _equity;

    /// <summary>A back-test that has not begun.</summary>
    /// <param name="setup">Everything besides the data.</param>
    /// <param name="bars">The data; read once, and not disposed.</param>
    /// <param name="recorder">Where results go.</param>
    /// <param name="log">Where the exchange's commands and events go, if anywhere.</param>
    public Backtest(BacktestSetup setup, IBarSource bars, IBacktestRecorder recorder, IRunRecorder? log = null)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(bars);
        (_setup, _bars, _recorder, _log) = (setup, bars, recorder, log);
        _lengths = new SimDuration[bars.Series.Count];
        _pending = new List<PendingOrder>[_lengths.Length];
        _decimals = new int[_lengths.Length];
        for (var i = 0; i < _lengths.Length; i++)
        {
            _lengths[i] = SimDuration.FromNanoseconds(bars.Series[i].Length);
            (_pending[i], _decimals[i]) = ([], bars.Series[i].PriceDecimals);
        }

        _close = new long[_lengths.Length];
        _closeTime = new long[_lengths.Length];
        _volume = new long[_lengths.Length];
        _marked = new long[_lengths.Length];
        Array.Fill(_closeTime, long.MinValue);
        _budget = new long[_lengths.Length];
        _doubts = new DataWarnings(bars.Series, setup.Actions);
        _isMarked = setup.Account != AccountType.Cash;
        _hasCosts = !setup.Spread.IsNone || !setup.Slippage.IsNone;
    }

    /// <summary>Hears of everything that the strategy asks for; for checks.</summary>
    public Action<BacktestDecision>? Decided { get; init; }

    /// <summary>How many bars are done; may be read from another thread.</summary>
    public long BarsDone => Volatile.Read(ref _count);

    /// <summary>What the log is a log of, once it has run: for readers of runs.</summary>
    /// <param name="outcome">How it ended.</param>
    public RunManifest Describe(BacktestOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return _venue.Describe(_setup, outcome.IsStopped);
    }

    /// <summary>Runs to the end of the data, or until it is cancelled; what came before then counts.</summary>
    public BacktestOutcome Run(CancellationToken cancellation = default)
    {
        while (!cancellation.IsCancellationRequested && _bars.Next() is { IsEmpty: false } rows)
        {
            Work(rows);
        }

        if (_count == 0)
        {
            throw new ArgumentException("The data have no bars.");
        }

        DecideAtTheEnd();
        CloseDay();
        return Conclude(cancellation.IsCancellationRequested);
    }

    private BacktestOutcome Conclude(bool isStopped)
    {
        var waiting = _pending.Sum(orders => (long)orders.Count);
        var warnings = new List<string>(_bars.Warnings);
        for (var i = 0; i < _closeTime.Length; i++)
        {
            _doubts.Ends(i, Math.Max(_closeTime[i], _first));
        }

        warnings.AddRange(_doubts.All());
        warnings.AddRange(ForcedWarnings());
        warnings.AddRange(_refusals.Select(pair => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{pair.Value} order(s) were refused: {pair.Key}.")));
        return new BacktestOutcome
        {
            First = _first, Last = _lastTime, Bars = _count, Fills = _fills, Trips = _trips.Count, FinalEquity = _equity, Commands = _sent,
            Ordered = (decimal)_orderedLots / Units(_setup.QuantityDecimals),
            Refusals = _refusals, Converted = _converted, Waiting = waiting, IsStopped = isStopped, Warnings = warnings,
        };
    }

    // Compiled in full at once: a run is over before the compiler would have come back to it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Work(ReadOnlySpan<BarRow> rows)
    {
        if (_count == 0)
        {
            Begin(rows[0]);
        }

        foreach (ref readonly var row in rows)
        {
            if (_undecided.Count > 0)
            {
                DecideBefore(row);
            }

            if (row.Time >= _dayEnd)
            {
                TurnDay(row);
            }

            if (row.Time >= _forcedAt)
            {
                ForceAtOpen(row);
            }

            // As after a split: a third up or down from one bar to the next.
            var before = _close[row.Series];
            if (before > 0 && (row.Open - before > before / 3 || before - row.Open > before / 4))
            {
                _doubts.Jump(row, before);
            }

            if (_pending[row.Series].Count > 0)
            {
                Match(row);
            }

            if (_trips.IsOpen(row.Series))
            {
                _trips.Pass(row);
            }

            _close[row.Series] = row.Close;
            _closeTime[row.Series] = row.Time;
            _volume[row.Series] = row.Volume;
            _lastTime = row.Time;
            _trader.Take(new Bar(
                new InstrumentId(row.Series), new SimTime(row.Time - _origin), _lengths[row.Series], new Price(row.Open),
                new Price(row.High), new Price(row.Low), new Price(row.Close), new Quantity(row.Volume)));
            if (_commands.Count > 0)
            {
                CarryOut(row);
            }

            if (_isMarked && Math.Abs(row.Close - _marked[row.Series]) > _marked[row.Series] / 100)
            {
                Mark(row);
            }

            _count++;
            if (_setup.NotesEveryBar)
            {
                NoteEquity();
            }
        }
    }

    private void Begin(in BarRow row)
    {
        _first = row.Time;
        _origin = FloorToDay(row.Time);
        _dayEnd = _origin + NanosecondsPerDay;
        var calendar = new MarketCalendar { FirstDay = DateOf(_origin), ZeroIsAt = default, TradesOnWeekends = true };
        var instruments = BacktestInstruments.Of(_bars.Series, _setup);
        _venue = new ExecutionVenue(instruments, calendar, BacktestMechanisms.Create(_setup, instruments), _setup, _log);
        _recorder.Begin(instruments);
        _trips = new RoundTrips(instruments, _recorder);
        _trader = new BarTrader(
            ExecutionVenue.Trader, instruments, CreateStrategy(instruments, calendar, row), new Rng(_setup.Seed, "trader/" + _setup.Strategy),
            _setup.Spread.TicksAt(row.Open, _decimals[row.Series]) / 2, _commands.Add);
        _venue.Apply(Commands.Deposit(ExecutionVenue.Trader, instruments[0].Quote, _setup.Cash));
        Deliver();
        OpenDay(row.Time);
        _trader.Start(new SimTime(row.Time - _origin));
    }

    private IStrategy CreateStrategy(Instrument[] instruments, MarketCalendar calendar, in BarRow row)
    {
        var reference = new Price(row.Open);
        var value = new MeanRevertingValue(row.Open, 0, 0, SimDuration.FromSeconds(1), new Rng(0, "value"));
        IStrategy Create(Instrument instrument, int member, int members) => _setup.Create(new StrategySetting(instrument.Id, reference, value)
        {
            Calendar = calendar, Instruments = instruments, Account = _setup.Account, Member = member, Members = members,
        });
        return instruments.Length == 1 || _setup.IsTogether
            ? Create(instruments[0], 0, 1)
            : new EachInstrument([.. instruments.Select((instrument, i) => Create(instrument, i, instruments.Length))]);
    }

    private static long Units(int decimals) => decimals == 0 ? 1 : 10 * Units(decimals - 1);

    private static long FloorToDay(long time) => time - (((time % NanosecondsPerDay) + NanosecondsPerDay) % NanosecondsPerDay);

    private static DateOnly DateOf(long time)
        => new DateOnly(1970, 1, 1).AddDays((int)(FloorToDay(time) / NanosecondsPerDay));
}
