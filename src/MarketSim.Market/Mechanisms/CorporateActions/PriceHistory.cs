using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>By what old prices must be multiplied to be compared with those after a corporate action.</summary>
/// <param name="Instrument">Whose prices.</param>
/// <param name="ExDate">Prices before this day.</param>
/// <param name="Factor">1 - D/P of a dividend D on a close of P; old shares for a new one of a split.</param>
public sealed record PriceAdjustment(InstrumentId Instrument, DateOnly ExDate, decimal Factor);

/// <summary>The adjustment factors of all instruments.</summary>
/// <remarks>Source: MARKET rules, section 13; the convention of CRSP and of the data vendors.</remarks>
public sealed class PriceHistory
{
    private readonly List<PriceAdjustment> _adjustments = [];

    /// <summary>All of them, in order of ex-date.</summary>
    public IReadOnlyList<PriceAdjustment> Adjustments => _adjustments;

    /// <summary>What a price of a day is multiplied by to compare it with one of a later day.</summary>
    public decimal Factor(InstrumentId instrument, DateOnly day, DateOnly asOf) => _adjustments
        .Where(a => a.Instrument == instrument && a.ExDate > day && a.ExDate <= asOf)
        .Aggregate(1m, static (factor, adjustment) => factor * adjustment.Factor);

    internal void Add(PriceAdjustment adjustment) => _adjustments.Add(adjustment);

    internal void AddTo(ref StateHash hash)
    {
        foreach (var (instrument, exDate, factor) in _adjustments)
        {
            hash.Add((long)instrument.Value);
            hash.Add((long)exDate.DayNumber);
            foreach (var part in decimal.GetBits(factor))
            {
                hash.Add((long)part);
            }
        }
    }
}
