using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Portfolio margin: each class needs its worst loss over a range of moves of its underlying.</summary>
public sealed class PortfolioMargin : MarginMechanism
{
    private readonly OptionSet _options;

    private PortfolioMargin(OptionSet options)
        : base("portfolio-margin", options) => _options = options;

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(
    [
        MarginSettings.Of("range", OptionKind.Number, "15", "How far shares and narrow indices are moved, up and down.", "%",
            "FINRA 4210(g)") with { Min = 0.1, Max = 100 },
        MarginSettings.Of("broad-range", OptionKind.Number, "10", "How far broad indices are moved, up and down.", "%", "FINRA 4210(g)")
            with { Min = 0.1, Max = 100 },
        MarginSettings.Of("broad-indices", OptionKind.Text, string.Empty, "Symbols of broad indices.", "symbols"),
        MarginSettings.Of("high-cap-up", OptionKind.Number, "6", "How far broad indices of high capitalisation are moved up…", "%",
            "FINRA 4210(g)") with { Min = 0.1, Max = 100 },
        MarginSettings.Of("high-cap-down", OptionKind.Number, "8", "… and down.", "%", "FINRA 4210(g)") with { Min = 0.1, Max = 100 },
        MarginSettings.Of("high-cap-indices", OptionKind.Text, string.Empty, "Symbols of these.", "symbols"),
        MarginSettings.BySymbol("house-range", "Wider moves by symbol, such as XYZ=30.", "%", "FINRA 4210(d)"),
        MarginSettings.Of("offsets", OptionKind.Text, string.Empty,
            "Related classes and the part of a gain that counts against another's loss, such as SPX+SPY=90; NDX+QQQ=90.", "%",
            "FINRA 4210(g)(7), OCC TIMS product groups") with { Check = text => Offsets(text) },
        MarginSettings.Of("contract-minimum", OptionKind.Number, "0.375", "Least requirement of an option contract, × its multiplier.",
            "currency", "FINRA 4210(g)") with { Min = 0 },
        MarginSettings.BySymbol(
            "volatility", "Volatility of options by their underlying, such as XYZ=30; left out it is implied by each option's mark.",
            "% a year"),
        MarginSettings.Of("fallback-volatility", OptionKind.Number, "30", "Volatility where a mark implies none.", "% a year")
            with { Min = 0, Max = 1000 },
        .. MarginSettings.Common.Select(option => option.Name != "minimum-equity" ? option : option with
        {
            Default = "0", Source = "FINRA 4210(g); brokers ask 100,000 and more",
        }),
    ],
    options => new PortfolioMargin(options));

    /// <inheritdoc/>
    public override bool Carries(AccountType type) => type == AccountType.Portfolio;

    private protected override (decimal Initial, decimal Maintenance) StandardRates
        => (_options.Percent("range"), _options.Percent("range"));

    private protected override MarginRule CreateRule(MechanismDesk desk, OptionSet options)
    {
        var ranges = Enumerable.Repeat(Range(options, "range", "range"), desk.Instruments.Count).ToArray();
        foreach (var instrument in desk.FindAll(options.Text("broad-indices")))
        {
            ranges[instrument.Id.Value] = Range(options, "broad-range", "broad-range");
        }

        foreach (var instrument in desk.FindAll(options.Text("high-cap-indices")))
        {
            ranges[instrument.Id.Value] = Range(options, "high-cap-up", "high-cap-down");
        }

        foreach (var (symbol, percent) in MarginSettings.BySymbol(options.Text("house-range")))
        {
            var part = (double)percent / 100;
            ref var range = ref ranges[desk.Find(symbol).Id.Value];
            range = new RiskRange(Math.Max(range.Up, part), Math.Min(1, Math.Max(range.Down, part)));
        }

        var volatilities = new double?[desk.Instruments.Count];
        foreach (var (symbol, percent) in MarginSettings.BySymbol(options.Text("volatility")))
        {
            volatilities[desk.Find(symbol).Id.Value] = (double)percent / 100;
        }

        return new ScenarioMarginRule(new ScenarioMarginTerms(
            ranges, volatilities, options.Number("fallback-volatility") / 100, options.Exact("contract-minimum"),
            Groups(desk, options, ranges)));
    }

    // Classes that are moved differently have no moves in common.
    private static List<OffsetGroup> Groups(MechanismDesk desk, OptionSet options, RiskRange[] ranges)
    {
        var groups = new List<OffsetGroup>();
        foreach (var (symbols, percent) in Offsets(options.Text("offsets")))
        {
            var classes = symbols.Select(symbol => desk.Find(symbol).Id).OrderBy(id => id.Value).ToList();
            var text = string.Join('+', symbols);
            var twice = classes.FindIndex(id => groups.Exists(group => group.Classes.Contains(id)));
            if (twice >= 0 || classes.Distinct().Count() < classes.Count)
            {
                throw new ArgumentException($"Mechanism 'portfolio-margin': '{text}' names a class for the second time; each can be in one "
                    + "group of 'offsets'.");
            }

            if (classes.Exists(id => desk.Instruments[id.Value] is OptionContract or Future || ranges[id.Value] != ranges[classes[0].Value]))
            {
                throw new ArgumentException($"Mechanism 'portfolio-margin': the classes of '{text}' cannot offset each other; 'offsets' accepts "
                    + "shares and indices that are moved equally far, by 'broad-indices', 'high-cap-indices' and 'house-range'.");
            }

            groups.Add(new OffsetGroup(classes, (double)percent / 100));
        }

        return groups;
    }

    // Of the form A+B=90; C+D+E=50.
    private static List<(string[] Symbols, decimal Percent)> Offsets(string text)
    {
        var found = new List<(string[], decimal)>();
        foreach (var entry in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (entry.Split('=', StringSplitOptions.TrimEntries) is not [var group, var number]
                || group.Split('+', StringSplitOptions.TrimEntries) is not { Length: > 1 } symbols
                || symbols.Contains(string.Empty)
                || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
                || percent > 100)
            {
                throw new FormatException(
                    $"'{entry}' was found; accepted are groups A+B=PERCENT, up to 100, separated by semicolons.");
            }

            found.Add((symbols, percent));
        }

        return found;
    }

    private protected override bool HasSma(AccountType type) => false;

    private protected override bool PaysInFull(AccountType type) => false;

    private static RiskRange Range(OptionSet options, string up, string down)
        => new((double)options.Percent(up), (double)options.Percent(down));
}
