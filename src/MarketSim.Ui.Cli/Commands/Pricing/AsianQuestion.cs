using System.CommandLine;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>An option on an average.</summary>
internal sealed class AsianQuestion() : PriceQuestion(
    "asian", "Values a European option on an average price, and simulates one on request.",
    "marketsim price asian --right call --spot 100 --strike 100 --years 1 --rate 5% --vol 20% --fixings 12",
    "marketsim price asian --average geometric --right put --spot 80 --strike 85 --years 0.25 --rate 5% --yield -3% --vol 20%",
    "marketsim price asian --right call --spot 100 --strike 100 --years 1 --rate 5% --vol 20% --fixings 12 --paths 100000 --seed 7")
{
    private readonly SharedInputs _inputs = new();
    private readonly Option<string?> _average = PriceOptions.Choice(
        "--average", "Which average", "arithmetic", "arithmetic", "geometric");
    private readonly Option<int?> _fixings = PriceOptions.Whole(
        "--fixings", "How many evenly spaced prices are averaged, the last at expiry; all of them, if not given.");
    private readonly Option<string?> _method = PriceOptions.Choice(
        "--method", "How the arithmetic average is valued", "conditioning", "conditioning", "moments");
    private readonly Option<int?> _paths = PriceOptions.Whole("--paths", "Simulates the arithmetic average over this many paths as well.");
    private readonly Option<int?> _seed = PriceOptions.Whole("--seed", "Seed of the simulation.", 1);

    public override IReadOnlyList<Option> Options => [_average, .. _inputs.All, _fixings, _method, _paths, _seed];

    protected override PriceAnswer Compute(ParseResult parsed)
    {
        var inputs = _inputs.Of(parsed).Checked();
        var fixings = parsed.GetValue(_fixings) is { } count ? AsianFixings.Evenly(count, inputs.Years) : null;
        var method = parsed.GetValue(_method) == "moments" ? AsianMethod.MomentMatching : AsianMethod.GeometricConditioning;
        var price = (parsed.GetValue(_average) == "geometric", fixings) switch
        {
            (true, null) => AsianOption.GeometricContinuous(inputs),
            (true, _) => AsianOption.GeometricDiscrete(inputs, fixings),
            (_, null) => AsianOption.ArithmeticContinuous(inputs, method),
            _ => AsianOption.ArithmeticDiscrete(inputs, fixings, method),
        };
        if (parsed.GetValue(_paths) is not { } paths)
        {
            return PriceAnswer.Of(("price", price));
        }

        if (fixings is null)
        {
            throw new ArgumentException("A simulation averages a number of prices: give --fixings with --paths.");
        }

        var random = new Rng((ulong)Math.Max(0, parsed.GetValue(_seed) ?? 1), "price-asian");
        var simulated = AsianMonteCarlo.ArithmeticDiscrete(inputs, fixings, random, paths);
        return PriceAnswer.Of(
            ("price", price), ("simulated", simulated.Price), ("standardError", simulated.StandardError));
    }
}
