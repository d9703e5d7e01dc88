using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>A strategy over recorded order flow, book levels, quotes or ticks.</summary>
/// <remarks>
/// <code>
/// recording ──▶ FlowVenue ── feed delay ──▶ Trader (the strategy, as in any simulation)
///                  ▲  │
///                  │  └─── response delay ──▶
///                  └────── order delay ──────
/// </code>
/// Three clocks, as at a real exchange: when something happens, when the strategy hears of it, when its orders arrive. The kernel is that
/// of the simulation; in the place of its exchange stands one that repeats what was recorded.
/// </remarks>
public sealed class FlowBacktest
{
    private readonly FlowSetup _setup;
    private readonly FlowData _data;
    private readonly IBacktestRecorder _recorder;
    private readonly IRunRecorder? _log;
    private ExecutionVenue? _accounts;
    private FlowVenue? _venue;

    /// <summary>A back-test that has not begun.</summary>
    /// <param name="setup">Everything besides the data.</param>
    /// <param name="data">The data.</param>
    /// <param name="recorder">Where results go.</param>
    /// <param name="log">Where the commands and events of its accounts go, if anywhere.</param>
    /// <exception cref="ArgumentException">The models need data of another kind.</exception>
    public FlowBacktest(FlowSetup setup, FlowData data, IBacktestRecorder recorder, IRunRecorder? log = null)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(data);
        (_setup, _data, _recorder, _log) = (setup with
        {
            FeedDelay = Own(setup.FeedDelay), OrderDelay = Own(setup.OrderDelay), ResponseDelay = Own(setup.ResponseDelay),
        }, data, recorder, log);
        foreach (var series in data.Series)
        {
            setup.QueueFor(series.Depth);
            if (!series.Scan.HasDelays && new[] { setup.FeedDelay, setup.OrderDelay, setup.ResponseDelay }.Any(delay => delay is RecordedDelay))
            {
                throw new ArgumentException($"'{series.File.Path}' does not tell when messages were received; a recorded delay needs data that do, such as Binance's or CME's.");
            }
        }
    }

    /// <summary>How many recorded messages are done; may be read from another thread.</summary>
    public long MessagesDone => _venue?.Done ?? 0;

    /// <summary>What the log is a log of, once it has run: for readers of runs.</summary>
    /// <param name="outcome">How it ended.</param>
    public RunManifest Describe(BacktestOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return _accounts!.Describe(_setup.Terms, outcome.IsStopped);
    }

    /// <summary>Runs to the end of the data, or until it is cancelled; what came before then counts.</summary>
    public BacktestOutcome Run(CancellationToken cancellation = default)
    {
        var terms = _setup.Terms;
        var instruments = _data.Series.Select(series => series.Instrument).ToArray();
        var calendar = new MarketCalendar { FirstDay = DateOfOrigin(), ZeroIsAt = default, TradesOnWeekends = true };
        var accounts = _accounts = new ExecutionVenue(instruments, calendar, BacktestMechanisms.Create(terms, instruments), terms, _log);
        _recorder.Begin(instruments);
        var trips = new RoundTrips(instruments, _recorder);
        using var messages = _data.Read().GetEnumerator();
        _venue = new FlowVenue(_setup, _data, messages, accounts, _recorder, trips);

        var start = new SimTime(_data.First - _data.Origin);
        var latency = new FlowLatency(_setup.OrderDelay, _data.Origin);
        var kernel = new Kernel(terms.Seed, latency, start: start);
        latency.Clock = () => kernel.Now;
        kernel.Add(_venue);
        accounts.SetClock(start);
        accounts.Apply(Commands.Deposit(ExecutionVenue.Trader, instruments[0].Quote, terms.Cash));
        var trader = new Trader(
            "trader/" + terms.Strategy, ExecutionVenue.Trader, FlowVenue.Address, instruments, [.. instruments.Select(each => each.Id)],
            CreateStrategy(instruments, calendar));
        trader.Endow(instruments[0].Quote, terms.Cash);
        kernel.Add(trader);

        // A strategy may go on waking for ever: the end of the data is the end, once the last answers are there.
        var end = new SimTime(_data.Last - _data.Origin + SimDuration.NanosecondsPerSecond);
        using (cancellation.Register(kernel.Stop))
        {
            kernel.Run(end);
        }

        _venue.Conclude();
        return Conclude(trips, cancellation.IsCancellationRequested);
    }

    private static IDelay Own(IDelay delay) => delay is RecordedDelay recorded ? recorded.Anew() : delay;

    private BacktestOutcome Conclude(RoundTrips trips, bool isStopped)
    {
        var venue = _venue!;
        var warnings = venue.Refusals.Select(pair => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{pair.Value} order(s) were refused: {pair.Key}.")).ToList();
        return new BacktestOutcome
        {
            First = _data.First, Last = _data.Last, Bars = venue.Done, Fills = venue.Fills, Commands = venue.Sent, Ordered = venue.Ordered, Trips = trips.Count, FinalEquity = venue.Equity,
            Refusals = venue.Refusals, Converted = 0, Waiting = venue.Waiting, IsStopped = isStopped, Warnings = warnings,
        };
    }

    private IStrategy CreateStrategy(Instrument[] instruments, MarketCalendar calendar)
    {
        IStrategy Create(Instrument instrument, int member, int members)
        {
            var first = _data.Series[instrument.Id.Value].FirstTick;
            var value = new MeanRevertingValue(first, 0, 0, SimDuration.FromSeconds(1), new Rng(0, "value"));
            return _setup.Terms.Create(new StrategySetting(instrument.Id, new Price(first), value)
            {
                Calendar = calendar, Instruments = instruments, Account = _setup.Terms.Account, Member = member, Members = members,
            });
        }

        return instruments.Length == 1 || _setup.Terms.IsTogether
            ? Create(instruments[0], 0, 1)
            : new EachInstrument([.. instruments.Select((instrument, i) => Create(instrument, i, instruments.Length))]);
    }

    private DateOnly DateOfOrigin() => new DateOnly(1970, 1, 1).AddDays((int)(_data.Origin / (86_400 * SimDuration.NanosecondsPerSecond)));
}
