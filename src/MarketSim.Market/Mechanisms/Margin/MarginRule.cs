using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What positions in one underlying and its options need, against an equity that counts shares at the market and options
/// not at all. All amounts are in money, not in its minor unit.</summary>
internal abstract class MarginRule
{
    /// <summary>Margin of one share by itself at a price.</summary>
    public abstract decimal PerShare(InstrumentId underlying, bool isLong, decimal price, MarginTime time);

    /// <summary>The same of a share sold short as a broken line, from price 0 upwards. That of a long one is a part of its
    /// price.</summary>
    public abstract IReadOnlyList<MarginLine> ShortLines(InstrumentId underlying, MarginTime time);

    /// <summary>Margin of shares and options together.</summary>
    public abstract decimal Requirement(InstrumentId underlying, OptionBook book, MarginTime time);

    /// <summary>The classes that offset one another with this one, itself included; in order.</summary>
    public virtual IReadOnlyList<InstrumentId> GroupOf(InstrumentId underlying) => [underlying];

    /// <summary>What several classes of a group need less together than each by itself, in minor units.</summary>
    /// <param name="books">Each class, and minor units of one unit of its money.</param>
    public virtual decimal Relief(IReadOnlyList<(InstrumentId Underlying, OptionBook Book, decimal MinorPerUnit)> books) => 0;

    /// <summary>Whether they may be held at all.</summary>
    public virtual bool Permits(InstrumentId underlying, OptionBook book) => true;

    /// <summary>By how much, for a change of the underlying by one, the margin room of one share that stands behind written options
    /// may change at most; nothing where no bound is known.</summary>
    public abstract decimal? OptionSlope(InstrumentId underlying);
}

/// <summary>A piece of a broken line.</summary>
/// <param name="From">From this price on…</param>
/// <param name="Constant">… it is this…</param>
/// <param name="Slope">… and this part of the price.</param>
internal readonly record struct MarginLine(decimal From, decimal Constant, decimal Slope);
