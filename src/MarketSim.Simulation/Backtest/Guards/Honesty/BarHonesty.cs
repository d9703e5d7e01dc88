using System.Globalization;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The rungs of the honesty ladder for bars.</summary>
/// <remarks>What mechanisms charge (interest, borrowed shares, dividends) is charged on every rung: it is part of the market, not of how one
/// trades in it.</remarks>
public static class BarHonesty
{
    /// <summary>The spread where none is asked for: that of a liquid share or fund.</summary>
    public static PriceDistance UsualSpread { get; } = new(0, 200);

    /// <summary>The commission where none is asked for: half a basis point, as of a broker for professionals.</summary>
    public static Commission UsualCommission { get; } = new(0, 0.005m, 0);

    /// <summary>The part of the volume, and the impact, where none are asked for: those of Zipline, with twice its caution about volume.
    /// </summary>
    public static VolumeShare UsualVolume { get; } = new(0.05, 0.1);

    /// <summary>From nothing charged to everything.</summary>
    /// <param name="all">The terms of the last rung.</param>
    /// <param name="hasVolume">Whether the bars say how much was traded; without it the rungs of volume and impact are left out.</param>
    public static IReadOnlyList<HonestyRung<BacktestSetup>> Rungs(BacktestSetup all, bool hasVolume)
    {
        ArgumentNullException.ThrowIfNull(all);
        return
        [
            new("zero cost", "every order trades at the close that decided it, at once and whole, and limit orders where the price touched them", _ => all with
            {
                Spread = PriceDistance.None, Slippage = PriceDistance.None, Commission = Commission.None, MarketOrders = new ThisCloseRule(),
                LimitOrders = new TouchedLimit(), Intrabar = new BetterFirst(), Volume = VolumeShare.Unlimited,
            }),
            new(
                "spread", $"orders that do not wait pay {(all.Spread.IsNone ? "no spread" : $"half of {Text(all.Spread)} from bid to offer")}{(all.Slippage.IsNone ? "" : $", and {Text(all.Slippage)} of slippage")}",
                setup => setup with { Spread = all.Spread, Slippage = all.Slippage }),
            new("fees", $"the broker takes {Text(all.Commission)}", setup => setup with { Commission = all.Commission }),
            new(
                "queue", $"{Text(all.LimitOrders)}, and of a stop and a target in one bar {Text(all.Intrabar)}",
                setup => setup with { LimitOrders = all.LimitOrders, Intrabar = all.Intrabar }),
            new("latency", $"an order trades {Text(all.MarketOrders)}", setup => setup with { MarketOrders = all.MarketOrders }),
            .. hasVolume && all.Volume.Part > 0 ? Sizes(all) : [],
        ];
    }

    private static IEnumerable<HonestyRung<BacktestSetup>> Sizes(BacktestSetup all) =>
    [
        new(
            "volume", Invariant($"at most {all.Volume.Part * 100:0.##}% of a bar's volume is to be had, the rest of an order waits"),
            setup => setup with { Volume = all.Volume with { Impact = 0 } }),
        new(
            "impact", Invariant($"the price moves against an order by {all.Volume.Impact:0.####} times the square of its part of the volume"),
            setup => setup with { Volume = all.Volume }),
    ];

    private static string Text(PriceDistance distance) => distance.IsNone ? "nothing"
        : distance.Amount != 0 ? Invariant($"{distance.Amount}") : Invariant($"{distance.PartsPerMillion / 100m:0.####} bp");

    internal static string Text(Commission commission)
    {
        string[] parts =
        [
            .. commission.PerShare != 0 ? [Invariant($"{commission.PerShare} a share")] : Array.Empty<string>(),
            .. commission.Percent != 0 ? [Invariant($"{commission.Percent * 100:0.####} bp of the value")] : Array.Empty<string>(),
            .. commission.Minimum != 0 ? [Invariant($"at least {commission.Minimum} a fill")] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "nothing" : string.Join(", ", parts);
    }

    private static string Text(ILimitRule rule) => rule is TouchedLimit ? "limit orders trade where the price touched them"
        : "limit orders trade only where the price went through them";

    private static string Text(IIntrabarOrder order)
        => order switch { WorseFirst => "the worse comes first", BetterFirst => "the better comes first", _ => "that nearer to the open comes first" };

    private static string Text(IMarketOrderRule rule) => rule switch
    {
        NextOpenRule => "at the open after the bar that decided it",
        SessionRule => "at the close while the market is open, after it at the next open",
        ThisCloseRule => "at the close that decided it, as before",
        _ => $"by the rule {rule.Name}",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
