using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>What all traders with induced values have in common: how often they act, and what units are worth to them.</summary>
public sealed record AuctionTraderOptions
{
    /// <summary>Mean time between shouts.</summary>
    public SimDuration MeanInterval { get; init; } = SimDuration.FromSeconds(5);

    /// <summary>How long a set of units lasts; then there is a new one.</summary>
    public SimDuration Period { get; init; } = SimDuration.FromMinutes(10);

    /// <summary>Lots in a unit.</summary>
    public long Lots { get; init; } = 1;

    /// <summary>Buyer or seller; null for what the setting says, or else by turns.</summary>
    public Side? Role { get; init; }

    /// <summary>Units a period, where limits are not named.</summary>
    public int Units { get; init; } = 1;

    /// <summary>How far from the reference limits lie that are not named, as a fraction of it.</summary>
    public double Spread { get; init; } = 0.1;

    /// <summary>Limits of a unit each, in price units; members of a group take theirs in turn. Empty for evenly spread ones.</summary>
    public IReadOnlyList<Price> Limits { get; init; } = [];

    /// <summary>The highest price that is thought possible, in price units; zero for twice the reference.</summary>
    public long CeilingTicks { get; init; }

    /// <summary>What can be set.</summary>
    internal static IReadOnlyList<OptionSpec> Specs { get; } =
    [
        StrategyOption.Duration("mean-interval", "5s", "Mean time between shouts."),
        StrategyOption.Duration("period", "10min", "How long a set of units lasts; then there is a new one."),
        StrategyOption.Lots("lots", "1", "Lots in a unit."),
        new OptionSpec
        {
            Name = "role", Kind = OptionKind.Choice, Default = "by-turns", Choices = ["by-turns", "buyer", "seller"],
            Summary = "Whether it buys or sells.",
        },
        StrategyOption.Count("units", "1", "Units a period, where limits are not named."),
        StrategyOption.Number(
            "spread", "0.1", 0, 0.99, "How far from the first price limits lie at most that are not named.", "fraction of that price"),
        new OptionSpec
        {
            Name = "limits", Kind = OptionKind.Text, Default = "", Unit = "price units", Check = text => InducedValues.ParseLimits(text),
            Summary = "Limits of a unit each, such as '200 190 180'; the members of a group take them in turn.",
        },
        StrategyOption.Ticks("ceiling-ticks", "0", "The highest price that is thought possible; 0 is twice the first price."),
    ];

    /// <summary>Reads them.</summary>
    internal static AuctionTraderOptions Of(OptionSet options) => new()
    {
        MeanInterval = options.Duration("mean-interval"), Period = options.Duration("period"), Lots = options.Integer("lots"),
        Role = options.Text("role") switch { "buyer" => Side.Buy, "seller" => Side.Sell, _ => null },
        Units = options.Count("units"), Spread = options.Number("spread"),
        Limits = InducedValues.ParseLimits(options.Text("limits")), CeilingTicks = options.Integer("ceiling-ticks"),
    };

    /// <summary>What units are worth to one.</summary>
    internal InducedValues ValuesFor(StrategySetting setting)
    {
        if (setting.Induced is { } induced)
        {
            return induced;
        }

        if (Limits.Count == 0)
        {
            return InducedValues.Symmetric(setting, Role, Units, Spread);
        }

        var role = Role ?? (setting.Member % 2 == 0 ? Side.Buy : Side.Sell);
        var place = Role is null ? setting.Member / 2 : setting.Member;
        return new InducedValues(role, [.. Enumerable.Range(0, Units).Select(unit => Limits[((place * Units) + unit) % Limits.Count])]);
    }
}
