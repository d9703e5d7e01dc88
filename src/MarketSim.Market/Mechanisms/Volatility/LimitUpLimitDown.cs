using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Limit up and limit down: price bands around the mean of the last minutes, a limit state when the market stands at one, and a
/// pause with a reopening auction when it stays there.</summary>
/// <remarks>
/// <code>
/// opening price ─> bands ──best offer at the lower, best bid at the upper──> limit state ──15 s──> pause ─> reopening auction
///                    ^  ^──────────────────quote gone──────────────────────────┘                               │
///                    └──────────────────────────────────────────────────────────────────────────────────────────┘
/// </code>
/// No trade is outside the bands: the matching model stops orders there. In a limit state, a pause and outside regular hours the
/// reference does not change. Source: MARKET rules, section 6.1; Plan to Address Extraordinary Market Volatility, sections V to VII.
/// </remarks>
public sealed class LimitUpLimitDown : TradingMechanism
{
    private const string Plan = "LULD plan";

    private readonly BandTerms _terms;
    private BandState?[] _states = [];
    private Pauses _pauses = null!;

    private LimitUpLimitDown(OptionSet options)
        : base("limit-up-limit-down", options) => _terms = new BandTerms(options);

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(
        [
            VolatilityOptions.Instruments,
            .. BandWidths.Options,
            VolatilityOptions.TimeOfDay("from", "9:30", "The time of day from which bands are in force.", $"{Plan}, section V(A)"),
            VolatilityOptions.TimeOfDay("until", "16:00", "The time of day until which bands are in force.", $"{Plan}, section V(A)"),
            VolatilityOptions.TimeOfDay("doubled-from", "15:35", "From this time of day the widths are doubled.",
                $"{Plan}, section V(A)"),
            VolatilityOptions.Time("window", "5min", "The reference is the mean of the trades of so much time.", $"{Plan}, section I(U)"),
            VolatilityOptions.Percent("least-change", "1", "How far a new mean must be from the reference to replace it.",
                $"{Plan}, section V(A)"),
            VolatilityOptions.Time("least-time", "30s", "How long a reference stands before another replaces it.", $"{Plan}, section V(A)", mayBeZero: true),
            new()
            {
                Name = "odd-lots", Kind = OptionKind.Flag, Default = "true",
                Summary = "Whether trades smaller than a round lot count towards the mean.", Source = $"{Plan}, section I(G)",
            },
            VolatilityOptions.Time("limit-state", "15s", "A limit state of this length leads to a pause.", $"{Plan}, section VI(B)"),
            VolatilityOptions.Time("pause", "5min", "How long trading pauses.", $"{Plan}, section VII(A)"),
            VolatilityOptions.Time("extension", "5min", "A reopening outside its collar is put off by this.", $"{Plan}, section VII(B)"),
            VolatilityOptions.Percent("reopening-collar", "5",
                "How far beyond the band the first reopening price may lie; each extension adds as much.",
                "Nasdaq Equity 4, Rule 4120(c)(10)"),
            VolatilityOptions.Percent("reopening-amount", "0.15",
                "In place of that percentage where the band is at or below the high price: so much.", "Nasdaq Equity 4, Rule 4120(c)(10)",
                "quote units"),
            VolatilityOptions.Time("first-quote-after", "5min",
                "Where nothing has traded so long after the beginning of hours, the midpoint of the quote is the first reference; 0: never.",
                $"{Plan}, section I(U)(1)", mayBeZero: true),
            VolatilityOptions.Time("straddle-pause", "0", "A straddle state of this length leads to a pause; 0 never does.",
                $"{Plan}, section VII(A)(2)", mayBeZero: true),
        ],
        options => new LimitUpLimitDown(options));

    /// <inheritdoc/>
    public override SimTime NextDeadline
    {
        get
        {
            var next = _pauses.NextDeadline;
            foreach (var state in _states)
            {
                var deadline = state?.NextDeadline ?? SimTime.Never;
                next = deadline < next ? deadline : next;
            }

            return next;
        }
    }

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        base.Begin(desk);
        var covered = desk.Covered(_terms.Instruments);
        var isAll = _terms.Instruments.Trim() == "*";
        _pauses = new Pauses(desk);
        _states = new BandState?[covered.Length];
        for (var i = 0; i < covered.Length; i++)
        {
            var isMeant = covered[i] && (!isAll || desk.Instruments[i] is Equity or Etf);
            _states[i] = isMeant ? new BandState(this, desk, _pauses, _terms, new(i)) : null;
        }
    }

    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade) => _states[trade.Instrument.Value]?.OnTrade(trade);

    /// <inheritdoc/>
    public override void OnEvent(in MarketEvent item)
    {
        if (item.Kind is not (EventKind.Quoted or EventKind.PhaseChanged or EventKind.Indicative or EventKind.Paused
            or EventKind.Extended))
        {
            return;
        }

        _pauses.Observe(item);
        var state = _states[item.Instrument.Value];
        switch (item.Kind)
        {
            case EventKind.Quoted:
                state?.OnQuote();
                break;
            case EventKind.PhaseChanged:
                state?.OnPhase(item.Phase);
                break;
            case EventKind.Indicative:
                state?.OnIndicative(item);
                break;
        }
    }

    /// <inheritdoc/>
    public override void OnTime(SimTime now)
    {
        foreach (var instrument in _pauses.TakeDue(now))
        {
            _states[instrument.Value]?.EndPause(now);
        }

        foreach (var state in _states)
        {
            state?.OnTime(now);
        }
    }

    /// <inheritdoc/>
    public override void OnDay(DayStep step, DateOnly date)
    {
        if (step is DayStep.Open or DayStep.Close)
        {
            foreach (var state in _states)
            {
                state?.Reset();
            }
        }
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        _pauses.AddTo(ref hash);
        foreach (var state in _states)
        {
            state?.AddTo(ref hash);
        }
    }
}
