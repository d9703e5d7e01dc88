using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What each strategy costs for one contract. Amounts are what an account's equity must cover if it counts shares at the
/// market, and options not at all.</summary>
internal sealed class StrategyRules(OptionBook book, MarginTime time, OptionMarginTerms terms)
{
    // Dearer than anything that is permitted, so that what is not is chosen only where nothing else is left.
    private const decimal Forbidden = 1_000_000_000m;

    public OptionBook Book { get; } = book;

    public MarginTime Time { get; } = time;

    public OptionMarginTerms Terms { get; } = terms;

    public decimal Spot => Book.Underlying;

    public bool IsInitial => Time == MarginTime.Initial;

    /// <summary>Margin of one share without options.</summary>
    public decimal PlainShare => Book.Shares >= 0
        ? Spot * LongRate
        : IsInitial ? Spot * Terms.ShortInitialRate : Terms.Short.PerShare(Spot);

    private decimal LongRate => IsInitial ? Terms.LongInitialRate : Terms.LongMaintenanceRate;

    /// <summary>What one contract was or is sold for.</summary>
    public decimal Premium(OptionLeg leg) => (IsInitial ? leg.Premium ?? leg.Price : leg.Price) * leg.Multiplier;

    /// <summary>Whether a naked contract may be held.</summary>
    public bool MayBeNaked(OptionLeg leg) => !Terms.IsPaidInFull || leg.Right == OptionRight.Put;

    /// <summary>Margin of one naked contract.</summary>
    public decimal Naked(OptionLeg leg)
        => !Terms.IsPaidInFull ? Premium(leg) + Basic(leg) : MayBeNaked(leg) ? leg.StrikeAmount : Forbidden;

    /// <summary>The part of it that is not the premium.</summary>
    public decimal Basic(OptionLeg leg)
    {
        var shares = Spot * leg.Deliverable;
        var least = Terms.NakedMinimumRate * (leg.Right == OptionRight.Call ? shares : leg.StrikeAmount);
        return Math.Max((Terms.NakedRate * shares) - leg.OutOfTheMoney(Spot), least);
    }

    /// <summary>A naked call and put taken together: the greater side + the other side's premium.</summary>
    public decimal Straddle(OptionLeg call, OptionLeg put)
        => Naked(call) >= Naked(put) ? Naked(call) + Premium(put) : Naked(put) + Premium(call);

    /// <summary>Shares that cover a short option: their margin, and what is not counted of them.</summary>
    public (decimal Margin, decimal NotCounted) Covered(OptionLeg leg)
    {
        var market = Spot * leg.Deliverable;
        if (Book.Shares < 0)
        {
            // Who must buy the shares at the strike gains nothing by a price below it.
            return (PlainShare * leg.Deliverable, Math.Max(0, leg.StrikeAmount - market));
        }

        var counted = Math.Min(market, leg.StrikeAmount);
        return (LongRate * counted, market - counted);
    }

    /// <summary>Shares that a long option protects.</summary>
    public decimal Protected(OptionLeg leg)
        => Math.Min(PlainShare * leg.Deliverable, (Terms.ProtectedRate * leg.StrikeAmount) + leg.OutOfTheMoney(Spot));

    /// <summary>Shares with one option long and one short on them: collar, conversion, reversal.</summary>
    /// <returns>False if the two make none.</returns>
    public bool TryCollar(OptionLeg sold, OptionLeg bought, out decimal margin, out decimal notCounted)
    {
        (margin, notCounted) = (0, 0);
        if (sold.Right == bought.Right || sold.Expiry != bought.Expiry || !sold.DeliversAs(bought)
            || (sold.Right == OptionRight.Call) != (Book.Shares > 0))
        {
            return false;
        }

        notCounted = Covered(sold).NotCounted;
        if (sold.Strike == bought.Strike)
        {
            margin = Terms.ProtectedRate * sold.StrikeAmount;
            return true;
        }

        // Only long shares, with the put below the call, make a collar.
        margin = Math.Min(
            (Terms.ProtectedRate * bought.StrikeAmount) + bought.OutOfTheMoney(Spot),
            Terms.LongMaintenanceRate * sold.StrikeAmount);
        return Book.Shares > 0 && bought.Strike < sold.Strike;
    }

    /// <summary>What a long option that is held by itself lends; zero where it is paid in full.</summary>
    public decimal LoanValue(OptionLeg leg)
        => Book.Today > DateOnly.MinValue && leg.Expiry > Book.Today.AddMonths(Terms.LongTermMonths)
            ? (1 - Terms.LongTermRate) * Premium(leg)
            : 0;
}
