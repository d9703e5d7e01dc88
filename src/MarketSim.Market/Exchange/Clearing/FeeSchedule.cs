using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What a trade costs each side: maker and taker, by value and by lot. Negative rates are rebates.</summary>
/// <remarks>A fee is rounded half up to the minor unit once, when it is posted, and never exceeds the trade's quote amount, so that
/// a seller can always pay it out of the proceeds.</remarks>
public sealed record FeeSchedule
{
    private const long Million = 1_000_000;

    /// <summary>No fees.</summary>
    public static FeeSchedule Free { get; } = new();

    /// <summary>Taker fee in millionths of the quote amount.</summary>
    public long TakerPartsPerMillion { get; init; }

    /// <summary>Maker fee in millionths of the quote amount.</summary>
    public long MakerPartsPerMillion { get; init; }

    /// <summary>Taker fee for each lot in millionths of a minor unit; 0.0030 dollars a share is 300,000.</summary>
    public long TakerMicroMinorPerLot { get; init; }

    /// <summary>Maker fee for each lot in millionths of a minor unit.</summary>
    public long MakerMicroMinorPerLot { get; init; }

    /// <summary>Whether every trade is free for both sides.</summary>
    public bool IsFree => this == Free;

    /// <summary>What one side of a trade pays; negative when it receives a rebate.</summary>
    public Money FeeOf(bool isTaker, Money amount, Quantity quantity)
    {
        var parts = isTaker ? TakerPartsPerMillion : MakerPartsPerMillion;
        var perLot = isTaker ? TakerMicroMinorPerLot : MakerMicroMinorPerLot;
        var exact = ((Int128)Math.Abs(amount.Minor) * parts) + ((Int128)quantity.Lots * perLot);
        var fee = Rounding.HalfUp.Divide(exact, Million);
        var cap = Math.Abs(amount.Minor);
        return Money.FromInt128(Int128.Clamp(fee, -cap, cap));
    }

    /// <summary>The most that an order of this size may still be charged.</summary>
    /// <param name="amount">The quote amount of the whole order at its worst price.</param>
    /// <param name="quantity">Its open quantity; each lot may trade by itself, and each fee be rounded up by half a minor unit.</param>
    public Money WorstCase(Money amount, Quantity quantity)
    {
        if (IsFree)
        {
            return Money.Zero;
        }

        var parts = Math.Max(0, Math.Max(TakerPartsPerMillion, MakerPartsPerMillion));
        var perLot = Math.Max(0, Math.Max(TakerMicroMinorPerLot, MakerMicroMinorPerLot));
        var exact = ((Int128)Math.Abs(amount.Minor) * parts) + ((Int128)quantity.Lots * perLot);
        return Money.FromInt128(Rounding.Up.Divide(exact, Million) + ((quantity.Lots + 1) / 2));
    }

    /// <summary>Refuses a schedule under which the venue would pay for trades.</summary>
    /// <exception cref="ArgumentException">Rebates exceed fees.</exception>
    public void Validate()
    {
        if (TakerPartsPerMillion + MakerPartsPerMillion < 0 || TakerMicroMinorPerLot + MakerMicroMinorPerLot < 0)
        {
            throw new ArgumentException(
                "The rebate of one side exceeds the fee of the other; maker and taker rates must sum to zero or more.");
        }
    }
}
