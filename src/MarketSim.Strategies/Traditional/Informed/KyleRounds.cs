using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>The order of events that all who take part in Kyle's auctions know.</summary>
/// <remarks>Auctions end at whole multiples of the interval, as those of the mechanism <c>frequent-batch-auction</c>; a number of them is
/// a round, at whose end the value is made known.</remarks>
public sealed record KyleRounds
{
    /// <summary>Time from auction to auction.</summary>
    public SimDuration Interval { get; init; } = SimDuration.FromSeconds(1);

    /// <summary>N: auctions in a round.</summary>
    public int Auctions { get; init; } = 1;

    /// <summary>√Σ0: standard deviation of the value in a round, in price units.</summary>
    public double ValueDeviation { get; init; } = 100;

    /// <summary>σu: standard deviation of the noise traders' demand in a round, in lots.</summary>
    public double NoiseDeviation { get; init; } = 1_000;

    /// <summary>Whether a round's value is expected where the last one was; else always at the reference.</summary>
    public bool BeginsAtLastValue { get; init; } = true;

    internal static IReadOnlyList<OptionSpec> Specs { get; } =
    [
        StrategyOption.Duration("interval", "1s", "Time from auction to auction."),
        StrategyOption.Count("auctions", "1", "N: auctions in a round, at whose end the value is made known.", to: 1_000),
        StrategyOption.Number("value-deviation", "100", 1e-6, 1e12, "√Σ0: standard deviation of the value in a round.", "price units"),
        StrategyOption.Number("noise-deviation", "1000", 1e-6, 1e12, "σu: standard deviation of what noise traders demand in a round.", "lots"),
        new OptionSpec
        {
            Name = "prior", Kind = OptionKind.Choice, Default = "last-value", Choices = ["last-value", "reference"],
            Summary = "Where a round's value is expected: where the last one was, or always at the first price.",
        },
    ];

    internal static KyleRounds Of(OptionSet options) => new()
    {
        Interval = options.Duration("interval"), Auctions = options.Count("auctions"),
        ValueDeviation = options.Number("value-deviation"), NoiseDeviation = options.Number("noise-deviation"),
        BeginsAtLastValue = options.Text("prior") == "last-value",
    };

    /// <summary>Which auction of all is collected at an instant.</summary>
    public long AuctionAt(SimTime time) => time.Nanoseconds / Interval.Nanoseconds;

    /// <summary>Which one of its round.</summary>
    public int PlaceOf(long auction) => (int)(auction % Auctions);

    /// <summary>The first auction of its round.</summary>
    public long FirstOf(long auction) => auction - PlaceOf(auction);

    /// <summary>The next instant that lies the given tenths into an interval.</summary>
    public SimTime Next(SimTime now, int tenths)
    {
        var offset = Interval.Nanoseconds / 10 * tenths;
        var at = (AuctionAt(now) * Interval.Nanoseconds) + offset;
        return new SimTime(at > now.Nanoseconds ? at : at + Interval.Nanoseconds);
    }

    /// <summary>The value of the round that an auction belongs to: what stands at its very end.</summary>
    public double ValueOf(long auction, FundamentalValue fundamental)
    {
        ArgumentNullException.ThrowIfNull(fundamental);
        return fundamental.At(new SimTime(((FirstOf(auction) + Auctions) * Interval.Nanoseconds) - 1));
    }

    /// <summary>Where that value was expected when the round began, in price units.</summary>
    public double PriorOf(long auction, FundamentalValue fundamental, Price reference)
        => BeginsAtLastValue && FirstOf(auction) > 0 ? ValueOf(FirstOf(auction) - 1, fundamental) : reference.Ticks;
}
