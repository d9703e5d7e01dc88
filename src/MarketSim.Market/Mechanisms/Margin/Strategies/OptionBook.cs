using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A position in one option series.</summary>
/// <param name="Right">Call or put.</param>
/// <param name="Strike">Strike, in money for one share.</param>
/// <param name="Expiry">The day after whose close it ends.</param>
/// <param name="Contracts">How many; negative when short, never zero.</param>
/// <param name="Price">What one share's option is worth now.</param>
public sealed record OptionLeg(OptionRight Right, decimal Strike, DateOnly Expiry, long Contracts, decimal Price)
{
    /// <summary>The premium at which it was opened, for one share; left out, the present price.</summary>
    public decimal? Premium { get; init; }

    /// <summary>Shares that one contract delivers.</summary>
    public long Deliverable { get; init; } = 100;

    /// <summary>What strike and premium are multiplied by for one contract.</summary>
    public long Multiplier { get; init; } = 100;

    /// <summary>What exercise of one contract pays or costs in strike.</summary>
    public decimal StrikeAmount => Strike * Multiplier;

    /// <summary>What one contract is worth if exercised at a price of the underlying; never negative.</summary>
    public decimal IntrinsicAt(decimal underlying)
        => Math.Max(0, (Right == OptionRight.Call ? 1 : -1) * ((underlying * Deliverable) - StrikeAmount));

    /// <summary>By how much one contract is out of the money; never negative.</summary>
    public decimal OutOfTheMoney(decimal underlying)
        => Math.Max(0, (Right == OptionRight.Call ? -1 : 1) * ((underlying * Deliverable) - StrikeAmount));

    /// <summary>Whether it can be set off against another: it delivers as much for as much.</summary>
    public bool DeliversAs(OptionLeg other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Deliverable == other.Deliverable && Multiplier == other.Multiplier;
    }
}

/// <summary>All that an account holds of one underlying: the shares and the options on them.</summary>
/// <param name="Underlying">What one share is worth now; of an index its level.</param>
/// <param name="Legs">The options.</param>
/// <param name="Shares">The shares; negative when short.</param>
public sealed record OptionBook(decimal Underlying, IReadOnlyList<OptionLeg> Legs, long Shares = 0)
{
    /// <summary>The present day: options that end more than nine months later have a loan value.</summary>
    public DateOnly Today { get; init; } = DateOnly.MinValue;
}
