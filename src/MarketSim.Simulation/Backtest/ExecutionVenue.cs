using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The exchange of a back-test. Nobody trades there but our account: fills that the models find are carried out in it as
/// trades with the market, so that ledger, fees, margin and everything else are those of the simulation.</summary>
/// <remarks>A fill is an order of the market at its price and ours that meets it. What the market sells it first brings in from the
/// outside world.</remarks>
internal sealed class ExecutionVenue
{
    /// <summary>Whose back-test it is.</summary>
    public static readonly AccountId Trader = HouseAccounts.FirstParticipant;

    private static readonly AccountId Market = new(HouseAccounts.FirstParticipant.Value + 1);

    private readonly Exchange _exchange;
    private readonly Instrument[] _instruments;
    private readonly IRunRecorder? _log;
    private readonly ExchangeOptions _options;
    private (InstrumentId Instrument, OrderId Order) _offer;
    private ulong _orders;
    private long _commandCount;
    private long _eventCount;
    private SimTime _now;

    public ExecutionVenue(
        Instrument[] instruments, MarketCalendar calendar, IReadOnlyList<ITradingMechanism> mechanisms, BacktestSetup setup, IRunRecorder? log)
    {
        (_instruments, _log) = (instruments, log);
        _options = new ExchangeOptions { Calendar = calendar, UsesPlainBook = true };
        _exchange = new Exchange(instruments, _options, mechanisms, setup.Seed);
        HasDays = mechanisms.Count > 0;
        Apply(Commands.OpenAccount(Trader, setup.Account));
        OpenMarket(mechanisms);
    }

    /// <summary>What the last call led to.</summary>
    public EventBuffer Events { get; } = new();

    /// <summary>Whether days must be opened and closed.</summary>
    public bool HasDays { get; }

    /// <summary>The ledger, to read.</summary>
    public Ledger Ledger => _exchange.Ledger;

    /// <summary>The instruments with the terms in force.</summary>
    public IReadOnlyList<Instrument> Instruments => _exchange.Instruments;

    /// <summary>Lots held.</summary>
    public long Position(int instrument) => Ledger.Balance(Trader, _instruments[instrument].Base);

    /// <summary>Money held, in minor units.</summary>
    public long Cash => Ledger.Balance(Trader, _instruments[0].Quote);

    /// <summary>Asks something of the exchange; what happened is in <see cref="Events"/>.</summary>
    public void Apply(in Command command)
    {
        Events.Clear();
        Continue(command);
    }

    /// <summary>Time goes on; it never goes back.</summary>
    public void SetClock(SimTime now) => _now = now > _now ? now : _now;

    /// <summary>When the exchange next acts by itself.</summary>
    public SimTime NextDeadline => _exchange.NextDeadline;

    /// <summary>The market stands ready to take over what is held, at a price, until it withdraws.</summary>
    /// <param name="instrument">Of which instrument.</param>
    /// <param name="price">At which price.</param>
    /// <param name="lots">How much; negative where that is owed.</param>
    public void Offer(InstrumentId instrument, long price, long lots)
    {
        Events.Clear();
        var side = lots > 0 ? Side.Sell : Side.Buy;
        var quantity = new Quantity(Math.Abs(lots));
        Supply(_instruments[instrument.Value], side, new Price(price), quantity);
        _offer = (instrument, new OrderId(((ulong)Market.Value << 32) | ++_orders));
        Continue(Commands.Limit(Market, instrument, _offer.Order, side.Opposite(), new Price(price), quantity));
    }

    /// <summary>The market stands ready no longer.</summary>
    public void WithdrawOffer()
    {
        if (_offer.Order != default)
        {
            Apply(Commands.Cancel(Market, _offer.Instrument, _offer.Order));
            _offer = default;
        }
    }

