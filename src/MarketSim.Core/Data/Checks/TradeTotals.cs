using System.Numerics;

namespace MarketSim.Core;

/// <summary>How much traded, at what average price; exact.</summary>
internal sealed class TradeTotals
{
    private BigInteger _notional;
    private Int128 _recent;

    public long Count { get; private set; }

    public Int128 Quantity { get; private set; }

    public void Add(long price, long quantity)
    {
        Count++;
        Quantity += quantity;
        _recent += (Int128)price * quantity;
        if (_recent > Int128.MaxValue / 4 || _recent < Int128.MinValue / 4)
        {
            _notional += (BigInteger)_recent;
            _recent = 0;
        }
    }

    /// <summary>Volume-weighted average price with four decimals, or those of the unit if more.</summary>
    public string Vwap(DataUnits units)
        => Quantity == 0 ? "none"
            : DecimalText.ShowRatio(
                _notional + (BigInteger)_recent, (BigInteger)Quantity * BigInteger.Pow(10, units.PriceDecimals),
                Math.Max(4, units.PriceDecimals));

    public void Report(DataCheckReport report, string name, DataUnits units)
    {
        var quantity = DecimalText.TrimZeros(units.ShowQuantity(Quantity));
        report.AddFact(name, $"{quantity} in {DecimalText.Show(Count, 0)} trades, VWAP {Vwap(units)}");
    }
}

/// <summary>The span of a recording's timestamps, and how often they went back.</summary>
internal sealed class TimeSpanSeen
{
    private long _last = long.MinValue;

    public long First { get; private set; } = long.MaxValue;

    public long Last { get; private set; } = long.MinValue;

    public long Backwards { get; private set; }

    public void Add(long timestamp)
    {
        Backwards += timestamp < _last ? 1 : 0;
        _last = timestamp;
        First = Math.Min(First, timestamp);
        Last = Math.Max(Last, timestamp);
    }

    public void Report(DataCheckReport report, DataClock clock)
    {
        if (First <= Last)
        {
            report.AddFact("from", DecimalText.ShowTime(First, clock));
            report.AddFact("to", DecimalText.ShowTime(Last, clock));
            report.AddFact("seconds", DecimalText.ShowRatio((BigInteger)Last - First, 1_000_000_000, 3));
        }

        report.AddAnomaly("timestamps that go back", Backwards);
    }
}
