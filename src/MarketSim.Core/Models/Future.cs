namespace MarketSim.Core;

/// <summary>A futures contract. A trade moves contracts (a short holds a negative number) and, in cash, only the distance of the
/// trade price from the settlement price in force; the daily mark moves the rest.</summary>
/// <remarks>One price unit times one contract is worth the tick value: 12.50 for the E-mini S&amp;P 500 (a quarter point times 50).</remarks>
public sealed record Future : Instrument
{
    /// <summary>The settlement price in force: positions are carried at it.</summary>
    public required Price SettlementPrice { get; init; }

    /// <summary>Initial margin of one contract in minor units of the quote asset.</summary>
    public required Money InitialMargin { get; init; }

    /// <summary>Margin of one contract below which an account is called upon; zero leaves it to the mechanism.</summary>
    public Money MaintenanceMargin { get; init; }

    /// <summary>The day at whose end it ends; none for one that does not.</summary>
    public DateOnly? Expiry { get; init; }

    /// <summary>What it is a future on; minus one where that is not traded or told at this venue.</summary>
    public InstrumentId Underlying { get; init; } = new(-1);

    /// <summary>Lots of the underlying that one contract delivers at expiry; zero where it is settled in cash.</summary>
    public long Deliverable { get; init; }

    /// <inheritdoc/>
    /// <remarks>Initial margin for each contract, and what the trade price may lie on the wrong side of the settlement price.</remarks>
    public override (AssetId Asset, long Amount) RequirementFor(Side side, Price price, Quantity quantity)
    {
        var against = QuoteAmount(new Price((price - SettlementPrice) * side.Sign()), quantity).Minor;
        return (Quote, checked((InitialMargin.Minor * quantity.Lots) + Math.Max(0, against)));
    }

    /// <inheritdoc/>
    public override bool IsMargined => true;

    /// <inheritdoc/>
    /// <remarks>Initial margin for each contract, long or short.</remarks>
    public override Money PositionMargin(long lots) => new(checked(InitialMargin.Minor * Math.Abs(lots)));

    /// <inheritdoc/>
    public override Money TradePayment(Price price, Quantity quantity, Money amount)
        => QuoteAmount(new Price(price - SettlementPrice), quantity);

    /// <inheritdoc/>
    public override Instrument After(in MarketEvent item)
        => item.Kind == EventKind.Marked ? this with { SettlementPrice = item.Price } : this;

    /// <inheritdoc/>
    protected override bool MarginIsCarried(Quantity quantity)
        => (Int128)InitialMargin.Minor * quantity.Lots <= LargestAmount && CarriesSettlement(quantity);

    private bool CarriesSettlement(Quantity quantity)
        => Int128.Abs((Int128)SettlementPrice.Ticks * quantity.Lots * TickValueNumerator / TickValueDenominator) <= LargestAmount;
}
