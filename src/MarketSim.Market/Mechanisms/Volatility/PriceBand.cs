using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Refuses single orders whose limit lies too far from the market: typing errors, above all.</summary>
/// <remarks>The market is what the venue holds the instrument to be worth: the last trade or reference price, else the close. Without
/// any, every price passes. Source: MARKET rules, section 17 (price collar); CME Globex, price banding.</remarks>
public sealed class PriceBand : TradingMechanism
{
    private const string Source = "CME Globex, price banding";

    private readonly string _symbols;
    private readonly long _percent;
    private readonly decimal _amount;
    private readonly bool _bothSides;
    private bool[] _isCovered = [];

    private PriceBand(OptionSet options)
        : base("price-band", options)
    {
        (_symbols, _percent, _amount) = (options.Text("instruments"), options.PartsPerMillion("percent"), options.Decimal("amount"));
        _bothSides = options.Text("refuses") == "both";
    }

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(
        [
            VolatilityOptions.Instruments,
            VolatilityOptions.Percent("percent", "10", "How far from the market a limit may lie, in percent of it.", Source),
            VolatilityOptions.Percent("amount", "0", "How far a limit may lie at any rate, if that is more than the percentage.", Source, "quote units"),
            new()
            {
                Name = "refuses", Kind = OptionKind.Choice, Default = "aggressive", Choices = ["aggressive", "both"],
                Summary = "Only buys too high and sells too low, or limits too far away on either side.", Source = Source,
            },
        ],
        options => new PriceBand(options));

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        base.Begin(desk);
        _isCovered = desk.Covered(_symbols);
    }

    /// <inheritdoc/>
    public override RejectReason OnEntry(in Command command, in EntryContext context)
    {
        if (command.Kind is not (CommandKind.Place or CommandKind.Replace) || !_isCovered[command.Instrument.Value]
            || command.Type is OrderType.Market or OrderType.Stop or OrderType.TrailingStop || !TickCheck.HasLimit(command)
            || Desk.Prices.Mark(command.Instrument) is not { } market)
        {
            return RejectReason.None;
        }

        var width = Math.Max(
            (long)Rounding.Down.Divide(Int128.Abs(market.Ticks) * _percent, 1_000_000), (long)(_amount / context.Instrument.PriceUnit));
        var beyond = command.Side == Side.Buy ? command.Price - market : market - command.Price;
        return beyond > width || (_bothSides && -beyond > width) ? RejectReason.PriceBand : RejectReason.None;
    }
}
