namespace MarketSim.Market;

/// <summary>So many new shares for so many old ones, in lowest terms: 3 for 2, or 1 for 10.</summary>
public readonly record struct ShareRatio
{
    /// <summary>Reduces a ratio to lowest terms.</summary>
    /// <param name="newShares">At least 1.</param>
    /// <param name="oldShares">At least 1.</param>
    public ShareRatio(long newShares, long oldShares)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(newShares, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(oldShares, 1);
        var (a, b) = (newShares, oldShares);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        (New, Old) = (newShares / a, oldShares / a);
    }

    /// <summary>New shares.</summary>
    public long New { get; }

    /// <summary>For so many old ones.</summary>
    public long Old { get; }

    /// <summary>Whether shares become fewer.</summary>
    public bool IsReverse => New < Old;

    /// <summary>Whether each share becomes a whole number of shares.</summary>
    public bool IsWhole => Old == 1;

    /// <summary>What a position becomes, in whole shares towards zero.</summary>
    public long Of(long shares) => checked((long)((Int128)shares * New / Old));

    /// <summary>The fraction of a new share that is left over, in parts of <see cref="Old"/>; never negative.</summary>
    public long FractionOf(long shares) => (long)((Int128)Math.Abs(shares) * New % Old);

    /// <summary>The ratio as people say it.</summary>
    public override string ToString()
        => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{New}-for-{Old}");
}
