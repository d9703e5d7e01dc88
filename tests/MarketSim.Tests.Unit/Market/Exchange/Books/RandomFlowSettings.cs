using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>How the ids of a random flow look: what an index by id has to cope with.</summary>
internal enum IdStyle
{
    /// <summary>1, 2, 3, …</summary>
    Dense,

    /// <summary>All 64 bits scrambled.</summary>
    Scrambled,

    /// <summary>Only the upper bits differ.</summary>
    UpperBits,

    /// <summary>Down from the largest number.</summary>
    Downwards,
}

/// <summary>What one random flow is made of. Each seed turns features on and off, so that rare ones also meet
/// without the common ones around them.</summary>
/// <remarks>Source: Groce et al. (2012), "Swarm Testing".</remarks>
internal sealed class RandomFlowSettings
{
    private static readonly string[] Allocations =
    [
        "", "", "", "", "fifo", "pro-rata 1", "pro-rata 2", "pro-rata 5", "split 60 1", "split 33 3", "split 0 1", "split 100 2",
        "top 100 pro-rata 2", "top 40 pro-rata 1", "top 50 split 50 1", "top 100 fifo",
    ];

    public RandomFlowSettings(ulong seed)
    {
        var random = new Rng(seed, "settings");
        Allocation = Pick(random, Allocations);
        Ids = Pick(random, [IdStyle.Dense, IdStyle.Dense, IdStyle.Scrambled, IdStyle.UpperBits, IdStyle.Downwards]);
        Size = Pick(random, [6, 15, 15, 40, 40, 40, 150, 150, 600, 3_000]);
        Commands = Size > 500 ? 8_000 : 1_000;
        PriceRange = Pick(random, [1L, 3, 10, 10, 60, 1_000, 50_000, 1L << 40]);
        Center = Pick(random, [1_000L, 100_000, 0, -500, 10_000_000, (1L << 62) - 2_000_000, 2_000_000 - (1L << 62)]);
        DriftPerCommand = Pick(random, [0L, 0, 0, 1, -1, 40]);
        FarPrice = Pick(random, [0.0, 0.0, 0.01, 0.2]);
        MostLots = Pick(random, [2L, 10, 100, 100, 10_000, 1L << 40]);
        Joining = Pick(random, [0.0, 0.3, 0.9]);
        TakersAreSmallerBy = Pick(random, [1, 3, 20]);
        Owners = Pick(random, [0, 1, 1, 2, 6]);
        Prevention = Owners == 0 ? 0.1 : Pick(random, [0.0, 0.5, 1.0, 1.0]);
        Iceberg = Pick(random, [0.0, 0.1, 0.7]);
        Hidden = Pick(random, [0.0, 0.1, 0.5]);
        AllOrNone = Pick(random, [0.0, 0.1, 0.4]);
        Minimum = Pick(random, [0.0, 0.1, 0.4]);
        Pegged = Pick(random, [0.0, 0.1, 0.5]);
        Crossing = Pick(random, [0.0, 0.05, 0.3]);
        Wrong = Pick(random, [0.0, 0.02]);
        foreach (var call in Enum.GetValues<BookCall>())
        {
            Weights[(int)call] = UsualWeights[(int)call] * Pick(random, [0, 1, 1, 1, 3]);
        }

        // A book that nothing enters would show little; what leaves it is the flow's affair.
        Weights[(int)BookCall.Rest] += Weights[(int)BookCall.Rest] + Weights[(int)BookCall.Enter] == 0 ? 10 : 0;
    }

    /// <summary>How levels are shared, by name.</summary>
    public string Allocation { get; }

    public IdStyle Ids { get; }

    /// <summary>About as many orders as rest at a time.</summary>
    public int Size { get; }

    /// <summary>How many commands the flow has.</summary>
    public int Commands { get; }

    /// <summary>Ticks from the middle to where orders still are common.</summary>
    public long PriceRange { get; }

    public long Center { get; }

    /// <summary>By how many ticks the middle moves with each command.</summary>
    public long DriftPerCommand { get; }

    /// <summary>Chance of a price far from all others, the farthest included.</summary>
    public double FarPrice { get; }

    public long MostLots { get; }

    /// <summary>Chance that an order joins the price where the last one of its side came to rest.</summary>
    public double Joining { get; }

    /// <summary>How many times smaller than resting orders incoming ones are, so that levels are shared.</summary>
    public long TakersAreSmallerBy { get; }

    public int Owners { get; }

    public double Prevention { get; }

    public double Iceberg { get; }

    public double Hidden { get; }

    public double AllOrNone { get; }

    public double Minimum { get; }

    public double Pegged { get; }

    /// <summary>Chance that an order comes to rest across the other side, as conditional orders
    /// may.</summary>
    public double Crossing { get; }

    /// <summary>Chance of a call that must be refused.</summary>
    public double Wrong { get; }

    /// <summary>How common each call is.</summary>
    public int[] Weights { get; } = new int[UsualWeights.Length];

    /// <summary>In the order of <see cref="BookCall"/>.</summary>
    private static readonly int[] UsualWeights = [25, 15, 5, 35, 5, 2, 20, 8];

    private static T Pick<T>(Rng random, ReadOnlySpan<T> choices) => choices[(int)random.Below(choices.Length)];
}
