using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Foreign exchange: value dates of spot trades, what is due on them, forward rates by covered parity, and positions that are
/// rolled from one value date to the next.</summary>
/// <remarks>
/// Balances are trade-date, as everywhere: value dates are told (<see cref="EventKind.Obligation"/> at the end of the trade's day,
/// <see cref="EventKind.Settled"/> at the end of the value date), netted by account, pair and date. An account that rolls swaps what is due
/// tomorrow for the next value date, and pays or receives the swap points. Source: MARKET rules, section 11.
/// </remarks>
public sealed class FxSpot : TradingMechanism
{
    private readonly OptionSet _options;
    private readonly IReadOnlyDictionary<string, InterestRates> _rates;
    private readonly SortedSet<int> _pairs = [];
    private readonly SortedSet<int> _nextDayPairs = [];
    private readonly SortedDictionary<(DateOnly Value, int Pair, int Account), Due> _due = [];
    private MarketCalendar _calendar = MarketCalendar.Default;

    private FxSpot(OptionSet options)
        : base("fx-spot", options)
    {
        _options = options;
        _rates = InterestRates.Parse(options.Text("rates"));
    }

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(
        [
            new()
            {
                Name = "instruments", Kind = OptionKind.Text, Default = "*", Unit = "symbols",
                Summary = "The currency pairs that it concerns, separated by blanks; * is all pairs of the venue.",
            },
            new()
            {
                Name = "spot-days", Kind = OptionKind.Integer, Default = "2", Min = 0, Max = 10, Unit = "business days",
                Summary = "From the day of a trade to its value date.", Source = "market practice; MARKET rules, section 11",
            },
            new()
            {
                Name = "next-day", Kind = OptionKind.Text, Default = "USDCAD", Unit = "symbols",
                Summary = "Pairs whose value date is the next business day; those that the venue does not trade do not matter.",
                Source = "market practice; MARKET rules, section 11",
            },
            new()
            {
                Name = "holidays", Kind = OptionKind.Text, Default = "", Unit = "dates",
                Summary = "Days such as 2026-05-01 on which one of the currencies cannot be paid, beside those of the venue.",
                Check = text => Dates(text),
            },
            new()
            {
                Name = "rates", Kind = OptionKind.Text, Default = "", Unit = "pair:base/quote, % a year, simple",
                Summary = "Interest rates for forwards and rolls, such as EURUSD:3.5/5; years of 360 days unless a third part says other.",
                Source = "covered interest parity; MARKET rules, section 11", Check = text => InterestRates.Parse(text),
            },
            new()
            {
                Name = "rollover", Kind = OptionKind.Choice, Default = "none", Choices = ["none", "margin", "all"],
                Summary = "Whose positions are rolled before their value date: nobody's, those of margin accounts, everybody's.",
            },
        ],
        options => new FxSpot(options));

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        base.Begin(desk);
        _calendar = desk.Calendar with { Holidays = [.. desk.Calendar.Holidays, .. Dates(_options.Text("holidays"))] };
        var symbols = _options.Text("instruments");
        var nextDay = _options.Text("next-day").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        foreach (var instrument in desk.FindAll(symbols))
        {
            if (instrument is FxPair)
            {
                _pairs.Add(instrument.Id.Value);
                if (nextDay.Contains(instrument.Symbol, StringComparer.Ordinal))
                {
                    _nextDayPairs.Add(instrument.Id.Value);
                }
            }
            else if (symbols.Trim() != "*")
            {
                throw new ArgumentException($"Mechanism 'fx-spot': '{instrument.Symbol}' is not a currency pair; name pairs, or * for all.");
            }
        }

