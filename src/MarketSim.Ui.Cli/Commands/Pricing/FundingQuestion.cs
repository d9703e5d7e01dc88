using System.CommandLine;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>The funding of a perpetual.</summary>
internal sealed class FundingQuestion() : PriceQuestion(
    "funding", "Finds a perpetual's premium and funding rate, and what a position pays.",
    "marketsim price funding --index 60000 --impact-bid 60045 --impact-ask 60055 --mark 60030 --size 2")
{
    private readonly Option<decimal?> _index = PriceOptions.Decimal("--index", "Index price.");
    private readonly Option<decimal?> _bid = PriceOptions.Decimal("--impact-bid", "Price at which the impact amount can be sold.");
    private readonly Option<decimal?> _ask = PriceOptions.Decimal("--impact-ask", "Price at which the impact amount can be bought.");
    private readonly Option<decimal?> _interest = PriceOptions.Decimal("--interest", "Interest rate of an interval.", 0.0001m);
    private readonly Option<decimal?> _clamp = PriceOptions.Decimal("--clamp", "How far the rate may leave the premium.", 0.0005m);
    private readonly Option<decimal?> _cap = PriceOptions.Decimal("--cap", "The largest rate either way.");
    private readonly Option<decimal?> _mark = PriceOptions.Decimal("--mark", "Mark price; the index, if not given.");
    private readonly Option<decimal?> _size = PriceOptions.Decimal("--size", "Size; negative for a short position.", 1);

    public override IReadOnlyList<Option> Options => [_index, _bid, _ask, _interest, _clamp, _cap, _mark, _size];

    protected override PriceAnswer Compute(ParseResult parsed)
    {
        var index = Need(parsed, _index);
        var premium = PerpetualMath.Premium(Need(parsed, _bid), Need(parsed, _ask), index);
        var rate = PerpetualMath.FundingRate(premium, Need(parsed, _interest), Need(parsed, _clamp), parsed.GetValue(_cap));
        return PriceAnswer.Of(
            ("premium", premium), ("rate", rate),
            ("payment", PerpetualMath.Funding(parsed.GetValue(_mark) ?? index, Need(parsed, _size), rate)));
    }
}
