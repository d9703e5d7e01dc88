using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What is asked of who trades within a day, by date: until 3 June 2026 the pattern-day-trader rule, from 4 June the intraday
/// margin standard.</summary>
/// <remarks>Source: FINRA 4210(f)(8)(B) before, 4210(a)(17) to (19) and (d)(2) after SEC Rel. 34-105226. A broker who phases the
/// standard in later, until 20 October 2027 at the latest, moves both dates.</remarks>
internal sealed class DayTradingRules(OptionSet options)
{
    private readonly DatedNumber _minimum = new(options.Text("pattern-day-trader"));
    private readonly DatedNumber _standard = new(options.Text("intraday-margin"));
    private DateOnly _day = DateOnly.MaxValue;
    private (decimal Minimum, decimal Standard) _ofDay;

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<OptionSpec> Options { get; } =
    [
        DatedNumber.Option("pattern-day-trader", "25000; 2026-06-04=0", "currency", "FINRA 4210(f)(8)(B)(iv)",
            "Below this equity a pattern day trader may only close positions, by date; 0: there is no such rule."),
        MarginSettings.Of("day-trades", OptionKind.Integer, "4", "So many day trades…", "day trades", "FINRA 4210(f)(8)(B)(ii)")
            with { Min = 1, Max = 1000 },
        MarginSettings.Of("day-trade-days", OptionKind.Integer, "5", "… within so many business days make a pattern day trader…",
            "business days", "FINRA 4210(f)(8)(B)(ii)") with { Min = 1, Max = 250 },
        MarginSettings.Of("day-trade-share", OptionKind.Number, "6", "… where they are more than this part of his trades.", "%",
            "FINRA 4210(f)(8)(B)(ii)") with { Min = 0, Max = 100 },
        MarginSettings.Of("day-trading-power", OptionKind.Number, "4",
            "A pattern day trader opens within a day at most so many times the maintenance excess of the evening before…", "times",
            "FINRA 4210(f)(8)(B)(iii)") with { Min = 1, Max = 100 },
        MarginSettings.Of("day-trading-power-called", OptionKind.Number, "2", "… and so many times while he owes on such a call.", "times",
            "FINRA 4210(f)(8)(B)(iv)") with { Min = 1, Max = 100 },
        DatedNumber.Option("intraday-margin", "0; 2026-06-04=100", "% of maintenance", "FINRA 4210(d)(2), SEC Rel. 34-105226",
            "What must stand behind the highest exposure of a day, by date; 0: the day's exposure is not looked at."),
        MarginSettings.Of("intraday-orders", OptionKind.Choice, "initial",
            "What an order within the day must find: initial margin; maintenance margin or day-trading power, initial margin being asked of "
            + "what the day leaves; or none, what the day lacked being called for.", string.Empty, "12 CFR 220.4(c), FINRA 4210(d)(2)")
            with { Choices = ["initial", "maintenance", "any"] },
        MarginSettings.Of("intraday-call-days", OptionKind.Integer, "5", "A call for a day's exposure is due so many business days after it.",
            "business days", "FINRA 4210(d)(2)") with { Min = 0, Max = 30 },
        MarginSettings.Of("intraday-freeze-days", OptionKind.Integer, "90",
            "Unmet, nothing is opened on credit or short for so many days, or until it is met.", "days", "FINRA 4210(d)(2)")
            with { Min = 0, Max = 1000 },
        MarginSettings.Of("intraday-small", OptionKind.Number, "1000", "No freeze follows a call of at most this amount…", "currency",
            "FINRA 4210(d)(2)") with { Min = 0 },
        MarginSettings.Of("intraday-small-share", OptionKind.Number, "5", "… that is also at most this part of equity.", "%",
            "FINRA 4210(d)(2)") with { Min = 0, Max = 100 },
    ];

    public int DayTrades { get; } = options.Count("day-trades");

    public int WindowDays { get; } = options.Count("day-trade-days");

    public decimal Share { get; } = options.Percent("day-trade-share");

    public decimal Power { get; } = options.Exact("day-trading-power");

    public decimal PowerCalled { get; } = options.Exact("day-trading-power-called");

    public string Orders { get; } = options.Text("intraday-orders");

    public int CallDays { get; } = options.Count("intraday-call-days");

    public int FreezeDays { get; } = options.Count("intraday-freeze-days");

    public decimal Small { get; } = options.Exact("intraday-small");

    public decimal SmallShare { get; } = options.Percent("intraday-small-share");

    /// <summary>The least equity of a pattern day trader; zero without the rule.</summary>
    public decimal MinimumOn(DateOnly day) => On(day).Minimum;

    /// <summary>The part of the maintenance requirement asked of the day's highest exposure; zero without the standard.</summary>
    public decimal StandardOn(DateOnly day) => On(day).Standard;

    private (decimal Minimum, decimal Standard) On(DateOnly day)
    {
        if (day != _day)
        {
            (_day, _ofDay) = (day, (_minimum.On(day), _standard.On(day) / 100));
        }

        return _ofDay;
    }
}
