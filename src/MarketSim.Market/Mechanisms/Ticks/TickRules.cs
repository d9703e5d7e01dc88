using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>The prices at which one may quote, by rule and date: US Rule 612 with its half-cent tick, or RTS 11 of the EU.</summary>
/// <remarks>A change comes into force in the morning. Orders that are open at a price that is no tick any more move to the next one
/// away from the market. Source: 17 CFR 242.612; Regulation (EU) 2017/588; MARKET rules, section 4.</remarks>
public sealed class TickRules : TradingMechanism
{
    private readonly string _symbols;
    private readonly bool _isEu;
    private readonly int _transactions;
    private readonly DateOnly? _halfCentsFrom;
    private IReadOnlyList<InstrumentId> _covered = [];

    private TickRules(OptionSet options)
        : base("tick-regime", options)
    {
        _symbols = options.Text("instruments");
        _isEu = options.Text("rule") == "eu";
        _transactions = options.Count("transactions");
        _halfCentsFrom = DateOf(options.Text("half-cents-from"));
    }

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(
        [
            new()
            {
                Name = "instruments", Kind = OptionKind.Text, Default = "*",
                Summary = "Symbols separated by blanks, whose price unit must be 0.0001; * is all shares.",
            },
            new()
            {
                Name = "rule", Kind = OptionKind.Choice, Default = "us", Choices = ["us", "eu"],
                Source = "17 CFR 242.612; Regulation (EU) 2017/588", Summary = "Whose rule.",
            },
            new()
            {
                Name = "transactions", Kind = OptionKind.Integer, Default = "10000", Min = 0, Max = int.MaxValue, Unit = "a day",
                Source = "Regulation (EU) 2017/588, annex", Summary = "The average daily number, which decides the EU tick.",
            },
            new()
            {
                Name = "half-cents-from", Kind = OptionKind.Text, Default = string.Empty, Source = "SEC Release 34-101070",
                Check = static text => _ = DateOf(text),
                Summary = "The date (yyyy-MM-dd) from which the US tick is 0.005; empty is never, as long as compliance is postponed.",
            },
        ],
        options => new TickRules(options));

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        base.Begin(desk);
        var isAll = _symbols.Trim() == "*";
        _covered = [.. desk.FindAll(_symbols).Where(i => !isAll || i is Equity or Etf).Select(i => i.Id)];
        foreach (var id in _covered)
        {
            Desk.Relist(desk.Instruments[id.Value] with { Ticks = On(desk.Calendar.FirstDay, desk.Instruments[id.Value]) });
        }
    }

    /// <inheritdoc/>
    public override void OnDay(DayStep step, DateOnly date)
    {
        foreach (var id in step == DayStep.CorporateActions ? _covered : [])
        {
            var old = Desk.Instruments[id.Value];
            var ticks = On(date, old);
            if (!ticks.Equals(old.Ticks))
            {
                Desk.Relist(old with { Ticks = ticks });
                Desk.Restate(id, order => OnTick(order, ticks), static unchanged => unchanged);
                Desk.Report(new MarketEvent { Kind = EventKind.TermsChanged, Instrument = id });
            }
        }
    }

    private TickRegime On(DateOnly date, Instrument instrument)
    {
        if (instrument.PriceUnit <= 0 || 1 / instrument.PriceUnit % 10_000 != 0)
        {
            throw new ArgumentException(
                $"Mechanism 'tick-regime': a price unit of {instrument.Symbol} is {instrument.PriceUnit}; ticks of 0.0001 need a price "
                + "unit of 0.0001 or a whole part of it.");
        }

        var units = (long)(1 / instrument.PriceUnit);
        return _isEu ? TickRegimes.EuRts11(_transactions, units) : TickRegimes.UsRule612(units, date >= _halfCentsFrom);
    }

    private static Command OnTick(in Command order, TickRegime ticks)
    {
        var isBuy = order.Side == Side.Buy;
        return order with
        {
            Price = isBuy ? ticks.RoundDown(order.Price) : ticks.RoundUp(order.Price),
            StopPrice = isBuy ? ticks.RoundUp(order.StopPrice) : ticks.RoundDown(order.StopPrice),
        };
    }

    private static DateOnly? DateOf(string text) => text.Length == 0 ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new FormatException($"'{text}' is not a date; accepted is one such as 2027-11-01, or nothing.");
}
