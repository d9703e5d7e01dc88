namespace MarketSim.Core;

/// <summary>What an order book trades: its units, and what a trade obliges each side to deliver.</summary>
/// <remarks>Asset types derive from it: <see cref="Equity"/>, <see cref="Etf"/>, <see cref="FxPair"/>, <see cref="CryptoPair"/>,
/// <see cref="Future"/>, <see cref="Bond"/>. They override what differs of <see cref="QuoteAmount"/>, <see cref="RequirementFor"/>
/// and <see cref="TradePayment"/>.</remarks>
public abstract record Instrument
{
    /// <summary>The largest amount of one order: a sixteenth of what 64 bits hold, so that sums of a few never overflow.</summary>
    protected const long LargestAmount = long.MaxValue / 16;

    /// <summary>Its index in the exchange's list.</summary>
    public required InstrumentId Id { get; init; }

    /// <summary>Its ticker, such as <c>ALPHA</c> or <c>BTCUSD</c>.</summary>
    public required string Symbol { get; init; }

    /// <summary>What a buyer receives: the share, the coin, the contract.</summary>
    public required AssetId Base { get; init; }

    /// <summary>What a buyer pays with.</summary>
    public required AssetId Quote { get; init; }

    /// <summary>Decimals of a displayed price: a price of one unit is 10^-PriceDecimals × <see cref="PriceUnitSteps"/>.</summary>
    public int PriceDecimals { get; init; } = 2;

    /// <summary>How many 10^-PriceDecimals one price unit is; 1 for most, 25 for quarter points.</summary>
    public int PriceUnitSteps { get; init; } = 1;

    /// <summary>Decimals of a displayed quantity: one lot is 10^-QuantityDecimals.</summary>
    public int QuantityDecimals { get; init; }

    /// <summary>Minor units of the quote asset that one price unit times one lot is worth, as a fraction: its numerator.</summary>
    public long TickValueNumerator { get; init; } = 1;

    /// <summary>The denominator of the tick value; above one where a price unit is finer than a minor unit.</summary>
    public long TickValueDenominator { get; init; } = 1;

    /// <summary>Which prices may be quoted.</summary>
    public TickRegime Ticks { get; init; } = TickRegime.EveryUnit;

    /// <summary>Order quantities must be multiples of this many lots.</summary>
    public long LotStep { get; init; } = 1;

    /// <summary>Lots of a round lot: the unit of a protected quote. Odd lots trade all the same.</summary>
    public long RoundLot { get; init; } = 1;

    /// <summary>The largest order in lots.</summary>
    public Quantity MaxOrder { get; init; } = new(1_000_000_000_000);

    /// <summary>The lowest representable limit price.</summary>
    public Price MinPrice { get; init; } = new(1);

    /// <summary>The highest representable limit price.</summary>
    public Price MaxPrice { get; init; } = new(1L << 40);

    /// <summary>The price unit in the quote currency, exactly.</summary>
    public decimal PriceUnit => PriceUnitSteps / Pow10(PriceDecimals);

    /// <summary>The exact quote amount of so many lots at a price, rounded half up to the minor unit, once.</summary>
    public virtual Money QuoteAmount(Price price, Quantity quantity)
        => TryPlainProduct(price, quantity, out var product) ? new Money(product) : WideAmount(price, quantity);

    /// <summary>Whether every amount that an order of this size may cause fits the ledger with room to spare: its value at this
    /// price, and what positions of its size need.</summary>
    public bool CanCarry(Price price, Quantity quantity)
    {
        var isCarried = TryPlainProduct(price, quantity, out var product)
            ? product <= LargestAmount && product >= -LargestAmount : WideIsCarried(price, quantity);
        return isCarried && quantity.Lots <= LargestAmount && MarginIsCarried(quantity);
    }

    /// <summary>What an order must set aside before it may enter, in the worst case.</summary>
    /// <param name="side">Its side.</param>
    /// <param name="price">The worst price at which it may trade.</param>
    /// <param name="quantity">Its open quantity.</param>
    /// <returns>The asset and the amount in that asset's smallest unit; never negative.</returns>
    /// <remarks>Where a price unit is finer than a minor unit, each lot may trade by itself and be rounded up by half a minor
    /// unit; the requirement covers that.</remarks>
    public virtual (AssetId Asset, long Amount) RequirementFor(Side side, Price price, Quantity quantity)
        => side == Side.Buy
            ? (Quote, Math.Max(0, CeilingQuoteAmount(price, quantity).Minor))
            : (Base, quantity.Lots);

