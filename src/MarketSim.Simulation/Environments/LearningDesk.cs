using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Where a learner sits in one episode: its trader, what it trades, and how far the episode has come.</summary>
public sealed class LearningDesk
{
    private readonly double _minorPerTickAndLot;

    internal LearningDesk(SteeredTrader trader, Instrument instrument, int steps)
    {
        Trader = trader;
        Instrument = instrument;
        Steps = steps;
        _minorPerTickAndLot = (double)instrument.TickValueNumerator / instrument.TickValueDenominator;
    }

    /// <summary>Its trader: what it sees, and how it acts.</summary>
    public SteeredTrader Trader { get; }

    /// <summary>What it trades.</summary>
    public Instrument Instrument { get; }

    /// <summary>How many steps the episode has.</summary>
    public int Steps { get; }

    /// <summary>How many steps it has made; while it acts, those before.</summary>
    public int StepsTaken { get; internal set; }

    /// <summary>How many steps are left; while it acts, this one included.</summary>
    public int StepsLeft => Steps - StepsTaken;

    /// <summary>What it knows of the market.</summary>
    public MarketWatch Market { get; } = new();

    /// <summary>The last quote that has reached it.</summary>
    public Quote? Quote => Trader.View.QuoteOf(Instrument.Id);

    /// <summary>The middle of the market in half price units (<see cref="MarketWatch.MiddleInHalves"/>).</summary>
    public long MiddleInHalves => Market.MiddleInHalves;

    /// <summary>The middle of the market in price units.</summary>
    public double Middle => Market.Middle;

    /// <summary>Lots that it owns.</summary>
    public long Lots => Trader.View.Position(Instrument.Id).Lots;

    /// <summary>Money that it owns, in the smallest units of the instrument's currency.</summary>
    public long Cash => Trader.View.Cash(Instrument.Id).Minor;

    /// <summary>What a number of lots is worth at a price, in the smallest units of the currency.</summary>
    /// <param name="priceInUnits">In price units.</param>
    /// <param name="lots">Any number, negative ones too.</param>
    public double Worth(double priceInUnits, double lots) => priceInUnits * lots * _minorPerTickAndLot;

    /// <summary>Rounds a size to what may be ordered, to the nearest; at most so many lots.</summary>
    public Quantity OrderSize(double lots, long most)
    {
        var step = Instrument.LotStep;
        var whole = (long)Rounding.HalfUp.Apply(Math.Min(lots, most) / step) * step;
        return new Quantity(Math.Clamp(whole, 0, most / step * step));
    }

    /// <summary>Cancels all of its open orders.</summary>
    public void CancelAll()
    {
        foreach (var order in Trader.View.OpenOrders)
        {
            Trader.Orders.Cancel(order);
        }
    }

    /// <summary>Takes in what has reached the trader; once a step.</summary>
    internal void Look() => Market.Look(Quote, Trader.TakenLots, Trader.GivenLots);
}
