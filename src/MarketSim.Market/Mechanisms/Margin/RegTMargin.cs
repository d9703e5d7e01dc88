using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Margin by strategies: Regulation T initially, FINRA 4210 and Cboe 10.3 for maintenance; and accounts that pay in full, so
/// that they can write covered calls and cash-secured puts.</summary>
public sealed class RegTMargin : MarginMechanism
{
    private readonly bool _carriesCash;
    private readonly OptionSet _options;
    private MarginValuation? _cash;

    private RegTMargin(OptionSet options)
        : base("margin", options)
    {
        _options = options;
        _carriesCash = options.Flag("cash-accounts");
        DayRules = new DayTradingRules(options);
    }

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(
    [
        MarginSettings.Of("initial", OptionKind.Number, "50", "Initial margin of shares bought.", "%", "12 CFR 220.12(a)")
            with { Min = 1, Max = 100 },
        MarginSettings.Of("maintenance", OptionKind.Number, "25", "Maintenance margin of shares held.", "%", "FINRA 4210(c)(1)")
            with { Min = 1, Max = 100 },
        MarginSettings.Of("short-initial", OptionKind.Number, "50", "Initial margin of a short sale besides its proceeds.", "%",
            "12 CFR 220.12(c)") with { Min = 1, Max = 300 },
        MarginSettings.Of("short-boundary", OptionKind.Number, "5", "Below this price the low-price rates of short positions apply.",
            "currency a share", "FINRA 4210(c)(2), (3)") with { Min = 0 },
        MarginSettings.Of("short-maintenance", OptionKind.Number, "30", "Maintenance margin of a short position…", "%",
            "FINRA 4210(c)(3)") with { Min = 1, Max = 1000 },
        MarginSettings.Of("short-minimum", OptionKind.Number, "5", "… and at least this for a share.", "currency a share",
            "FINRA 4210(c)(3)") with { Min = 0 },
        MarginSettings.Of("short-low-maintenance", OptionKind.Number, "100", "Maintenance of a short position at a low price…", "%",
            "FINRA 4210(c)(2)") with { Min = 1, Max = 1000 },
        MarginSettings.Of("short-low-minimum", OptionKind.Number, "2.5", "… and at least this for a share.", "currency a share",
            "FINRA 4210(c)(2)") with { Min = 0 },
        MarginSettings.Of("option-rate", OptionKind.Number, "20", "Naked option: this part of the underlying, less out of the money…",
            "%", "Cboe 10.3(c)(5)") with { Min = 0, Max = 100 },
        MarginSettings.Of("option-minimum", OptionKind.Number, "10", "… and at least this part of underlying (call) or strike (put).",
            "%", "Cboe 10.3(c)(5)") with { Min = 0, Max = 100 },
        MarginSettings.Of("index-rate", OptionKind.Number, "15", "The same as option-rate for the broad indices.", "%",
            "Cboe 10.3(c)(5)") with { Min = 0, Max = 100 },
        MarginSettings.Of("broad-indices", OptionKind.Text, string.Empty, "Symbols of indices and funds that are broad.", "symbols"),
        MarginSettings.Of("long-term-options", OptionKind.Number, "75",
            "Margin of long options that end after more than nine months; others are paid in full.", "%", "FINRA 4210(f)(2)")
            with { Min = 0, Max = 100 },
        MarginSettings.Of("not-marginable", OptionKind.Text, string.Empty, "Symbols that are paid in full.", "symbols",
            "12 CFR 220.2"),
        MarginSettings.BySymbol("house-initial", "Higher initial margin by symbol, such as ABC=70.", "%", "FINRA 4210(d)"),
        MarginSettings.BySymbol("house-maintenance", "Higher maintenance margin by symbol, long and short.", "%", "FINRA 4210(d)"),
        MarginSettings.Of("cash-accounts", OptionKind.Flag, "true",
            "Whether accounts that pay in full are carried too: they may then write covered calls and cash-secured puts."),
        .. DayTradingRules.Options,
        .. MarginSettings.Common,
    ],
    options => new RegTMargin(options));

    /// <inheritdoc/>
    public override bool Carries(AccountType type) => type == AccountType.RegT || (_carriesCash && type == AccountType.Cash);

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        base.Begin(desk);
        _cash = ValuationBy(new StrategyMarginRule([.. desk.Instruments.Select(_ => OptionMarginTerms.Cash)]));
        UseForCash(_cash);
    }

    private protected override MarginRule CreateRule(MechanismDesk desk, OptionSet options)
        => new StrategyMarginRule(MarginRates.Of(desk, options));

    private protected override bool HasSma(AccountType type) => type == AccountType.RegT;

    private protected override bool PaysInFull(AccountType type) => type == AccountType.Cash;

    private protected override MarginValuation ValuationOf(AccountType type)
        => type == AccountType.Cash && _cash is not null ? _cash : base.ValuationOf(type);

    private protected override (decimal Initial, decimal Maintenance) StandardRates
        => (_options.Percent("initial"), _options.Percent("maintenance"));
}
