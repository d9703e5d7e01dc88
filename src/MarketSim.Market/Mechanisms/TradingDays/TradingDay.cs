using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The plan of a trading day, day after day: pre-open, opening call, continuous trading, closing call, close, roll.</summary>
/// <remarks>
/// <code>
/// pre-open 9:00 ─ opening call 9:28 ═ open 9:30 ─ closing call 15:59 ═ close 16:00 ─ roll 17:30      ═ uncrosses
/// </code>
/// Business days are the calendar's. Where the clock begins in the middle of a day, the venue begins in the phase of that hour. An
/// instrument that is halted when the venue opens or calls for the close stays halted until it is resumed, or until the close.
/// Source: MARKET rules, sections 2.4 and 17.
/// </remarks>
public sealed class TradingDay : TradingMechanism
{
    private readonly OptionSet _options;
    private readonly DayPlan _plan;
    private readonly SimDuration _randomEnd;
    private readonly SimDuration _extension;
    private readonly int _extensions;
    private readonly double _extensionPercent;
    private Rng _random = null!;
    private CallTimer _calls = null!;
    private bool[] _hasAuctions = [];
    private DateOnly _date;
    private int _place;
    private SimTime _due;
    private bool _isOpen;
    private bool _hasOpened;
    private bool _isClosing;

    /// <summary>A trading day with the given settings.</summary>
    /// <exception cref="ArgumentException">Its times do not follow each other.</exception>
    public TradingDay(OptionSet options)
        : base("trading-day", options)
    {
        _options = options;
        _plan = new DayPlan(options);
        _randomEnd = options.Duration("random-end");
        _extension = options.Duration("extension");
        _extensions = options.Count("extensions");
        _extensionPercent = options.Number("extension-percent");
    }

    /// <summary>How it is described and made.</summary>
    public static MechanismType Type { get; } = new(TradingDayOptions.All, options => new TradingDay(options));

    /// <inheritdoc/>
    public override SimTime NextDeadline
    {
        get
        {
            // What the first day has behind it when the clock begins is due at once.
            var due = _due < SimTime.Zero ? SimTime.Zero : _due;
            return _calls.NextDeadline < due ? _calls.NextDeadline : due;
        }
    }

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        base.Begin(desk);
        _random = desk.Random(Spec.Name);
        _calls = new CallTimer(desk);
        _hasAuctions = new bool[desk.Instruments.Count];
        foreach (var instrument in desk.FindAll(_options.Text("instruments")))
        {
            _hasAuctions[instrument.Id.Value] = true;
            var model = desk.Model(instrument.Id);
            model.Auctions = TradingDayOptions.RulesFor(instrument, _options) with { Batches = model.Auctions.Batches };
        }

