using System.CommandLine;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>A turbo.</summary>
internal sealed class TurboQuestion() : PriceQuestion(
    "turbo", "Values an open-end turbo, its leverage, and its financing level some days later.",
    "marketsim price turbo --right call --financing 4500 --underlying 4900 --ratio 0.01 --rate 2% --spread 1.5%")
{
    private readonly Option<string?> _right = PriceOptions.Choice("--right", "Call for long, put for short", "call", "call", "put");
    private readonly Option<decimal?> _financing = PriceOptions.Decimal("--financing", "Financing level.");
    private readonly Option<decimal?> _barrier = PriceOptions.Decimal(
        "--barrier", "Barrier; the financing level, if not given.");
    private readonly Option<decimal?> _underlying = PriceOptions.Decimal("--underlying", "Price of the underlying.");
    private readonly Option<decimal?> _ratio = PriceOptions.Decimal("--ratio", "Underlyings per turbo.", 1);
    private readonly Option<decimal?> _rate = PriceOptions.Decimal("--rate", "Reference rate a year.", 0);
    private readonly Option<decimal?> _spread = PriceOptions.Decimal("--spread", "Issuer's spread a year.", 0);
    private readonly Option<int?> _days = PriceOptions.Whole("--days", "Calendar days to look ahead.", 1);

    public override IReadOnlyList<Option> Options
        => [_right, _financing, _barrier, _underlying, _ratio, _rate, _spread, _days];

    protected override PriceAnswer Compute(ParseResult parsed)
    {
        var financing = Need(parsed, _financing);
        var turbo = new Turbo(
            parsed.GetValue(_right) == "put" ? OptionRight.Put : OptionRight.Call, financing, parsed.GetValue(_barrier) ?? financing,
            Need(parsed, _ratio));
        var underlying = Need(parsed, _underlying);
        var later = turbo.After(Need(parsed, _rate), Need(parsed, _spread), Need(parsed, _days));
        var value = turbo.Value(underlying);
        var isOut = turbo.IsKnockedOutAt(underlying);
        return PriceAnswer.Of(
            ("knockedOut", isOut ? "yes" : "no"), ("price", isOut ? turbo.Residual(underlying) : value),
            ("leverage", isOut || value == 0 ? null : turbo.Leverage(underlying)), ("nextFinancing", later.FinancingLevel),
            ("nextBarrier", later.Barrier), ("nextPrice", isOut ? null : later.Value(underlying)));
    }
}
