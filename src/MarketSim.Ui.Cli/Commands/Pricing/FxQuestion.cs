using System.CommandLine;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>A currency forward.</summary>
internal sealed class FxQuestion() : PriceQuestion(
    "fx", "Finds a currency forward from the spot and two rates, and its points.",
    "marketsim price fx --spot 1.1000 --quote-rate 5% --base-rate 3.5% --days 90")
{
    private readonly Option<decimal?> _spot = PriceOptions.Decimal("--spot", "Units of the quote currency for one of the base.");
    private readonly Option<decimal?> _quoteRate = PriceOptions.Decimal("--quote-rate", "Simple rate a year of the quote currency.");
    private readonly Option<decimal?> _baseRate = PriceOptions.Decimal("--base-rate", "Simple rate a year of the base currency.");
    private readonly Option<int?> _days = PriceOptions.Whole("--days", "Days from the spot date to delivery.");
    private readonly Option<int?> _quoteYear = PriceOptions.Whole("--quote-year", "Days in a year of the quote currency.", 360);
    private readonly Option<int?> _baseYear = PriceOptions.Whole("--base-year", "Days in a year of the base currency.", 360);
    private readonly Option<decimal?> _pip = PriceOptions.Decimal("--pip", "Size of a pip.", 0.0001m);

    public override IReadOnlyList<Option> Options => [_spot, _quoteRate, _baseRate, _days, _quoteYear, _baseYear, _pip];

    protected override PriceAnswer Compute(ParseResult parsed)
    {
        var spot = Need(parsed, _spot);
        var forward = FxForward.Price(
            spot, Need(parsed, _quoteRate), Need(parsed, _baseRate), Need(parsed, _days), Need(parsed, _quoteYear),
            Need(parsed, _baseYear));
        return PriceAnswer.Of(("forward", forward), ("points", FxForward.Points(spot, forward, Need(parsed, _pip))));
    }
}
