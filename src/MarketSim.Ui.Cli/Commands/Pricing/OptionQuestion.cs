using System.CommandLine;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>A plain option and its Greeks.</summary>
internal sealed class OptionQuestion() : PriceQuestion(
    "option", "Values a plain option, European or American, and its Greeks.",
    "marketsim price option --style european --right call --spot 100 --strike 110 --years 0.5 --rate 3% --yield 0 --vol 30%",
    "marketsim price option --style american --right put --spot 100 --strike 110 --years 0.5 --rate 3% --vol 30% --json",
    "marketsim price option --style american --right call --spot 60 --strike 50 --years 0.25 --rate 5% --vol 25% --dividend 0.1:0.8",
    "marketsim price option --on future --right put --spot 19 --strike 19 --years 0.75 --rate 10% --vol 28%")
{
    private readonly SharedInputs _inputs = new();
    private readonly Option<string?> _style = PriceOptions.Choice(
        "--style", "When it may be exercised", "european", "european", "american");
    private readonly Option<string?> _underlying = PriceOptions.Choice(
        "--on", "What the spot is the price of; on a future the yield is the rate", "share", "share", "future");
    private readonly Option<string[]> _dividends = new("--dividend")
    {
        Description = "A cash dividend as YEARS:AMOUNT, from now to its ex-date; may be given several times. The price less their value is "
            + "taken to be lognormal.",
        HelpName = "YEARS:AMOUNT",
    };
    private readonly Option<int?> _steps = PriceOptions.Whole(
        "--steps", "Values by a binomial tree (Leisen-Reimer) of this many steps instead of the formula.");

    public override IReadOnlyList<Option> Options => [_style, .. _inputs.All, _underlying, _dividends, _steps];

    protected override PriceAnswer Compute(ParseResult parsed)
    {
        var inputs = _inputs.Of(parsed);
        inputs = parsed.GetValue(_underlying) == "future" ? inputs with { Yield = inputs.Rate } : inputs;
        var style = parsed.GetValue(_style) == "american" ? ExerciseStyle.American : ExerciseStyle.European;
        CashDividend[] dividends = [.. (parsed.GetValue(_dividends) ?? []).SelectMany(text => text.Split(' ')).Select(Dividend)];
        var (greeks, exercise) = Value(inputs, style, dividends, parsed.GetValue(_steps));
        if (parsed.GetValue(_underlying) == "future")
        {
            greeks = greeks with { Rho = style == ExerciseStyle.European ? -inputs.Years * greeks.Price : greeks.Rho + greeks.YieldRho, YieldRho = 0 };
        }

        return new PriceAnswer(
        [
            ("price", greeks.Price), ("delta", greeks.Delta), ("gamma", greeks.Gamma), ("vega", greeks.Vega), ("theta", greeks.Theta),
            ("rho", greeks.Rho), ("yieldRho", greeks.YieldRho), ("vanna", greeks.Vanna), ("volga", greeks.Volga), ("charm", greeks.Charm),
            .. exercise is { } price ? [("exercisePrice", (object?)price)] : Array.Empty<(string, object?)>(),
        ]);
    }

    private static (Greeks Greeks, double? ExercisePrice) Value(
        OptionInputs inputs, ExerciseStyle style, CashDividend[] dividends, int? steps)
    {
        if (steps is { } count || (dividends.Length > 0 && style == ExerciseStyle.American))
        {
            return (NumericalGreeks.Of(inputs, moved => BinomialTree.Price(
                moved, style, dividends, DividendModel.Escrowed, steps ?? 1001)), null);
        }

        if (style == ExerciseStyle.European)
        {
            return dividends.Length == 0
                ? (BlackScholes.Greeks(inputs), null)
                : (NumericalGreeks.Of(inputs, moved => BlackScholes.Price(CashDividends.Escrowed(moved, dividends))), null);
        }

        if (inputs.Checked().TotalVolatility == 0 || inputs.Spot == 0 || inputs.Strike == 0)
        {
            return (NumericalGreeks.Of(inputs, moved => AmericanOption.Price(moved)), null);
        }

        var kind = ExerciseBoundary.KindOf(inputs.Right, inputs.Rate, inputs.Yield);
        return (AmericanOption.Greeks(inputs), kind == ExerciseRegion.BeyondOnePrice ? AmericanOption.ExercisePrice(inputs) : null);
    }

    private static CashDividend Dividend(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2 && PriceOptions.TryDecimal(parts[0], out var years) && PriceOptions.TryDecimal(parts[1], out var amount)
            ? new CashDividend((double)years, (double)amount)
            : throw new ArgumentException($"'{text}' is not a dividend such as 0.25:0.80, years and amount.");
    }
}
