using System.CommandLine;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>The end of an isolated position.</summary>
internal sealed class LiquidationQuestion() : PriceQuestion(
    "liquidation", "Finds at which price an isolated position is liquidated, and at which its margin is used up.",
    "marketsim price liquidation --entry 60000 --size 1 --margin 6000 --maintenance 0.5% --amount 50",
    "marketsim price liquidation --entry 60000 --size -1 --margin 6000 --tier 0:0.4% --tier 50000:0.5% --tier 600000:0.65%")
{
    private readonly Option<decimal?> _entry = PriceOptions.Decimal("--entry", "Price of entry.");
    private readonly Option<decimal?> _size = PriceOptions.Decimal("--size", "Size; negative for a short position.");
    private readonly Option<decimal?> _margin = PriceOptions.Decimal("--margin", "Margin set aside for the position.");
    private readonly Option<decimal?> _rate = PriceOptions.Decimal("--maintenance", "Maintenance margin rate: 0.5%.");
    private readonly Option<decimal?> _amount = PriceOptions.Decimal("--amount", "Maintenance amount of the tier.", 0);
    private readonly Option<string[]> _tiers = new("--tier")
    {
        Description = "A step of the maintenance schedule as FLOOR:RATE, several times, instead of rate and amount.",
        HelpName = "FLOOR:RATE",
    };

    public override IReadOnlyList<Option> Options => [_entry, _size, _margin, _rate, _amount, _tiers];

    protected override PriceAnswer Compute(ParseResult parsed)
    {
        var position = new IsolatedMargin(Need(parsed, _entry), Need(parsed, _size), Need(parsed, _margin));
        MarginTier[] tiers = [.. (parsed.GetValue(_tiers) ?? []).SelectMany(text => text.Split(' ')).Select(Tier)];
        var price = tiers.Length > 0
            ? position.LiquidationPrice(new MarginTiers(tiers))
            : position.LiquidationPrice(Need(parsed, _rate), Need(parsed, _amount));
        return PriceAnswer.Of(("liquidationPrice", price), ("bankruptPrice", position.BankruptPrice));
    }

    private static MarginTier Tier(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2 && PriceOptions.TryDecimal(parts[0], out var floor) && PriceOptions.TryDecimal(parts[1], out var rate)
            ? new MarginTier(floor, rate)
            : throw new ArgumentException($"'{text}' is not a step such as 50000:0.5%, floor and rate.");
    }
}
