using System.CommandLine;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>A digital option.</summary>
internal sealed class DigitalQuestion() : PriceQuestion(
    "digital", "Values a European option that pays a fixed amount, or a share, if the price ends beyond the strike.",
    "marketsim price digital --right put --spot 100 --strike 80 --years 0.75 --rate 6% --yield 6% --vol 35% --cash 10",
    "marketsim price digital --pays share --right call --spot 100 --strike 80 --years 0.75 --rate 6% --vol 35%")
{
    private readonly SharedInputs _inputs = new();
    private readonly Option<string?> _pays = PriceOptions.Choice("--pays", "What is paid", "cash", "cash", "share");
    private readonly Option<double?> _cash = PriceOptions.Number("--cash", "How much cash is paid.", 1);

    public override IReadOnlyList<Option> Options => [.. _inputs.All, _pays, _cash];

    protected override PriceAnswer Compute(ParseResult parsed)
    {
        var inputs = _inputs.Of(parsed);
        return PriceAnswer.Of(("price", parsed.GetValue(_pays) == "share"
            ? DigitalOption.AssetOrNothing(inputs)
            : DigitalOption.CashOrNothing(inputs, Need(parsed, _cash))));
    }
}
