using System.CommandLine;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>A barrier option.</summary>
internal sealed class BarrierQuestion() : PriceQuestion(
    "barrier", "Values a European option that begins or ends when the price touches a barrier.",
    "marketsim price barrier --kind down-and-out --right call --spot 100 --strike 100 --barrier 95 --rebate 3 --years 0.5 --rate 8% --yield 4% --vol 25%")
{
    private readonly SharedInputs _inputs = new();
    private readonly Option<string?> _kind = PriceOptions.Choice(
        "--kind", "What the barrier does", null, "down-and-out", "down-and-in", "up-and-out", "up-and-in");
    private readonly Option<double?> _barrier = PriceOptions.Number("--barrier", "The barrier's price.");
    private readonly Option<double?> _rebate = PriceOptions.Number(
        "--rebate", "Cash paid when an out-option ends, or at expiry for an in-option that has not begun.", 0);
    private readonly Option<double?> _watched = PriceOptions.Number(
        "--watched", "How often a year the price is compared with the barrier: 252; always, if not given.");

    public override IReadOnlyList<Option> Options => [_kind, .. _inputs.All, _barrier, _rebate, _watched];

    protected override PriceAnswer Compute(ParseResult parsed)
    {
        var inputs = _inputs.Of(parsed);
        var kind = Need(parsed, _kind) switch
        {
            "down-and-out" => BarrierKind.DownAndOut,
            "down-and-in" => BarrierKind.DownAndIn,
            "up-and-out" => BarrierKind.UpAndOut,
            _ => BarrierKind.UpAndIn,
        };
        var (barrier, rebate, watched) = (Need(parsed, _barrier), Need(parsed, _rebate), parsed.GetValue(_watched));
        return PriceAnswer.Of(
            ("price", BarrierOption.Price(inputs, kind, barrier, rebate, watched)), ("plain", BlackScholes.Price(inputs)));
    }
}
