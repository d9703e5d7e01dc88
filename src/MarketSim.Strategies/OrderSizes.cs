using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>How large the orders of a trader are.</summary>
public enum OrderSizeRule
{
    /// <summary>As observed in a stock: 70% around 100 lots, 20% log-normal, the rest round hundreds up to 1,000.</summary>
    Observed,

    /// <summary>One size for all of its orders, drawn once, evenly between two bounds.</summary>
    OwnSize,
}

/// <summary>Draws the sizes of one trader's orders.</summary>
/// <remarks>Source of the observed sizes: the order size model of the reference configuration RMSC-4 of ABIDES (Amrouni et al.
/// 2021, "ABIDES-Gym"): a mixture of lognormal(2.9, 1.2) and normals of deviation 0.15 around the hundreds.</remarks>
internal struct OrderSizes(OrderSizeRule rule, long min, long max)
{
    private const double Deviation = 0.15;

    private long _own;

    // Upper ends of the shares: the log-normal one first, then 100, 200 … 1,000.
    private static ReadOnlySpan<double> Shares =>
    [
        0.2, 0.9, 0.96, 0.964, 0.9969, 0.9979, 0.9985, 0.9989, 0.9994, 0.9997, 1,
    ];

    /// <summary>What can be set of it.</summary>
    public static IEnumerable<OptionSpec> Options =>
    [
        new OptionSpec
        {
            Name = "sizes", Kind = OptionKind.Choice, Default = "observed", Choices = ["observed", "own-size"],
            Summary = "How large its orders are: a mixture as observed, or one size of its own.",
        },
        StrategyOption.Lots("min-lots", "20", "Smallest own size."),
        StrategyOption.Lots("max-lots", "49", "Largest own size."),
    ];

    /// <summary>From values of these.</summary>
    public static (OrderSizeRule Rule, long Min, long Max) From(OptionSet options) => (
        options.Text("sizes") == "observed" ? OrderSizeRule.Observed : OrderSizeRule.OwnSize,
        options.Integer("min-lots"), options.Integer("max-lots"));

    /// <summary>The size of the next order; zero now and then, which is no order.</summary>
    public Quantity Next(Rng random)
    {
        if (rule == OrderSizeRule.OwnSize)
        {
            _own = _own == 0 ? random.Between(min, Math.Max(min, max)) : _own;
            return new Quantity(_own);
        }

        var share = random.NextDouble();
        var part = 0;
        while (part < Shares.Length - 1 && share >= Shares[part])
        {
            part++;
        }

        var lots = part == 0 ? random.NextLogNormal(2.9, 1.2) : random.NextNormal(100 * part, Deviation);
        return new Quantity((long)Math.Round(lots));
    }
}
