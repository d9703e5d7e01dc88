using System.CommandLine;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>A volatility from a price.</summary>
internal sealed class ImpliedQuestion() : PriceQuestion(
    "implied", "Finds the volatility at which an option has a price, or says why there is none.",
    "marketsim price implied --right call --spot 40 --strike 60 --years 5 --rate 3% --price 7.04",
    "marketsim price implied --style american --right put --spot 100 --strike 110 --years 0.5 --rate 3% --price 14 --json")
{
    private readonly SharedInputs _inputs = new();
    private readonly Option<string?> _style = PriceOptions.Choice(
        "--style", "When it may be exercised", "european", "european", "american");
    private readonly Option<double?> _price = PriceOptions.Number("--price", "The option's price.");

    public override IReadOnlyList<Option> Options => [_style, .. _inputs.WithoutVolatility, _price];

    protected override PriceAnswer Compute(ParseResult parsed)
    {
        var (inputs, price) = (_inputs.Of(parsed, takesVolatility: false), Need(parsed, _price));
        var result = parsed.GetValue(_style) == "american"
            ? ImpliedVolatility.American(inputs, price)
            : ImpliedVolatility.European(inputs, price);
        return new PriceAnswer(
            [
                ("verdict", result.Verdict.ToString()), ("volatility", result.Volatility), ("accuracy", result.Accuracy),
                .. result.Volatility is null ? [("sentence", (object?)result.Sentence)] : Array.Empty<(string, object?)>(),
            ],
            result.Volatility is null ? result.Sentence : null);
    }
}
