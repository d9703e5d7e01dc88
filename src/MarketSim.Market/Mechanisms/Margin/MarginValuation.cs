using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Holdings at the marks: what they are worth, and what they need by a rule.</summary>
/// <remarks>Only what is quoted in one currency counts. Futures are worth
/// what they have gained since they were last settled, and need so much a contract.</remarks>
internal sealed class MarginValuation(MechanismDesk desk, MarginRule rule, AssetId currency)
{
    private readonly ListedFutures? _futures = desk.Mechanism<ListedFutures>();

    public MarginRule Rule => rule;

    public bool Counts(Instrument instrument) => instrument.Quote == currency && instrument is not MarketIndex;

    /// <summary>Minor units of one unit of money: what a lot at a price of one is worth.</summary>
    public static decimal MinorPerUnit(Instrument instrument)
        => (decimal)instrument.TickValueNumerator / instrument.TickValueDenominator / instrument.PriceUnit;

    /// <summary>What positions are valued at; zero before there is a price.</summary>
    public decimal Mark(InstrumentId instrument)
        => desk.Prices.Mark(instrument) is { } price ? desk.Instruments[instrument.Value].ToDecimal(price) : 0;

    /// <summary>An open order. One without a limit trades near the mark; a sale of shares at it or above.</summary>
    public MarginOrder Order(InstrumentId id, Side side, long lots, long ticks)
    {
        var instrument = desk.Instruments[id.Value];
        var mark = Mark(id);
        var price = ticks == OrderLadder.NoPrice ? mark : instrument.ToDecimal(new Price(ticks));
        return new MarginOrder(
            id, side, lots, side == Side.Sell && instrument is not (OptionContract or Future) ? Math.Max(price, mark) : price);
    }

    /// <summary>The instrument whose class a position belongs to.</summary>
    public InstrumentId ClassOf(InstrumentId instrument)
        => desk.Instruments[instrument.Value] is OptionContract option ? option.Underlying : instrument;

    public MarginFigures Value(Holdings holdings)
    {
        long longStock = 0, shortStock = 0, longOptions = 0, shortOptions = 0, variation = 0;
        foreach (var (id, lots) in holdings.Positions)
        {
            var instrument = desk.Instruments[id.Value];
            if (desk.Prices.Mark(id) is not { } mark)
            {
                continue;
            }

            if (instrument is Future future)
            {
                variation += future.QuoteAmount(new Price(mark - future.SettlementPrice), new Quantity(lots)).Minor;
                continue;
            }

            var value = instrument.QuoteAmount(mark, new Quantity(Math.Abs(lots))).Minor;
            switch (instrument is OptionContract, lots > 0)
            {
                case (true, true):
                    longOptions += value;
                    break;
                case (true, false):
                    shortOptions += value;
                    break;
                case (false, true):
                    longStock += value;
                    break;
                default:
                    shortStock += value;
                    break;
            }
        }

        return new MarginFigures(holdings.Cash, longStock, shortStock, longOptions, shortOptions, variation);
    }

    /// <summary>What all positions need against <see cref="MarginFigures.MarginEquity"/>, rounded half up once.</summary>
    public long Requirement(Holdings holdings, MarginTime time)
    {
        var sum = 0m;
        var classes = Classes(holdings);
        foreach (var id in classes)
        {
            sum += Requirement(holdings, id, time);
            var group = rule.GroupOf(id);
            sum -= group.Count > 1 && group.First(classes.Contains) == id ? Relief(holdings, group) : 0;
        }

        return Round(sum);
    }

    /// <summary>What positions of a group of classes need, in minor units.</summary>
    public decimal Requirement(
        Holdings holdings, IReadOnlyList<InstrumentId> group, MarginTime time, IReadOnlyList<MarginOrder>? sold = null)
    {
        var sum = 0m;
        foreach (var id in group)
        {
            sum += Requirement(holdings, id, time, sold);
        }

        return group.Count > 1 ? sum - Relief(holdings, group, sold) : sum;
    }

    private decimal Relief(Holdings holdings, IReadOnlyList<InstrumentId> group, IReadOnlyList<MarginOrder>? sold = null)
        => rule.Relief([.. group.Select(id => (id, BookOf(holdings, id, sold), MinorPerUnit(desk.Instruments[id.Value])))]);

    /// <summary>What is left of equity above what is needed.</summary>
    public long Excess(Holdings holdings, MarginTime time) => Value(holdings).MarginEquity - Requirement(holdings, time);

    public bool Permits(Holdings holdings)
        => Classes(holdings).All(id => desk.Instruments[id.Value] is Future || rule.Permits(id, BookOf(holdings, id)));

    /// <summary>What positions of one class need, in minor units.</summary>
    /// <param name="sold">Orders to sell options whose prices count where they are above the mark.</param>
    public decimal Requirement(
        Holdings holdings, InstrumentId underlying, MarginTime time, IReadOnlyList<MarginOrder>? sold = null)
    {
        var instrument = desk.Instruments[underlying.Value];
        return instrument is Future future
            ? Math.Abs((decimal)holdings[underlying]) * MarginOf(future, time)
            : rule.Requirement(underlying, BookOf(holdings, underlying, sold), time) * MinorPerUnit(instrument);
    }

    /// <summary>Margin of one contract. What mechanism marks them says what maintenance is; without one, it is the initial margin.</summary>
    public long MarginOf(Future future, MarginTime time) => time == MarginTime.Initial
        ? future.InitialMargin.Minor
        : _futures?.MaintenanceOf(future) ?? future.InitialMargin.Minor;

    /// <summary>The underlyings of which something is held, in order.</summary>
    public List<InstrumentId> Classes(Holdings holdings)
    {
        var classes = new List<InstrumentId>(holdings.Positions.Count);
        foreach (var held in holdings.Positions)
        {
            var id = ClassOf(held.Instrument);
            if (!classes.Contains(id))
            {
                classes.Add(id);
            }
        }

        return classes;
    }

    public OptionBook BookOf(Holdings holdings, InstrumentId underlying, IReadOnlyList<MarginOrder>? sold = null)
    {
        List<OptionLeg>? legs = null;
        var spot = Mark(underlying);
        foreach (var (id, lots) in holdings.Positions)
        {
            if (desk.Instruments[id.Value] is OptionContract option && option.Underlying == underlying)
            {
                var leg = Leg(option, lots);
                foreach (var order in sold ?? [])
                {
                    leg = order.Instrument == id && order.Side == Side.Sell && order.Price > leg.Price
                        ? leg with { Price = order.Price }
                        : leg;
                }

                (legs ??= []).Add(leg);
            }
        }

        foreach (var order in sold ?? [])
        {
            spot = spot == 0 && order.Instrument == underlying ? order.Price : spot;
        }

        return new OptionBook(spot, legs ?? (IReadOnlyList<OptionLeg>)[], holdings[underlying]) { Today = desk.Today };
    }

    /// <summary>An option by itself, at its mark, or at what exercise is worth before it has one.</summary>
    public OptionLeg Leg(OptionContract option, long contracts)
    {
        var underlying = desk.Instruments[option.Underlying.Value];
        var leg = new OptionLeg(option.Right, underlying.ToDecimal(option.Strike), option.Expiry, contracts, Mark(option.Id))
        {
            Deliverable = option.Deliverable, Multiplier = option.Multiplier,
        };
        return desk.Prices.Mark(option.Id) is null
            ? leg with { Price = leg.IntrinsicAt(Mark(option.Underlying)) / option.Multiplier }
            : leg;
    }

    public static long Round(decimal minor) => (long)decimal.Round(minor, MidpointRounding.AwayFromZero);
}
