using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What somebody who looks at a market from time to time knows of it, from quotes and trades alone: nothing that a participant
/// could not know.</summary>
/// <remarks>All changes are from one look to the next, so their meaning depends on how often one looks.</remarks>
public sealed class MarketWatch
{
    private const double Weight = 0.1;

    private double _firstMiddle;
    private double _lastMiddle;
    private double _meanVolume;
    private long _taken;
    private long _given;

    /// <summary>The middle of the market in half price units: twice the price. Where a side is empty, the last that was known; zero
    /// before anything was quoted.</summary>
    public long MiddleInHalves { get; private set; }

    /// <summary>The middle of the market in price units.</summary>
    public double Middle => MiddleInHalves / 2.0;

    /// <summary>Best offer less best bid, in basis points of the middle; the last that was known where a side is empty.</summary>
    public double Spread { get; private set; }

    /// <summary>Displayed at the best bid less at the best offer, over both: from -1 to 1.</summary>
    public double Imbalance { get; private set; }

    /// <summary>Change of the middle since the last look, in basis points.</summary>
    public double Return { get; private set; }

    /// <summary>Change of the middle since the first look, in basis points.</summary>
    public double Drift => _firstMiddle == 0 ? 0 : (Middle - _firstMiddle) / _firstMiddle * 10_000;

    /// <summary>Mean absolute return between two looks, in basis points, weighted to the last ten or so.</summary>
    public double Volatility { get; private set; }

    /// <summary>Lots bought less lots sold by takers since the last look, over both: from -1 to 1.</summary>
    public double Flow { get; private set; }

    /// <summary>Lots traded since the last look, as a multiple of the mean of the looks before.</summary>
    public double Volume { get; private set; }

    /// <summary>Looks.</summary>
    /// <param name="quote">The last quote that arrived; null before the first.</param>
    /// <param name="takenLots">Lots that takers have bought in all, as far as has been heard.</param>
    /// <param name="givenLots">Lots that takers have sold in all.</param>
    public void Look(Quote? quote, long takenLots, long givenLots)
    {
        LookAtQuote(quote);
        var isFirst = _firstMiddle == 0;
        Return = isFirst ? 0 : (Middle - _lastMiddle) / _lastMiddle * 10_000;
        Volatility += Weight * (Math.Abs(Return) - Volatility);
        _lastMiddle = Middle;
        _firstMiddle = isFirst ? Middle : _firstMiddle;
        LookAtTrades(takenLots - _taken, givenLots - _given, isFirst);
        (_taken, _given) = (takenLots, givenLots);
    }

    private void LookAtQuote(Quote? quote)
    {
        if (quote is null)
        {
            return;
        }

        if (quote.IsTwoSided)
        {
            MiddleInHalves = quote.Bid.Ticks + quote.Ask.Ticks;
            Spread = (quote.Ask - quote.Bid) / Middle * 10_000;
        }
        else if (MiddleInHalves == 0)
        {
            MiddleInHalves = 2 * (quote.LastTrade != default ? quote.LastTrade : !quote.BidQuantity.IsZero ? quote.Bid : quote.Ask).Ticks;
        }

        var (bid, ask) = (quote.BidQuantity.Lots, quote.AskQuantity.Lots);
        Imbalance = bid + ask == 0 ? 0 : (double)(bid - ask) / (bid + ask);
    }

    // What was traded before the first look was traded in a time of another length.
    private void LookAtTrades(long bought, long sold, bool isFirst)
    {
        var traded = isFirst ? 0 : bought + sold;
        Flow = traded == 0 ? 0 : (double)(bought - sold) / traded;
        Volume = _meanVolume == 0 ? 0 : traded / _meanVolume;
        _meanVolume = _meanVolume == 0 ? traded : _meanVolume + (Weight * (traded - _meanVolume));
    }
}