    /// <summary>What a position must keep set aside for as long as it stands; nothing for what is paid in full.</summary>
    /// <param name="lots">The position; negative when short.</param>
    /// <returns>Minor units of the quote asset.</returns>
    public virtual Money PositionMargin(long lots) => Money.Zero;

    /// <summary>Whether positions may be negative and carry margin instead of being paid in full.</summary>
    public virtual bool IsMargined => false;

    /// <summary>The movements that a trade causes between its two sides.</summary>
    /// <param name="buyer">Who receives the base asset.</param>
    /// <param name="seller">Who receives the quote asset.</param>
    /// <param name="price">Trade price.</param>
    /// <param name="quantity">Trade size.</param>
    /// <param name="amount">The exact quote amount of the trade.</param>
    /// <param name="transfers">Where the movements are added.</param>
    public void Settle(
        AccountId buyer, AccountId seller, Price price, Quantity quantity, Money amount, TransferBuffer transfers)
    {
        transfers.Add(new Transfer(Base, seller, buyer, quantity.Lots));
        transfers.Add(new Transfer(Quote, buyer, seller, TradePayment(price, quantity, amount).Minor));
    }

    /// <summary>What a buyer pays a seller in a trade: the quote amount, or for what is marked daily the distance from the
    /// settlement price.</summary>
    public virtual Money TradePayment(Price price, Quantity quantity, Money amount) => amount;

    /// <summary>What it is written on, for derivatives; null for all others.</summary>
    public virtual InstrumentId? WrittenOn => null;

    /// <summary>What is wrong with its terms, as the end of a sentence that begins with its symbol; null if nothing is.</summary>
    public virtual string? Fault => null;

    /// <summary>The instrument as an event leaves it: with a new settlement price or new contract terms, else as it is.</summary>
    public virtual Instrument After(in MarketEvent item) => this;

    /// <summary>A price in the quote currency, for people.</summary>
    public decimal ToDecimal(Price price) => price.Ticks * PriceUnit;

    /// <summary>A quantity in whole units, for people.</summary>
    public decimal ToDecimal(Quantity quantity) => quantity.Lots / Pow10(QuantityDecimals);

    /// <summary>Whether the margin of a position of this size fits.</summary>
    protected virtual bool MarginIsCarried(Quantity quantity) => true;

    /// <summary>The quote amount rounded up, so that a reserve never falls short.</summary>
    protected Money CeilingQuoteAmount(Price price, Quantity quantity)
        => TryPlainProduct(price, quantity, out var product) ? new Money(product) : WideCeiling(price, quantity);

    // Apart from the usual way: what computes with 128 bits cannot be compiled ahead of time.
    private Money WideAmount(Price price, Quantity quantity)
    {
        var exact = (Int128)price.Ticks * quantity.Lots * TickValueNumerator;
        return Money.FromInt128(TickValueDenominator == 1 ? exact : Rounding.HalfUp.Divide(exact, TickValueDenominator));
    }

    private bool WideIsCarried(Price price, Quantity quantity)
        => Int128.Abs((Int128)price.Ticks * quantity.Lots * TickValueNumerator / TickValueDenominator) <= LargestAmount;

    private Money WideCeiling(Price price, Quantity quantity)
    {
        var exact = (Int128)price.Ticks * quantity.Lots * TickValueNumerator;
        return Money.FromInt128(TickValueDenominator == 1
            ? exact
            : Rounding.Up.Divide(exact, TickValueDenominator) + ((quantity.Lots + 1) / 2));
    }

    // Where a price unit is a minor unit, 64 bits are nearly always enough; the 128-bit way gives the same and takes ten times as long.
    private bool TryPlainProduct(Price price, Quantity quantity, out long product)
    {
        var high = Math.BigMul(price.Ticks, quantity.Lots, out product);
        return TickValueNumerator == 1 && TickValueDenominator == 1 && high == product >> 63;
    }

    private static decimal Pow10(int decimals)
    {
        var result = 1m;
        for (var i = 0; i < decimals; i++)
        {
            result *= 10;
        }

        return result;
    }
}
