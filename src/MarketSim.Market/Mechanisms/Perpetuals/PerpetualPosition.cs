using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A position in a perpetual and what it was entered for.</summary>
/// <param name="Lots">Negative when short.</param>
/// <param name="EntryValue">Sum of entry price times lots, in price units times lots, not negative for positive prices.</param>
public readonly record struct PerpetualPosition(long Lots, Int128 EntryValue)
{
    /// <summary>Whether there is one.</summary>
    public bool IsFlat => Lots == 0;

    /// <summary>The average entry price in the quote currency; zero without a position.</summary>
    public decimal EntryPrice(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        return Lots == 0 ? 0 : (decimal)EntryValue / Math.Abs((decimal)Lots) * instrument.PriceUnit;
    }

    /// <summary>What it has gained at a price, in minor units, unrounded.</summary>
    public decimal ProfitAt(Price price, Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var gained = ((Int128)price.Ticks * Lots) - (Math.Sign(Lots) * EntryValue);
        return (decimal)gained * instrument.TickValueNumerator / instrument.TickValueDenominator;
    }

    /// <summary>It after a trade.</summary>
    /// <param name="lots">Bought; sold if negative.</param>
    /// <param name="price">At which price.</param>
    /// <param name="realised">What the part that it closed has gained, in price units times lots.</param>
    public PerpetualPosition After(long lots, Price price, out Int128 realised)
    {
        realised = 0;
        if (Lots == 0 || Math.Sign(Lots) == Math.Sign(lots))
        {
            return new(checked(Lots + lots), EntryValue + ((Int128)price.Ticks * Math.Abs(lots)));
        }

        var held = Math.Abs(Lots);
        var closed = Math.Min(held, Math.Abs(lots));
        var entered = closed == held ? EntryValue : Rounding.HalfUp.Divide(EntryValue * closed, held);
        realised = Math.Sign(Lots) * (((Int128)price.Ticks * closed) - entered);
        var opened = Math.Abs(lots) - closed;
        return opened > 0
            ? new(Math.Sign(lots) * opened, (Int128)price.Ticks * opened)
            : new(checked(Lots + lots), EntryValue - entered);
    }
}