        _date = desk.Calendar.AddBusinessDays(desk.Calendar.FirstDay, 0);
        _place = 0;
        _due = TimeOf(_date, _place);
    }

    /// <inheritdoc/>
    public override RejectReason OnEntry(in Command command, in EntryContext context)
    {
        if (command.Kind != CommandKind.Place || !AuctionOnlyRule.IsAuctionOnly(command.TimeInForce))
        {
            return RejectReason.None;
        }

        if (!_hasAuctions[command.Instrument.Value])
        {
            return RejectReason.NotPermitted;
        }

        var isMarket = command.Type == OrderType.Market;
        var isForOpen = command.TimeInForce == TimeInForce.AtOpen;
        var cutOff = DayTime.Parse(_options.Text((isForOpen, isMarket) switch
        {
            (true, true) => "moo-cut-off",
            (true, false) => "loo-cut-off",
            (false, true) => "moc-cut-off",
            (false, false) => "loc-cut-off",
        }));
        var earlier = isForOpen ? SimDuration.Zero : _plan.EarlierOn(Desk.Today);
        return cutOff is { } time && Desk.Calendar.TimeOfDay(context.Now) >= time - earlier ? RejectReason.TooLate : RejectReason.None;
    }

    /// <inheritdoc/>
    public override void OnEvent(in MarketEvent item)
    {
        // Somebody else's halt, pause or close takes the call out of our hands.
        if (item.Kind == EventKind.PhaseChanged && _calls.Has(item.Instrument) && !item.Phase.IsCall())
        {
            _calls.Forget(item.Instrument);
        }
    }

    /// <inheritdoc/>
    public override void OnTime(SimTime now)
    {
        while (_due <= now)
        {
            var (part, _) = _plan.At(_place, _date);
            var due = _due;
            GoOn();

            // Where the clock begins later than this part ended, only the part in force is made up for.
            if (_due > now || part is DayPart.Close or DayPart.Roll)
            {
                Begin(part, due < SimTime.Zero ? SimTime.Zero : due);
            }
        }

        _calls.OnTime(now, MayExtend);
        if (_isClosing && _calls.Count == 0)
        {
            _isClosing = false;
            _isOpen = false;
            Desk.Enqueue(Commands.SetPhase(TradingPhase.Closed));
        }
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        hash.Add((long)_date.DayNumber);
        hash.Add((long)_place | (_isOpen ? 256L : 0) | (_isClosing ? 512L : 0) | (_hasOpened ? 1_024L : 0));
        hash.Add(_due.Nanoseconds);
        _calls.AddTo(ref hash);
    }

    private void GoOn()
    {
        if (++_place == _plan.Count)
        {
            _place = 0;
            _date = Desk.Calendar.AddBusinessDays(_date, 1);
        }

        _due = TimeOf(_date, _place);
    }

    // Before the clock's zero for what the first day has behind it.
    private SimTime TimeOf(DateOnly date, int place)
    {
        var calendar = Desk.Calendar;
        var midnight = new SimTime(-calendar.ZeroIsAt.Nanoseconds)
            + new SimDuration((date.DayNumber - calendar.FirstDay.DayNumber) * 24L * 3_600 * SimDuration.NanosecondsPerSecond);
        return midnight + _plan.At(place, date).Time;
    }

    private void Begin(DayPart part, SimTime due)
    {
        switch (part)
        {
            case DayPart.PreOpen:
                BeginOpeningCall(TradingPhase.PreOpen);
                break;
            case DayPart.OpeningCall:
                BeginOpeningCall(TradingPhase.OpeningAuction);
                break;
            case DayPart.Open:
                Open(due);
                break;
            case DayPart.ClosingCall when _isOpen:
                CallForClose();
                break;
            case DayPart.Close when _isOpen:
                Close(due);
                break;
            case DayPart.Roll when _hasOpened:
                Roll();
                break;
        }
    }

    private void BeginOpeningCall(TradingPhase call)
    {
        if (!_isOpen)
        {
            (_isOpen, _hasOpened) = (true, true);
            Desk.Enqueue(Commands.SetPhase(call));
        }

        foreach (var instrument in Desk.Instruments)
        {
            if (_hasAuctions[instrument.Id.Value] && Desk.Model(instrument.Id).Phase is TradingPhase.Closed or TradingPhase.PreOpen)
            {
                Desk.Enqueue(WithReference(Commands.SetPhase(instrument.Id, call)));
            }
        }
    }

    private void Open(SimTime due)
    {
        if (!_isOpen)
        {
            (_isOpen, _hasOpened) = (true, true);
            Desk.Enqueue(Commands.SetPhase(TradingPhase.Continuous));
            return;
        }

        foreach (var instrument in Desk.Instruments)
        {
            if (Desk.Model(instrument.Id).Phase is TradingPhase.PreOpen or TradingPhase.OpeningAuction)
            {
                var isAuction = _hasAuctions[instrument.Id.Value];
                _calls.Set(instrument.Id, due + (isAuction ? DrawEnd() : SimDuration.Zero), TradingPhase.Continuous);
            }
        }
    }

    private void CallForClose()
    {
        foreach (var instrument in Desk.Instruments)
        {
            var phase = Desk.Model(instrument.Id).Phase;
            if (_hasAuctions[instrument.Id.Value] && (phase == TradingPhase.Continuous || phase.IsCall()))
            {
                _calls.Forget(instrument.Id);
                Desk.Enqueue(WithReference(Commands.SetPhase(instrument.Id, TradingPhase.ClosingAuction)));
            }
        }
    }

    private void Close(SimTime due)
    {
        _isClosing = true;
        foreach (var instrument in Desk.Instruments)
        {
            var isAuction = Desk.Model(instrument.Id).Phase == TradingPhase.ClosingAuction;
            _calls.Set(instrument.Id, due + (isAuction ? DrawEnd() : SimDuration.Zero), TradingPhase.Closed);
        }
    }

    private void Roll()
    {
        if (_isOpen)
        {
            // An extension that would outlast the day.
            (_isOpen, _isClosing) = (false, false);
            Desk.Enqueue(Commands.SetPhase(TradingPhase.Closed));
        }

        _hasOpened = false;
        Desk.Enqueue(Commands.RollDay());
    }

    private SimDuration DrawEnd()
        => _randomEnd == SimDuration.Zero ? SimDuration.Zero : new SimDuration(_random.Below(_randomEnd.Nanoseconds + 1));

    private Command WithReference(in Command command)
        => Desk.Model(command.Instrument).Auctions.Pricing.Anchor == AuctionAnchor.Settlement && Desk.Prices.Close(command.Instrument) is { } close
            ? command with { Price = close, Flags = command.Flags | OrderFlags.HasLimit }
            : command;

    // The price may still come back to the reference, or the reference was wrong: more time for orders.
    private SimTime? MayExtend(InstrumentId instrument, int extensions)
    {
        var model = Desk.Model(instrument);
        if (_extension == SimDuration.Zero || extensions >= _extensions || !_hasAuctions[instrument.Value] || !model.Phase.IsCall()
            || Desk.Prices.Mark(instrument) is not { } reference || model.CallPrice is not { } price)
        {
            return null;
        }

        return Math.Abs(price - reference) * 100.0 > _extensionPercent * Math.Abs(reference.Ticks) ? Desk.Now + _extension : null;
    }
}
