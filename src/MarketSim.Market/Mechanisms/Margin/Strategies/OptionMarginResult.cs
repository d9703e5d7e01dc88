namespace MarketSim.Market;

/// <summary>Which of the two questions is asked.</summary>
public enum MarginTime
{
    /// <summary>What must be there when a position is opened.</summary>
    Initial,

    /// <summary>What must stay there while it is held.</summary>
    Maintenance,
}

/// <summary>Some positions of an account that the rules take together.</summary>
/// <param name="Name">The strategy's name, such as <c>put credit spread</c>.</param>
/// <param name="Units">How many times.</param>
/// <param name="Legs">What one unit consists of: options (with the contracts of one unit) and shares.</param>
/// <param name="Shares">Shares of one unit; negative when short.</param>
/// <param name="OptionRequirement">Margin of its options for all units.</param>
/// <param name="StockRequirement">Margin of its shares for all units.</param>
/// <param name="NotCounted">What its shares are worth beyond the strike at which they are valued at most.</param>
/// <param name="Credit">Premium received, net of premium paid, where that is positive.</param>
/// <param name="Debit">Premium paid, net of premium received, where that is positive; paid in full, and so part of what is
/// required.</param>
public sealed record MatchedStrategy(
    string Name, long Units, IReadOnlyList<OptionLeg> Legs, long Shares, decimal OptionRequirement, decimal StockRequirement,
    decimal NotCounted, decimal Credit, decimal Debit)
{
    /// <summary>All that is required: margin of options and shares, and what must be paid in full.</summary>
    public decimal Requirement => OptionRequirement + StockRequirement + Debit;
}

/// <summary>What a book of one underlying requires, in the cheapest way of taking its positions together that the rules permit.</summary>
/// <param name="Time">Initial or maintenance.</param>
/// <param name="Strategies">How the positions were taken together.</param>
/// <param name="IsExact">Whether no cheaper way exists; false only where the search was cut off, in very large books.</param>
/// <param name="IsPermitted">Whether the account may hold it; false where one that pays in full is short what nothing covers.</param>
public sealed record OptionMarginResult(MarginTime Time, IReadOnlyList<MatchedStrategy> Strategies, bool IsExact, bool IsPermitted)
{
    /// <summary>All that is required: margin, and what must be paid in full.</summary>
    public decimal Requirement => Strategies.Sum(s => s.Requirement);

    /// <summary>The part of it that options need: margin of short ones and the net price of long ones.</summary>
    public decimal OptionRequirement => Strategies.Sum(s => s.OptionRequirement + s.Debit);

    /// <summary>The part of it that shares need.</summary>
    public decimal StockRequirement => Strategies.Sum(s => s.StockRequirement);

    /// <summary>Premium received, which counts towards the requirement.</summary>
    public decimal Credit => Strategies.Sum(s => s.Credit);

    /// <summary>What shares are worth beyond the strikes at which covered ones are valued at most.</summary>
    public decimal NotCounted => Strategies.Sum(s => s.NotCounted);

    /// <summary>What must be brought in: the requirement less the premium received.</summary>
    public decimal Deposit => Requirement + NotCounted - Credit;

    /// <summary>What is required of an account whose equity counts shares at the market and options not at all: the way in which a
    /// mechanism compares it with cash.</summary>
    public decimal AgainstCash => Strategies.Sum(s => s.OptionRequirement + s.StockRequirement + s.NotCounted);
}