        foreach (var symbol in _rates.Keys)
        {
            desk.Find(symbol);
        }
    }

    /// <summary>The value date of a spot trade on a day.</summary>
    public DateOnly ValueDate(InstrumentId pair, DateOnly tradeDate)
        => _calendar.AddBusinessDays(tradeDate, _nextDayPairs.Contains(pair.Value) ? 1 : _options.Count("spot-days"));

    /// <summary>The outright forward rate by covered parity, from the present spot rate.</summary>
    /// <param name="pair">Which pair; its rates must be among the parameters.</param>
    /// <param name="days">Calendar days from the spot value date.</param>
    /// <returns>Null before there is a spot rate, or without interest rates.</returns>
    public decimal? Forward(InstrumentId pair, int days)
        => Spot(pair) is { } spot && _rates.TryGetValue(Desk.Instruments[pair.Value].Symbol, out var rates)
            ? rates.Forward(spot, days)
            : null;

    /// <summary>Forward rate less spot rate: the swap points, in the quote currency.</summary>
    /// <returns>As of <see cref="Forward"/>.</returns>
    public decimal? SwapPoints(InstrumentId pair, int days) => Forward(pair, days) - Spot(pair);

    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade)
    {
        if (!_pairs.Contains(trade.Instrument.Value) || trade.Account == trade.CounterAccount)
        {
            return;
        }

        var value = ValueDate(trade.Instrument, Desk.Today);
        var delivered = -trade.Side.Sign() * trade.Quantity.Lots;
        var received = -trade.Side.Sign() * trade.Amount;
        Add((value, trade.Instrument.Value, trade.Account.Value), delivered, received);
        Add((value, trade.Instrument.Value, trade.CounterAccount.Value), -delivered, -received);
    }

    /// <inheritdoc/>
    public override void OnDay(DayStep step, DateOnly date)
    {
        if (step == DayStep.Charges && _options.Text("rollover") != "none")
        {
            Roll(date);
        }

        if (step == DayStep.Settlement)
        {
            Announce();
            Settle(date);
        }
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        foreach (var ((value, pair, account), due) in _due)
        {
            hash.Add((long)value.DayNumber);
            hash.Add((long)pair);
            hash.Add((long)account);
            hash.Add(due.Delivered);
            hash.Add(due.Received);
            hash.Add(due.IsNew ? 1L : 0L);
        }
    }

    private void Add((DateOnly, int, int) key, long delivered, long received)
    {
        var due = _due.GetValueOrDefault(key);
        _due[key] = new Due(checked(due.Delivered + delivered), checked(due.Received + received), IsNew: true);
    }

    private void Announce()
    {
        foreach (var (key, due) in _due.Where(d => d.Value.IsNew).ToList())
        {
            Report(EventKind.Obligation, key, due);
            _due[key] = due with { IsNew = false };
        }
    }

    private void Settle(DateOnly date)
    {
        foreach (var (key, due) in _due.Where(d => d.Key.Value <= date).ToList())
        {
            Report(EventKind.Settled, key, due);
            _due.Remove(key);
        }
    }

    private void Report(EventKind kind, (DateOnly Value, int Pair, int Account) key, Due due) => Desk.Report(new MarketEvent
    {
        Kind = kind, Instrument = new(key.Pair), Account = new(key.Account), Quantity = new Quantity(due.Delivered),
        Amount = due.Received, Until = _calendar.At(key.Value, new SimDuration(86_400 * SimDuration.NanosecondsPerSecond - 1)),
    });

    // Tom-next: what is due on the next business day is swapped to the day after, at the difference of their forward rates.
    private void Roll(DateOnly date)
    {
        var tomorrow = _calendar.AddBusinessDays(date, 1);
        var next = _calendar.AddBusinessDays(tomorrow, 1);
        foreach (var (key, due) in _due.Where(d => d.Key.Value <= tomorrow && d.Value.Delivered != 0).ToList())
        {
            var (account, pair) = (new AccountId(key.Account), Desk.Instruments[key.Pair]);
            if ((_options.Text("rollover") == "margin" && Desk.TypeOf(account) == AccountType.Cash)
                || SwapPoints(pair.Id, next.DayNumber - tomorrow.DayNumber) is not { } points)
            {
                continue;
            }

            // Who is long buys again on the later date, dearer by the points.
            var lots = -due.Delivered;
            var minor = points / pair.PriceUnit * lots * pair.TickValueNumerator / pair.TickValueDenominator;
            Desk.Post(
                Posting.RolloverPoints, account, HouseAccounts.Broker, pair.Quote,
                (long)decimal.Round(minor, MidpointRounding.AwayFromZero),
                new MarketEvent { Instrument = pair.Id, Quantity = new Quantity(Math.Abs(lots)), Side = lots < 0 ? Side.Sell : Side.Buy });
            _due.Remove(key);
            Add((next, key.Pair, key.Account), due.Delivered, due.Received);
        }
    }

    private decimal? Spot(InstrumentId pair)
        => Desk.Prices.Mark(pair) is { } mark ? Desk.Instruments[pair.Value].ToDecimal(mark) : null;

    private static List<DateOnly> Dates(string text)
    {
        var dates = new List<DateOnly>();
        foreach (var part in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            dates.Add(DateOnly.TryParseExact(part, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date
                : throw new FormatException($"'{part}' is not a date; accepted are dates such as 2026-05-01."));
        }

        return dates;
    }

    // Base currency to deliver (negative: to receive) and quote currency to receive (negative: to deliver), net.
    private readonly record struct Due(long Delivered, long Received, bool IsNew);
}
