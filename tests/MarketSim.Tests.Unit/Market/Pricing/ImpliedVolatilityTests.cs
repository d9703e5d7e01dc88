using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class ImpliedVolatilityTests
{
    private static readonly OptionInputs Some = new(OptionRight.Call, 100, 110, 0.5, 0.03, 0.01, 0);

    [Fact]
    public void AVolatilityComesBackFromItsPriceAsExactlyAsThePriceHoldsIt()
        => Replay.Cases(nameof(ImpliedVolatilityTests), 20_000, 1_000_000, random =>
        {
            var inputs = Extreme(random);
            var price = BlackScholes.Price(inputs);
            var result = ImpliedVolatility.European(inputs, price);
            if (price < 1e-280 || result.Verdict is ImpliedVolatilityVerdict.NoTimeValue or ImpliedVolatilityVerdict.AtOrAboveMaximum)
            {
                return;
            }

            // Sixteen units of the price, or of the number itself.
            Replay.Relative(inputs.Volatility, result.Require(), 4e-15 + (16 * result.Accuracy!.Value), inputs);
        });

    [Fact]
    public void OutOfTheMoneyEveryVolatilityComesBackToTwelveDigits()
        => Replay.Cases(nameof(ImpliedVolatilityTests), 20_000, 1_000_000, random =>
        {
            var inputs = Extreme(random) with { Rate = 0, Yield = 0 };
            inputs = inputs with { Right = inputs.Strike >= 100 ? OptionRight.Call : OptionRight.Put };
            var price = BlackScholes.Price(inputs);
            if (price > 1e-280 && price < 0.99 * Math.Min(inputs.Strike, 100))
            {
                Replay.Relative(inputs.Volatility, ImpliedVolatility.European(inputs, price).Require(), 1e-12, inputs);
            }
        });

    /// <summary>Published with the price: Hull's example, call 1.875 on S 21, K 20, r 10%, three months: 23.5%; and the rules'
    /// model check backwards.</summary>
    [Fact]
    public void PublishedVolatilitiesComeOut()
    {
        Assert.Equal(0.235, ImpliedVolatility.European(new(OptionRight.Call, 21, 20, 0.25, 0.1, 0, 0), 1.875).Require(), 5e-4);
        Assert.Equal(0.3, ImpliedVolatility.European(new(OptionRight.Call, 40, 60, 5, 0.03, 0, 0), 7.040239234639771).Require(), 1e-14);
    }

    [Fact]
    public void AnOptionOnAFutureHasItsOwn()
        => Assert.Equal(
            0.28,
            ImpliedVolatility.OnFuture(OptionRight.Put, 19, 20, 0.75, 0.1, Black76.Price(OptionRight.Put, 19, 20, 0.75, 0.1, 0.28))
                .Require(),
            1e-14);

    [Fact]
    public void EveryRefusalNamesItsReason()
    {
        var inside = Some with { Strike = 90 };
        var intrinsic = (100 * inside.YieldDiscount) - (90 * inside.Discount);
        (OptionInputs Inputs, double Price, ImpliedVolatilityVerdict Verdict)[] cases =
        [
            (Some, double.NaN, ImpliedVolatilityVerdict.PriceNotFinite),
            (Some, double.PositiveInfinity, ImpliedVolatilityVerdict.PriceNotFinite),
            (Some with { Years = 0 }, 1, ImpliedVolatilityVerdict.Expired),
            (Some with { Spot = 0 }, 1, ImpliedVolatilityVerdict.NothingToChance),
            (Some with { Strike = 0 }, 1, ImpliedVolatilityVerdict.NothingToChance),
            (Some, -0.01, ImpliedVolatilityVerdict.BelowIntrinsic),
            (inside, intrinsic - 0.01, ImpliedVolatilityVerdict.BelowIntrinsic),
            (Some, 0, ImpliedVolatilityVerdict.NoTimeValue),
            (inside, intrinsic, ImpliedVolatilityVerdict.NoTimeValue),
            (Some, 100 * Some.YieldDiscount, ImpliedVolatilityVerdict.AtOrAboveMaximum),
            (Some with { Right = OptionRight.Put }, 110, ImpliedVolatilityVerdict.AtOrAboveMaximum),
            (Some, 1e300, ImpliedVolatilityVerdict.AtOrAboveMaximum),
        ];
        foreach (var (inputs, price, verdict) in cases)
        {
            var result = ImpliedVolatility.European(inputs, price);
            Assert.Equal(verdict, result.Verdict);
            Assert.Null(result.Volatility);
            Assert.EndsWith(".", result.Sentence);
            Assert.Equal(result.Sentence, Assert.Throws<ArgumentException>(() => result.Require()).Message);
        }
    }

    [Fact]
    public void OfTwoFaultsTheFirstIsNamed()
        => Assert.Equal(
            ImpliedVolatilityVerdict.Expired, ImpliedVolatility.European(Some with { Years = 0 }, -5).Verdict);

    [Fact]
    public void ADeepOptionSaysHowLittleItsPriceHolds()
    {
        var deep = Some with { Strike = 60, Volatility = 0.2 };
        var result = ImpliedVolatility.European(deep, BlackScholes.Price(deep));
        Assert.InRange(result.Accuracy!.Value, 1e-13, 1e-9);
        Assert.Equal(0.2, result.Require(), 0.2 * 16 * result.Accuracy.Value);
    }

    [Fact]
    public void AnAmericanPriceGivesItsVolatilityBack()
        => Replay.Cases(nameof(ImpliedVolatilityTests), 15, 300, random =>
        {
            var inputs = new OptionInputs(
                random.Right(), 100, random.NextUniform(85, 115), random.NextUniform(0.2, 2), random.NextUniform(0.01, 0.08),
                random.NextUniform(0.01, 0.08), random.NextUniform(0.15, 0.6));
            var price = AmericanOption.Price(inputs);
            if (price > inputs.Intrinsic + 0.05)
            {
                Replay.Relative(inputs.Volatility, ImpliedVolatility.American(inputs, price).Require(), 1e-7, inputs);
            }
        });

    [Fact]
    public void AnAmericanPriceBelowWhatExercisePaysHasNone()
    {
        var put = new OptionInputs(OptionRight.Put, 80, 100, 1, 0.05, 0, 0);
        Assert.Equal(ImpliedVolatilityVerdict.BelowIntrinsic, ImpliedVolatility.American(put, 19.9).Verdict);
        Assert.Equal(ImpliedVolatilityVerdict.NoTimeValue, ImpliedVolatility.American(put, 20).Verdict);
        Assert.Equal(ImpliedVolatilityVerdict.AtOrAboveMaximum, ImpliedVolatility.American(put, 100).Verdict);
    }

    private static OptionInputs Extreme(Rng random)
    {
        var total = random.Scale(1e-4, 10);
        var years = random.Scale(1.0 / 365, 30);
        var reach = random.Below(4) switch { 0 => 36.0, 1 => 3, 2 => 0.01, _ => 0 };
        return new OptionInputs(
            random.Right(), 100, 100 * PortableMath.Exp(random.NextUniform(-reach, reach) * total), years,
            random.NextUniform(-0.05, 0.1), random.NextUniform(-0.05, 0.1), total / Math.Sqrt(years));
    }
}
