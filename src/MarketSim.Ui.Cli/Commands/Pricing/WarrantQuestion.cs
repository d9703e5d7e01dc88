using System.CommandLine;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>A company's warrant.</summary>
internal sealed class WarrantQuestion() : PriceQuestion(
    "warrant", "Values a company's warrant with dilution: as announced, as outstanding, and at expiry.",
    "marketsim price warrant --spot 40 --strike 60 --years 5 --rate 3% --vol 30% --shares 1000000 --warrants 200000",
    "marketsim price warrant --strike 60 --shares 1000000 --warrants 200000 --equity 75000000")
{
    private readonly SharedInputs _inputs = new();
    private readonly Option<double?> _shares = PriceOptions.Number("--shares", "Shares outstanding before exercise.");
    private readonly Option<double?> _warrants = PriceOptions.Number("--warrants", "Warrants.");
    private readonly Option<double?> _perWarrant = PriceOptions.Number("--per-warrant", "Shares that one warrant buys.", 1);
    private readonly Option<double?> _equity = PriceOptions.Number(
        "--equity", "At expiry: the value of all shares and warrants together; then spot, years and volatility are not asked for.");

    public override IReadOnlyList<Option> Options
        => [.. _inputs.All.Where(option => option.Name != "--right"), _shares, _warrants, _perWarrant, _equity];

    protected override PriceAnswer Compute(ParseResult parsed)
    {
        var issue = new GalaiSchneller(Need(parsed, _shares), Need(parsed, _warrants), Need(parsed, _perWarrant));
        if (parsed.GetValue(_equity) is { } equity)
        {
            var strike = Need(parsed, (Option<double?>)_inputs.All.Single(option => option.Name == "--strike"));
            return PriceAnswer.Of(
                ("payoff", issue.PayoffAtExpiry(equity, strike)), ("sharePrice", issue.SharePriceAtExpiry(equity, strike)));
        }

        var share = _inputs.Of(parsed) with { Right = OptionRight.Call };
        return PriceAnswer.Of(
            ("outstanding", issue.Outstanding(share)), ("announced", issue.Announced(share)),
            ("announcementEffect", issue.AnnouncementEffect(share)), ("undiluted", BlackScholes.Price(share)),
            ("dilution", issue.Dilution));
    }
}
