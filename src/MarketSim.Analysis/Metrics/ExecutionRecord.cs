namespace MarketSim.Analysis;

/// <summary>What one group of accounts sent and traded. Costs are parts of the price in basis points, weighted by lots.</summary>
public sealed class ExecutionRecord
{
    private const double BasisPoints = 10_000;

    private readonly double[] _marks;
    private readonly double[] _markWeights;
    private double _buyValue;
    private double _sellValue;
    private double _spread;
    private double _spreadWeight;

    internal ExecutionRecord(string name, int horizons)
        => (Name, _marks, _markWeights) = (name, new double[horizons], new double[horizons]);

    /// <summary>The group.</summary>
    public string Name { get; }

    /// <summary>Orders that were accepted.</summary>
    public long Orders { get; private set; }

    /// <summary>Lots in them.</summary>
    public long OrderedLots { get; private set; }

    /// <summary>Commands that were refused.</summary>
    public long Rejections { get; internal set; }

    /// <summary>Orders that were given new terms.</summary>
    public long Replacements { get; internal set; }

    /// <summary>Orders that left the book unfilled, for whatever reason.</summary>
    public long Cancellations { get; internal set; }

    /// <summary>Trades, each side counted.</summary>
    public long Fills { get; private set; }

    /// <summary>Lots that were bought.</summary>
    public long BoughtLots { get; private set; }

    /// <summary>Lots that were sold.</summary>
    public long SoldLots { get; private set; }

    /// <summary>Lots that were traded by orders which stood in the book.</summary>
    public long MadeLots { get; private set; }

    /// <summary>Bought and sold lots.</summary>
    public long Lots => BoughtLots + SoldLots;

    /// <summary>Lots traded / lots ordered; null without an order. Orders that grew when replaced can bring it above 1.</summary>
    public double? FillRatio => Moments.Ratio(Lots, OrderedLots);

    /// <summary>(orders + replacements + cancellations) / fills; null without a fill.</summary>
    public double? OrderToTrade => Moments.Ratio(Orders + Replacements + Cancellations, Fills);

    /// <summary>The part of the lots that stood in the book; null without a fill.</summary>
    public double? MakerPart => Moments.Ratio(MadeLots, Lots);

    /// <summary>What was paid away from the middle: sign·(price - middle) / price; below zero where it was earned.</summary>
    public double? SpreadPaid => Moments.Ratio(_spread, _spreadWeight) * BasisPoints;

    /// <summary>Mean price of the buys in price units; null without one.</summary>
    public double? BuyVwap => Moments.Ratio(_buyValue, BoughtLots);

    /// <summary>Mean price of the sales in price units; null without one.</summary>
    public double? SellVwap => Moments.Ratio(_sellValue, SoldLots);

    /// <summary>What was paid more, or received less, than the market's average price; null without a fill.</summary>
    /// <param name="marketVwap">The volume-weighted average price of the whole market.</param>
    public double? VwapSlippage(double? marketVwap)
        => Moments.Ratio(_buyValue - _sellValue - ((BoughtLots - SoldLots) * marketVwap), Lots * marketVwap) * BasisPoints;

    /// <summary>The mark-out after a horizon: sign·(middle then - price) / price; below zero the trades were picked off, or paid for.</summary>
    /// <param name="horizon">Its place.</param>
    public double? Markout(int horizon) => Moments.Ratio(_marks[horizon], _markWeights[horizon]) * BasisPoints;

    /// <summary>Adverse selection after a horizon: how far the middle moved against the trades from the moment they were made, the spread
    /// left aside: -(mark-out + spread paid).</summary>
    /// <param name="horizon">Its place.</param>
    public double? AdverseSelection(int horizon) => -(Markout(horizon) + SpreadPaid);

    internal void Accept(long lots)
    {
        Orders++;
        OrderedLots += lots;
    }

    internal void Fill(int sign, long lots, double price, double middle, bool isMaker)
    {
        Fills++;
        MadeLots += isMaker ? lots : 0;
        (BoughtLots, SoldLots) = sign > 0 ? (BoughtLots + lots, SoldLots) : (BoughtLots, SoldLots + lots);
        (_buyValue, _sellValue) = sign > 0 ? (_buyValue + (price * lots), _sellValue) : (_buyValue, _sellValue + (price * lots));
        if (!double.IsNaN(middle))
        {
            _spread += sign * (price - middle) * lots;
            _spreadWeight += price * lots;
        }
    }

    internal void Mark(int horizon, double gain, double price, long lots)
    {
        _marks[horizon] += gain * lots;
        _markWeights[horizon] += price * lots;
    }
}
