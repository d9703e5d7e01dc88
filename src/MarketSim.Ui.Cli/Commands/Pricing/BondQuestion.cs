using System.CommandLine;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>A bond.</summary>
internal sealed class BondQuestion() : PriceQuestion(
    "bond", "Values a bond from its yield, or finds the yield of a clean price; with accrued interest, duration and convexity.",
    "marketsim price bond --coupon 6 --per-year 2 --maturity 2030-01-15 --settle 2026-04-10 --day-count act/act --yield 5.5%",
    "marketsim price bond --coupon 6 --per-year 2 --maturity 2030-01-15 --settle 2026-04-10 --day-count 30/360 --clean 101.67")
{
    private readonly Option<decimal?> _coupon = PriceOptions.Decimal("--coupon", "Coupon a year in percent of par: 6 is 6%.");
    private readonly Option<int?> _perYear = PriceOptions.Whole("--per-year", "Coupons a year: 1, 2, 3, 4, 6 or 12.", 2);
    private readonly Option<DateOnly?> _maturity = PriceOptions.Date("--maturity", "Date of the redemption; coupons go back from it.");
    private readonly Option<DateOnly?> _settle = PriceOptions.Date("--settle", "Date of settlement.");
    private readonly Option<string?> _dayCount = PriceOptions.Choice(
        "--day-count", "How interest accrues", "act/act", "act/act", "30/360", "30e/360", "act/360", "act/365");
    private readonly Option<double?> _yield = PriceOptions.Number("--yield", "Yield a year, compounded at each coupon: 5.5%.");
    private readonly Option<double?> _clean = PriceOptions.Number("--clean", "Price without accrued interest, instead of the yield.");

    public override IReadOnlyList<Option> Options => [_coupon, _perYear, _maturity, _settle, _dayCount, _yield, _clean];

    protected override PriceAnswer Compute(ParseResult parsed)
    {
        var (coupon, perYear) = (Need(parsed, _coupon), Need(parsed, _perYear));
        var period = CouponPeriod.Of(Need(parsed, _maturity), Need(parsed, _settle), perYear);
        var convention = parsed.GetValue(_dayCount) switch
        {
            "30/360" => DayCount.Thirty360,
            "30e/360" => DayCount.ThirtyE360,
            "act/360" => DayCount.Act360,
            "act/365" => DayCount.Act365,
            _ => DayCount.ActActIcma,
        };
        var accrued = BondMath.Accrued(coupon, perYear, convention, period);

        // A period of 184 days counted against 180 would be more than over.
        var elapsed = Math.Min(1, period.Elapsed(convention, perYear));
        var (rate, left) = ((double)coupon, period.CouponsLeft);
        if (parsed.GetValue(_yield) is null == parsed.GetValue(_clean) is null)
        {
            throw new ArgumentException("Give either '--yield' or '--clean': the one is found from the other.");
        }

        var yield = parsed.GetValue(_yield)
            ?? BondMath.Yield(rate, perYear, left, elapsed, parsed.GetValue(_clean)!.Value + (double)accrued);
        var figures = BondMath.Figures(rate, perYear, left, elapsed, yield);
        return PriceAnswer.Of(
            ("dirty", figures.Dirty), ("accrued", accrued), ("clean", figures.Dirty - (double)accrued), ("yield", yield),
            ("macaulayDuration", figures.MacaulayDuration), ("modifiedDuration", figures.ModifiedDuration),
            ("convexity", figures.Convexity), ("couponsLeft", left));
    }
}
