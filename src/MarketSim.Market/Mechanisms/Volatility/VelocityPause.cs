using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Velocity logic: a move of so many ticks within so much time pauses trading for some seconds.</summary>
/// <remarks>The move is counted from every price in force during that time, the last one before it included. An order that would move
/// the price further, a cascade of stops above all, stops there. Source: MARKET rules, section 6.3; CME Globex velocity logic and stop
/// logic (E-mini S&amp;P 500, 6 May 2010, 14:45:28: 5 s).</remarks>
public sealed class VelocityPause : TradingMechanism
{
    private const string Source = "CME Globex, velocity logic";

    private readonly string _symbols;
    private readonly long _ticks;
    private readonly SimDuration _within;
    private readonly SimDuration _pause;
    private TradeWindow?[] _windows = [];
    private PriceLimits[] _limits = [];
    private Pauses _pauses = null!;

    private VelocityPause(OptionSet options)
        : base("velocity-pause", options)
    {
        (_symbols, _ticks) = (options.Text("instruments"), options.Integer("ticks"));
        (_within, _pause) = (options.Duration("within"), options.Duration("pause"));
    }

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(
        [
            VolatilityOptions.Instruments,
            VolatilityOptions.Whole("ticks", "24", "How far the price must move to pause trading.", "ticks", Source, least: 1),
            VolatilityOptions.Time("within", "1s", "Within how much time it must move so far.", Source),
            VolatilityOptions.Time("pause", "5s", "How long trading pauses.", "CME Globex, stop logic"),
        ],
        options => new VelocityPause(options));

    /// <inheritdoc/>
    public override SimTime NextDeadline
    {
        get
        {
            var next = _pauses.NextDeadline;
            foreach (var window in _windows)
            {
                next = window is not null && window.NextExpiry < next ? window.NextExpiry : next;
            }

            return next;
        }
    }

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        base.Begin(desk);
        _pauses = new Pauses(desk);
        _windows = [.. desk.Covered(_symbols).Select(covered => covered ? new TradeWindow(_within, keepsLast: true) : null)];
        _limits = new PriceLimits[_windows.Length];
        Array.Fill(_limits, PriceLimits.None);
    }

    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade)
    {
        if (_windows[trade.Instrument.Value] is not { } window)
        {
            return;
        }

        if ((trade.Flags & EventFlags.Auction) != 0)
        {
            window.Clear();
        }

        window.Expire(trade.Time);
        window.Add(trade.Time, trade.Price);
        if (Desk.Model(trade.Instrument).Phase == TradingPhase.Continuous && HasMoved(trade.Instrument, window, trade.Price))
        {
            Pause(trade.Instrument);
        }

        SetLimits(trade.Instrument);
    }

    /// <inheritdoc/>
    public override void OnEvent(in MarketEvent item)
    {
        _pauses.Observe(item);
        switch (item.Kind)
        {
            case EventKind.PhaseChanged:
                if (item.Phase != TradingPhase.Continuous)
                {
                    _windows[item.Instrument.Value]?.Clear();
                }

                SetLimits(item.Instrument);
                break;
            case EventKind.LimitReached when _limits[item.Instrument.Value] is var limits
                && (item.Price == limits.Lower || item.Price == limits.Upper):
                Pause(item.Instrument);
                break;
        }
    }

    /// <inheritdoc/>
    public override void OnTime(SimTime now)
    {
        foreach (var instrument in _pauses.TakeDue(now))
        {
            _pauses.Resume(instrument);
        }

        for (var i = 0; i < _windows.Length; i++)
        {
            if (_windows[i] is { } window && window.Expire(now))
            {
                SetLimits(new(i));
            }
        }
    }

    /// <inheritdoc/>
    public override void OnDay(DayStep step, DateOnly date)
    {
        for (var i = 0; step == DayStep.Open && i < _windows.Length; i++)
        {
            _windows[i]?.Clear();
            _pauses.Drop(new(i));
        }
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        _pauses.AddTo(ref hash);
        foreach (var window in _windows)
        {
            window?.AddTo(ref hash);
        }
    }

    private bool HasMoved(InstrumentId instrument, TradeWindow window, Price price)
    {
        var least = _ticks * Desk.Instruments[instrument.Value].Ticks.StepAt(price);
        return window.High - price.Ticks >= least || price.Ticks - window.Low >= least;
    }

    private void Pause(InstrumentId instrument)
    {
        if (!_pauses.Owns(instrument))
        {
            _pauses.Begin(instrument, Desk.Now + _pause, TradingPhase.ReopeningAuction);
        }
    }

    private void SetLimits(InstrumentId instrument)
    {
        if (_windows[instrument.Value] is not { } window || Desk.Model(instrument).IsBrokenOff)
        {
            return;
        }

        var limits = PriceLimits.None;
        if (window.Count > 0 && Desk.Model(instrument).Phase == TradingPhase.Continuous)
        {
            var distance = _ticks * Desk.Instruments[instrument.Value].Ticks.StepAt(new(window.High));
            limits = new(new(window.High - distance), new(window.Low + distance), LowerBreaks: true, UpperBreaks: true);
        }

        if (limits != _limits[instrument.Value])
        {
            _limits[instrument.Value] = limits;
            Desk.SetLimits(this, instrument, limits);
        }
    }
}
