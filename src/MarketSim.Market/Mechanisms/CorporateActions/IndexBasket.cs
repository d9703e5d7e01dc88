using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A basket of shares whose worth, over a divisor, is an index. The divisor absorbs what is no move of the market: a split
/// in a price-weighted index, a special dividend, a change of members.</summary>
/// <remarks>Level = Σ weight × price / divisor. A weight is a number of shares: one each in a price-weighted index, the shares
/// outstanding in a capitalisation-weighted one. Source: S&amp;P Dow Jones Indices, Index Mathematics Methodology.</remarks>
/// <param name="Members">What it holds.</param>
/// <param name="Divisor">Positive.</param>
public sealed record IndexBasket(IReadOnlyList<(InstrumentId Instrument, decimal Weight)> Members, decimal Divisor)
{
    /// <summary>The level at given prices.</summary>
    public decimal Level(Func<InstrumentId, decimal> price) => Worth(price) / Divisor;

    /// <summary>After a split of a member that is weighted by price: its weight stays, the divisor falls.</summary>
    /// <param name="instrument">Which member.</param>
    /// <param name="ratio">Of the split.</param>
    /// <param name="close">Prices before it.</param>
    public IndexBasket AfterSplitByPrice(InstrumentId instrument, ShareRatio ratio, Func<InstrumentId, decimal> close)
        => AfterPrices(close, id => id == instrument ? close(id) * ratio.Old / ratio.New : close(id));

    /// <summary>After a split of a member that is weighted by capitalisation: it has more shares, and the divisor stays.</summary>
    public IndexBasket AfterSplitByCapitalisation(InstrumentId instrument, ShareRatio ratio) => this with
    {
        Members = [.. Members.Select(member => member.Instrument == instrument
            ? (instrument, member.Weight * ratio.New / ratio.Old)
            : member)],
    };

    /// <summary>After a distribution that is no move of the market, such as a special dividend or a spin-off.</summary>
    /// <param name="instrument">Of which member.</param>
    /// <param name="amount">A share, in the currency of the prices.</param>
    /// <param name="close">Prices before it.</param>
    public IndexBasket AfterDistribution(InstrumentId instrument, decimal amount, Func<InstrumentId, decimal> close)
        => AfterPrices(close, id => id == instrument ? close(id) - amount : close(id));

    /// <summary>With other members at the same level.</summary>
    public IndexBasket With(IReadOnlyList<(InstrumentId Instrument, decimal Weight)> members, Func<InstrumentId, decimal> close)
    {
        var changed = this with { Members = members };
        return changed with { Divisor = Divisor * changed.Worth(close) / Worth(close) };
    }

    private IndexBasket AfterPrices(Func<InstrumentId, decimal> before, Func<InstrumentId, decimal> after)
        => this with { Divisor = Divisor * Worth(after) / Worth(before) };

    private decimal Worth(Func<InstrumentId, decimal> price) => Members.Sum(member => member.Weight * price(member.Instrument));
}
