using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The market-wide circuit breaker: a fall of the index by a level's percentage halts everything; the last level ends the
/// day.</summary>
/// <remarks>The index is an instrument, by its trades or reference prices, or a weighted sum of several. Levels 1 and 2 halt once a day
/// each, and only before a time of day; a fall straight to level 2 uses up level 1. Trading resumes with a reopening auction. Source:
/// MARKET rules, section 6.2; NYSE Rule 7.12.</remarks>
public sealed class CircuitBreaker : TradingMechanism
{
    private const string Rule = "NYSE Rule 7.12";

    private readonly string _symbols;
    private readonly string _index;
    private readonly long[] _falls;
    private readonly SimDuration _before;
    private readonly SimDuration _halt;
    private List<(Instrument Instrument, long Weight)> _basket = [];
    private bool[] _isCovered = [];
    private Pauses _pauses = null!;
    private int _reached;

    private CircuitBreaker(OptionSet options)
        : base("circuit-breaker", options)
    {
        (_symbols, _index) = (options.Text("instruments"), options.Text("index"));
        _falls = [options.PartsPerMillion("level-1"), options.PartsPerMillion("level-2"), options.PartsPerMillion("level-3")];
        (_before, _halt) = (options.TimeOfDay("before"), options.Duration("halt"));
    }

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(
        [
            VolatilityOptions.Instruments,
            new()
            {
                Name = "index", Kind = OptionKind.Text, Default = "INDEX", Check = CheckIndex, Source = Rule,
                Summary = "The symbol whose price is the index, or several with weights, such as AAA:3 BBB:2.",
            },
            VolatilityOptions.Percent("level-1", "7", "Fall from the prior close that halts,", Rule),
            VolatilityOptions.Percent("level-2", "13", "that halts again,", Rule),
            VolatilityOptions.Percent("level-3", "20", "and that closes the day.", Rule),
            VolatilityOptions.TimeOfDay("before", "15:25", "Levels 1 and 2 halt only before this time of day.", Rule),
            VolatilityOptions.Time("halt", "15min", "How long they halt.", Rule),
        ],
        options => new CircuitBreaker(options));

    /// <inheritdoc/>
    public override SimTime NextDeadline => _pauses.NextDeadline;

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        base.Begin(desk);
        _isCovered = desk.Covered(_symbols);
        _pauses = new Pauses(desk);
        _basket = [.. Parts(_index).Select(part => (desk.Find(part.Symbol), part.Weight))];
    }

    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade) => Look(trade.Instrument);

    /// <inheritdoc/>
    public override void OnEvent(in MarketEvent item)
    {
        _pauses.Observe(item);
        if (_reached == _falls.Length && item.Kind == EventKind.PhaseChanged && item.Phase != TradingPhase.Closed
            && _isCovered[item.Instrument.Value])
        {
            // The day is over, whatever a schedule says.
            Desk.Enqueue(Commands.SetPhase(item.Instrument, TradingPhase.Closed));
        }
    }

    /// <inheritdoc/>
    public override RejectReason OnInstruction(in Command instruction)
    {
        if (instruction.Instruction == Instruction.ReferencePrice)
        {
            Look(instruction.Instrument);
        }

        return RejectReason.UnknownInstruction;
    }

    /// <inheritdoc/>
    public override void OnTime(SimTime now)
    {
        foreach (var instrument in _pauses.TakeDue(now))
        {
            _pauses.Resume(instrument);
        }
    }

    /// <inheritdoc/>
    public override void OnDay(DayStep step, DateOnly date)
    {
        if (step == DayStep.CorporateActions)
        {
            _reached = 0;
        }
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        hash.Add((long)_reached);
        _pauses.AddTo(ref hash);
    }

    private void Look(InstrumentId changed)
    {
        if (!Desk.IsOpen || _reached == _falls.Length || !_basket.Any(part => part.Instrument.Id == changed)
            || Level(Desk.Prices.Mark) is not { } now || Level(Desk.Prices.Close) is not { } close)
        {
            return;
        }

        // From the deepest: a fall past two levels is one halt, by the lower of them.
        for (var level = _falls.Length; level > _reached; level--)
        {
            // Thresholds are rounded to the price unit of the index.
            var threshold = Rounding.HalfUp.Divide(close * (1_000_000 - _falls[level - 1]), 1_000_000);
            var ends = level == _falls.Length;
            if (now <= threshold && (ends || Desk.Calendar.TimeOfDay(Desk.Now) < _before))
            {
                Reach(level, ends, now);
                return;
            }
        }
    }

    private void Reach(int level, bool endsDay, Int128 index)
    {
        _reached = level;
        Desk.Report(new MarketEvent
        {
            Kind = EventKind.CircuitBreaker, Amount = level, Instrument = _basket[0].Instrument.Id, Price = new((long)index),
            Until = endsDay ? SimTime.Never : Desk.Now + _halt,
        });
        foreach (var instrument in Desk.Instruments)
        {
            var phase = Desk.Model(instrument.Id).Phase;
            if (!_isCovered[instrument.Id.Value] || phase == TradingPhase.Closed)
            {
                continue;
            }

            if (endsDay)
            {
                Desk.Enqueue(Commands.SetPhase(instrument.Id, TradingPhase.Closed));
            }
            else if (phase is TradingPhase.Continuous or TradingPhase.ReopeningAuction or TradingPhase.VolatilityAuction)
            {
                _pauses.Begin(instrument.Id, Desk.Now + _halt, TradingPhase.ReopeningAuction);
            }
        }
    }

    // One instrument stands for itself; of several the weighted sum.
    private Int128? Level(Func<InstrumentId, Price?> price)
    {
        Int128 sum = 0;
        foreach (var (instrument, weight) in _basket)
        {
            if (price(instrument.Id) is not { } known)
            {
                return null;
            }

            sum += (Int128)known.Ticks * weight;
        }

        return sum;
    }

    private static void CheckIndex(string text)
    {
        if (!Parts(text).Any())
        {
            throw new FormatException("accepted is a symbol, or symbols with whole weights such as AAA:3 BBB:2.");
        }
    }

    private static IEnumerable<(string Symbol, long Weight)> Parts(string text)
    {
        foreach (var part in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.LastIndexOf(':');
            yield return colon >= 0 && long.TryParse(part[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var weight)
                ? (part[..colon], weight)
                : (part, 1);
        }
    }
}
