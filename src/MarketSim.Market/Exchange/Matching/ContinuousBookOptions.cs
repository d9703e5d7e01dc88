using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What differs between venues with continuous trading.</summary>
public sealed record ContinuousBookOptions
{
    /// <summary>What elects stops, and what trailing stops follow.</summary>
    public TriggerSource Trigger { get; init; } = TriggerSource.LastTrade;

    /// <summary>Whether what is left of a market order with a protection price (<see cref="OrderFlags.HasLimit"/>,
    /// <see cref="ExchangeOptions.ProtectionTicks"/>) rests at its protection price, as at CME;
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
