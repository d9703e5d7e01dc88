using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How fast an account's room can change with the price of one instrument.</summary>
/// <param name="Instrument">Which.</param>
/// <param name="LossFalling">Minor units of maintenance room that a fall by one price unit can cost at most.</param>
/// <param name="LossRising">The same for a rise.</param>
/// <param name="GainFalling">Minor units of initial room that a fall by one price unit can bring at most.</param>
/// <param name="GainRising">The same for a rise.</param>
/// <param name="IsBounded">Whether there are such bounds.</param>
internal sealed record MarginSlope(
    InstrumentId Instrument, decimal LossFalling, decimal LossRising, decimal GainFalling, decimal GainRising, bool IsBounded)
{
    /// <summary>The prices at which neither the room is used up nor the initial room grows beyond what is left to the SMA.</summary>
    public PriceZone Zone(Price mark, long room, long? sma) => new(
        Instrument,
        mark.Ticks - Math.Min(Steps(room, LossFalling), Steps(sma, GainFalling)),
        mark.Ticks + Math.Min(Steps(room, LossRising), Steps(sma, GainRising)));

    public MarginSlope Plus(MarginSlope other) => new(
        Instrument, LossFalling + other.LossFalling, LossRising + other.LossRising,
        GainFalling + other.GainFalling, GainRising + other.GainRising, IsBounded && other.IsBounded);

    private static long Steps(long? room, decimal slope)
        => room is not { } left || slope == 0 ? long.MaxValue / 4
            : (long)Math.Min(long.MaxValue / 4, Math.Floor(Math.Max(0, left) / slope));
}

/// <summary>Finds these bounds.</summary>
internal sealed class MarginSlopes(MechanismDesk desk, MarginValuation valuation)
{
    /// <summary>One for each instrument whose price matters, in order.</summary>
    public IReadOnlyList<MarginSlope> Of(Holdings holdings)
    {
        var slopes = new SortedDictionary<int, MarginSlope>();
        foreach (var (id, lots) in holdings.Positions)
        {
            if (desk.Instruments[id.Value] is OptionContract option)
            {
                foreach (var slope in OfOption(option, lots))
                {
                    Add(slopes, slope);
                }
            }
            else if (desk.Instruments[id.Value] is Future future)
            {
                var perUnit = Math.Abs((decimal)lots) * future.TickValueNumerator / future.TickValueDenominator;
                var (falling, rising) = lots > 0 ? (perUnit, 0m) : (0m, perUnit);
                Add(slopes, new MarginSlope(id, falling, rising, rising, falling, IsBounded: true));
            }
            else
            {
                Add(slopes, OfShares(holdings, id, lots));
            }
        }

        return [.. slopes.Values];
    }

    private static void Add(SortedDictionary<int, MarginSlope> slopes, MarginSlope slope)
        => slopes[slope.Instrument.Value] = slopes.TryGetValue(slope.Instrument.Value, out var other) ? other.Plus(slope) : slope;

    private MarginSlope OfShares(Holdings holdings, InstrumentId id, long lots)
    {
        if (valuation.Rule.GroupOf(id).Count > 1)
        {
            // What a related class spares may change with either price.
            return new MarginSlope(id, 0, 0, 0, 0, IsBounded: false);
        }

        var instrument = desk.Instruments[id.Value];
        var perUnit = Math.Abs(lots) * (decimal)instrument.TickValueNumerator / instrument.TickValueDenominator;
        var isAlone = holdings.Positions.All(held => held.Instrument == id || valuation.ClassOf(held.Instrument) != id);
        var mark = valuation.Mark(id);
        if (lots > 0)
        {
            var (maintenance, initial) = isAlone
                ? (Rate(id, true, mark, MarginTime.Maintenance), Rate(id, true, mark, MarginTime.Initial))
                : (0, 0);
            return new MarginSlope(id, (1 - maintenance) * perUnit, 0, 0, (1 - initial) * perUnit, IsBounded: true);
        }

        // Below five dollars the margin of a short share rises as fast as its price.
        var most = Math.Max(1, Rate(id, false, 1_000_000, MarginTime.Maintenance));
        var least = Rate(id, false, mark, MarginTime.Initial);
        return new MarginSlope(
            id, isAlone ? 0 : perUnit, (1 + most) * perUnit, (1 + least) * perUnit, isAlone ? 0 : perUnit, IsBounded: true);
    }

    // A bound on the rate where it is a part of the price.
    private decimal Rate(InstrumentId id, bool isLong, decimal price, MarginTime time)
        => price == 0 ? 0 : valuation.Rule.PerShare(id, isLong, price, time) / price;

    private IEnumerable<MarginSlope> OfOption(OptionContract option, long lots)
    {
        var underlying = desk.Instruments[option.Underlying.Value];
        var premium = Math.Abs(lots) * (decimal)option.TickValueNumerator / option.TickValueDenominator;
        if (valuation.Rule.OptionSlope(option.Underlying) is not { } slope)
        {
            yield return new MarginSlope(option.Id, 0, 0, 0, 0, IsBounded: false);
            yield return new MarginSlope(option.Underlying, 0, 0, 0, 0, IsBounded: false);
            yield break;
        }

        // A long option lends at most its price; a written one needs it in full.
        yield return new MarginSlope(option.Id, premium, premium, premium, premium, IsBounded: true);
        var shares = Math.Abs(lots) * option.Deliverable * slope
            * underlying.TickValueNumerator / underlying.TickValueDenominator;
        yield return new MarginSlope(option.Underlying, shares, shares, shares, shares, IsBounded: true);
    }
}
