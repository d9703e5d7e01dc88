using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A corridor around the last price and one around the last auction price: what would trade outside does not, and a short
/// volatility auction follows.</summary>
/// <remarks>An order trades up to the corridor; what is left of it goes into the auction at its own limit. The auction ends after its
/// time and a random part; where its price would lie too far from the last one it is extended. Source: MARKET rules, section 6.3; T7
/// market model equities (volatility interruption), London Stock Exchange MIT201 (automatic execution suspension).</remarks>
public sealed class PriceCollar : TradingMechanism
{
    private const string Source = "T7 market model equities, volatility interruption";

    private readonly string _symbols;
    private readonly long _dynamic;
    private readonly long _static;
    private readonly SimDuration _duration;
    private readonly SimDuration _randomEnd;
    private readonly SimDuration _extension;
    private readonly long _extensionRange;
    private readonly int _mostExtensions;
    private Corridor?[] _corridors = [];
    private Pauses _pauses = null!;
    private Rng _random = null!;

    private PriceCollar(OptionSet options)
        : base("price-collar", options)
    {
        _symbols = options.Text("instruments");
        (_dynamic, _static) = (options.PartsPerMillion("dynamic"), options.PartsPerMillion("static"));
        (_duration, _randomEnd) = (options.Duration("auction"), options.Duration("random-end"));
        (_extension, _extensionRange) = (options.Duration("extension"), options.PartsPerMillion("extension-range"));
        _mostExtensions = options.Count("most-extensions");
    }

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(
        [
            VolatilityOptions.Instruments,
            VolatilityOptions.Percent("dynamic", "2", "Corridor around the last price; 0 is none.", Source),
            VolatilityOptions.Percent("static", "5",
                "Corridor around the last auction price, before the first the last close; 0 is none.", Source),
            VolatilityOptions.Time("auction", "2min", "How long the volatility auction lasts at least.", Source),
            VolatilityOptions.Time("random-end", "30s", "How much longer it lasts at most, at random.", Source, mayBeZero: true),
            VolatilityOptions.Percent("extension-range", "4",
                "An auction whose price would lie further from the last price is extended; 0 never is.", Source),
            VolatilityOptions.Time("extension", "5min", "How long an extension lasts.", Source),
            VolatilityOptions.Whole("most-extensions", "1", "How often it is extended at most.", "extensions", Source),
        ],
        options => new PriceCollar(options));

    /// <inheritdoc/>
    public override SimTime NextDeadline => _pauses.NextDeadline;

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        base.Begin(desk);
        _random = desk.Random("price-collar");
        _pauses = new Pauses(desk);
        _corridors = [.. desk.Covered(_symbols).Select(covered => covered ? new Corridor() : null)];
    }

    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade) => SetLimits(trade.Instrument);

    /// <inheritdoc/>
    public override void OnEvent(in MarketEvent item)
    {
        _pauses.Observe(item);
        var corridor = item.Kind is EventKind.Uncrossed or EventKind.Indicative or EventKind.PhaseChanged or EventKind.LimitReached
            ? _corridors[item.Instrument.Value]
            : null;
        if (corridor is null)
        {
            return;
        }

        switch (item.Kind)
        {
            case EventKind.Uncrossed when !item.Quantity.IsZero:
                corridor.LastAuction = item.Price;
                break;
            case EventKind.Indicative:
                corridor.Indicative = item.Quantity.IsZero ? null : item.Price;
                break;
            case EventKind.PhaseChanged:
                SetLimits(item.Instrument);
                break;
            case EventKind.LimitReached when !_pauses.Owns(item.Instrument)
                && (item.Price == corridor.Limits.Lower || item.Price == corridor.Limits.Upper):
                (corridor.Indicative, corridor.Extensions) = (null, 0);
                _pauses.Begin(item.Instrument, Desk.Now + _duration, TradingPhase.VolatilityAuction, RandomPart());
                break;
        }
    }

    /// <inheritdoc/>
    public override void OnTime(SimTime now)
    {
        foreach (var instrument in _pauses.TakeDue(now))
        {
            var corridor = _corridors[instrument.Value]!;
            if (corridor.Extensions < _mostExtensions && IsTooFar(instrument, corridor))
            {
                corridor.Extensions++;
                _pauses.Extend(instrument, now + _extension, RandomPart());
            }
            else
            {
                _pauses.Resume(instrument);
            }
        }
    }

    /// <inheritdoc/>
    public override void OnDay(DayStep step, DateOnly date)
    {
        for (var i = 0; step == DayStep.Open && i < _corridors.Length; i++)
        {
            if (_corridors[i] is { } corridor)
            {
                corridor.LastAuction = null;
                _pauses.Drop(new(i));
            }
        }
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        _pauses.AddTo(ref hash);
        foreach (var corridor in _corridors)
        {
            hash.Add((corridor?.LastAuction ?? default).Ticks);
            hash.Add((corridor?.Indicative ?? default).Ticks);
            hash.Add((long)(corridor?.Extensions ?? 0));
        }
    }

    private void SetLimits(InstrumentId instrument)
    {
        if (_corridors[instrument.Value] is not { } corridor || Desk.Model(instrument).IsBrokenOff)
        {
            return;
        }

        var limits = PriceLimits.None;
        if (Desk.Model(instrument).Phase == TradingPhase.Continuous)
        {
            var close = Desk.Prices.Close(instrument);
            limits = Around(instrument, Desk.Prices.Last(instrument) ?? close, _dynamic)
                .And(Around(instrument, corridor.LastAuction ?? close, _static));
        }

        if (limits != corridor.Limits)
        {
            corridor.Limits = limits;
            Desk.SetLimits(this, instrument, limits);
        }
    }

    private PriceLimits Around(InstrumentId instrument, Price? reference, long partsPerMillion)
    {
        if (reference is not { } price || partsPerMillion == 0)
        {
            return PriceLimits.None;
        }

        var ticks = Desk.Instruments[instrument.Value].Ticks;
        var distance = Int128.Abs(price.Ticks) * partsPerMillion;
        var lower = (long)Rounding.Up.Divide(((Int128)price.Ticks * 1_000_000) - distance, 1_000_000);
        var upper = (long)Rounding.Down.Divide(((Int128)price.Ticks * 1_000_000) + distance, 1_000_000);
        return new PriceLimits(ticks.RoundUp(new(lower)), ticks.RoundDown(new(upper)), LowerBreaks: true, UpperBreaks: true);
    }

    private bool IsTooFar(InstrumentId instrument, Corridor corridor)
        => _extensionRange > 0 && corridor.Indicative is { } price
            && !Around(instrument, Desk.Prices.Last(instrument), _extensionRange).Contains(price);

    private SimDuration RandomPart() => _randomEnd == SimDuration.Zero ? _randomEnd : new(_random.Between(0, _randomEnd.Nanoseconds));

    private sealed class Corridor
    {
        public Price? LastAuction { get; set; }

        public Price? Indicative { get; set; }

        public int Extensions { get; set; }

        public PriceLimits Limits { get; set; } = PriceLimits.None;
    }
}
