using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How far limit up and limit down lie from the reference price.</summary>
/// <remarks>By the previous close: a percentage of the reference above the high price and between the two, the lesser of an amount and
/// a percentage below the low one; times the leverage of a fund; twice as much near the close, except for tier 2 above the high price.
/// Source: Plan to Address Extraordinary Market Volatility, appendix A.</remarks>
internal sealed class BandWidths(OptionSet options)
{
    public static IReadOnlyList<OptionSpec> Options { get; } =
    [
        new()
        {
            Name = "tier", Kind = OptionKind.Choice, Default = "1", Choices = ["1", "2"],
            Summary = "1: S&P 500, Russell 1000 and some funds; 2: all others.", Source = "LULD plan, appendix A",
        },
        VolatilityOptions.Percent("leverage", "1", "Leverage of the fund: widths are multiplied by it.", "LULD plan, appendix A", "x"),
        VolatilityOptions.Percent("tier-1-percent", "5", "Width for tier 1 above the high price.", "LULD plan, appendix A"),
        VolatilityOptions.Percent("tier-2-percent", "10", "Width for tier 2 above the high price.", "LULD plan, appendix A"),
        VolatilityOptions.Percent("middle-percent", "20", "Width from the low to the high price, both included.",
            "LULD plan, appendix A"),
        VolatilityOptions.Percent("low-percent", "75", "Width below the low price, if less than the amount.", "LULD plan, appendix A"),
        VolatilityOptions.Percent("low-amount", "0.15", "Width below the low price, if less than the percentage.",
            "LULD plan, appendix A", "quote units"),
        VolatilityOptions.Percent("high-price", "3", "Previous closes above it have the narrow widths.", "LULD plan, appendix A",
            "quote units"),
        VolatilityOptions.Percent("low-price", "0.75", "Previous closes below it have the widest.",
            "LULD plan, appendix A", "quote units"),
        VolatilityOptions.Percent("band-step", "0.01", "Bands are rounded to the nearest multiple.", "LULD plan, section V(A)",
            "quote units"),
    ];

    private readonly bool _isTier1 = options.Text("tier") == "1";
    private readonly decimal _leverage = options.Decimal("leverage");
    private readonly decimal _wide = options.Decimal("middle-percent");
    private readonly decimal _narrow = options.Decimal(options.Text("tier") == "1" ? "tier-1-percent" : "tier-2-percent");
    private readonly decimal _lowPercent = options.Decimal("low-percent");
    private readonly decimal _lowAmount = options.Decimal("low-amount");
    private readonly decimal _high = options.Decimal("high-price");
    private readonly decimal _low = options.Decimal("low-price");
    private readonly decimal _step = options.Decimal("band-step");

    /// <summary>The bands around a reference.</summary>
    /// <param name="instrument">Of which.</param>
    /// <param name="close">Its previous close.</param>
    /// <param name="sum">The reference is this, in price units,</param>
    /// <param name="count">divided by this.</param>
    /// <param name="nearClose">Whether the doubled widths of the end of the day are in force.</param>
    public PriceLimits Around(Instrument instrument, Price close, Int128 sum, int count, bool nearClose)
    {
        var closed = instrument.ToDecimal(close);
        var factor = _leverage * (nearClose && (_isTier1 || closed <= _high) ? 2 : 1);
        var reference = (decimal)sum * instrument.PriceUnit / count;
        var width = factor * (closed < _low ? Math.Min(_lowAmount, reference * _lowPercent / 100)
            : reference * (closed <= _high ? _wide : _narrow) / 100);
        return new PriceLimits(Max(ToPrice(instrument, reference - width), instrument.MinPrice), ToPrice(instrument, reference + width));
    }

    private Price ToPrice(Instrument instrument, decimal value)
    {
        var step = Math.Max(_step, instrument.PriceUnit);
        return new((long)(decimal.Round(value / step, MidpointRounding.AwayFromZero) * step / instrument.PriceUnit));
    }

    private static Price Max(Price left, Price right) => left >= right ? left : right;
}
