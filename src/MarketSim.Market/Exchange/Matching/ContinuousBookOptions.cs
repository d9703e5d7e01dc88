using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What differs between venues with continuous trading.</summary>
public sealed record ContinuousBookOptions
{
    /// <summary>What elects stops, and what trailing stops follow.</summary>
    public TriggerSource Trigger { get; init; } = TriggerSource.LastTrade;

    /// <summary>How many ticks beyond the best opposite price a market order may go; zero: any price. Orders
    /// that bring their own protection price (<see cref="OrderFlags.HasLimit"/>) keep that.</summary>
    public int ProtectionTicks { get; init; }

    /// <summary>Whether what is left of a protected market order rests at its protection price, as at CME;
    /// else it is cancelled.</summary>
    public bool RestAtProtection { get; init; }

    /// <summary>Whether a post-only order stays post-only when it is replaced; else its new version may
    /// trade.</summary>
    public bool PostOnlySurvivesReplace { get; init; } = true;

    /// <summary>How calls work.</summary>
    public AuctionRules Auctions { get; init; } = new();

    /// <summary>The self-trade-prevention group of an account; zero: none. Without it every account is a
    /// group of its own.</summary>
    public Func<AccountId, int>? OwnerOf { get; init; }
}