    /// <summary>The manifest of the logs: with it they can be read and replayed like those of any run.</summary>
    /// <param name="setup">The back-test.</param>
    /// <param name="isStopped">Whether it was stopped early.</param>
    public RunManifest Describe(BacktestSetup setup, bool isStopped) => new()
    {
        CodeVersion = ProgramVersion.Text, Scenario = "back-test of " + setup.Strategy, Options = new Dictionary<string, string>(),
        Seed = setup.Seed, EndNanoseconds = _now.Nanoseconds,
        Assets =
        [
            new ManifestAsset(setup.Currency, setup.CurrencyDecimals),
            .. _instruments.Select(instrument => new ManifestAsset(instrument.Symbol, instrument.QuantityDecimals)),
        ],
        Instruments = [.. _instruments.Select(InstrumentCatalog.Describe)],
        Accounts =
        [
            .. HouseAccounts.All.Where(_ => HasDays).Select(house => new ManifestAccount(house.Value, HouseAccounts.NameOf(house)!, "venue")),
            new ManifestAccount(Trader.Value, "strategy", "strategy"), new ManifestAccount(Market.Value, "market", "market"),
        ],
        Exchange = ExchangeSettings.ToTexts(_options),
        Mechanisms = [.. _exchange.Mechanisms.Select(mechanism => new ManifestMechanism(mechanism.Spec.Name, mechanism.Spec.Settings))],
        Status = isStopped ? RunStatus.Interrupted : RunStatus.Completed, CommandCount = _commandCount, EventCount = _eventCount,
        StateHash = _exchange.ComputeHash().ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>Carries out a fill.</summary>
    /// <param name="instrument">What trades.</param>
    /// <param name="order">Our order.</param>
    /// <param name="side">Our side.</param>
    /// <param name="price">At which price.</param>
    /// <param name="lots">How much.</param>
    /// <param name="isMaker">Whether our order stood there and the market's met it; fees may depend on that.</param>
    /// <returns>Why not; none if it was done.</returns>
    public RejectReason Execute(InstrumentId instrument, OrderId order, Side side, long price, long lots, bool isMaker = false)
    {
        Events.Clear();
        var terms = _instruments[instrument.Value];
        Supply(terms, side, new Price(price), new Quantity(lots));
        var counter = new OrderId(((ulong)Market.Value << 32) | ++_orders);
        var markets = Commands.Limit(Market, instrument, counter, side.Opposite(), new Price(price), new Quantity(lots));
        var ours = Commands.Limit(Trader, instrument, order, side, new Price(price), new Quantity(lots));
        if (!isMaker)
        {
            Continue(markets);
        }

        var first = Events.Count;
        Continue(isMaker ? ours : ours with { TimeInForce = TimeInForce.Ioc });
        foreach (ref readonly var item in Events.Items[first..])
        {
            if (item.Kind == EventKind.Rejected && item.Order == order)
            {
                var reason = item.Reject;
                if (!isMaker)
                {
                    Continue(Commands.Cancel(Market, instrument, counter));
                }

                return reason;
            }
        }

        if (isMaker)
        {
            Continue(markets with { TimeInForce = TimeInForce.Ioc });
        }

        return RejectReason.None;
    }

    // It writes options, for which it must be good; else whatever it gives is brought in.
    private void OpenMarket(IReadOnlyList<ITradingMechanism> mechanisms)
    {
        const long Plenty = 1_000_000_000_000_000;
        const long ManyShares = 1_000_000_000;
        if (!Array.Exists(_instruments, instrument => instrument is OptionContract))
        {
            Apply(Commands.OpenAccount(Market));
            return;
        }

        Apply(Commands.OpenAccount(Market, mechanisms.Any(each => each.Spec.Name == "margin") ? AccountType.RegT : AccountType.Portfolio));
        Continue(Commands.Deposit(Market, _instruments[0].Quote, Plenty));
        foreach (var instrument in _instruments.Where(instrument => instrument is not OptionContract))
        {
            Continue(Commands.Deposit(Market, instrument.Base, ManyShares));
        }
    }

    // What the market is about to give, as far as it has not enough left from trades before.
    private void Supply(Instrument terms, Side side, Price price, Quantity lots)
    {
        if (terms is OptionContract)
        {
            return;
        }

        var (asset, needed) = terms.RequirementFor(side.Opposite(), price, lots);
        var missing = needed - Ledger.Available(Market, asset);
        if (missing > 0)
        {
            Continue(Commands.Deposit(Market, asset, missing));
        }
    }

    private void Continue(in Command command)
    {
        var first = Events.Count;
        _exchange.Apply(command, _now, Events);
        if (_log is not null)
        {
            Log(command, Events.Items[first..]);
        }
    }

    private void Log(in Command command, ReadOnlySpan<MarketEvent> events)
    {
        _log!.Record(command, _now);
        (_commandCount, _eventCount) = (_commandCount + 1, _eventCount + events.Length);
        foreach (ref readonly var item in events)
        {
            _log.Record(item);
        }
    }
}
