using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Matches fills that close a position with those that opened it, the oldest first, and keeps how far each went either way.
/// </summary>
internal sealed class RoundTrips(IReadOnlyList<Instrument> instruments, IBacktestRecorder recorder)
{
    private readonly List<Lot>[] _open = [.. instruments.Select(_ => new List<Lot>())];

    /// <summary>How many were closed.</summary>
    public long Count { get; private set; }

    /// <summary>Whether any are open in an instrument.</summary>
    public bool IsOpen(int instrument) => _open[instrument].Count > 0;

    /// <summary>A bar has passed over what is still open.</summary>
    public void Pass(in BarRow row)
    {
        foreach (var lot in _open[row.Series])
        {
            lot.High = Math.Max(lot.High, row.High);
            lot.Low = Math.Min(lot.Low, row.Low);
            lot.Bars++;
        }
    }

    /// <summary>A fill.</summary>
    public void Take(in BacktestFill fill)
    {
        var open = _open[fill.Instrument];
        var sign = fill.Side.Sign();
        var (left, fee) = (fill.Lots, fill.Fee);
        while (left > 0 && open.Count > 0 && open[0].Sign != sign)
        {
            var lot = open[0];
            var part = Math.Min(left, lot.Lots);
            var exitFee = Share(fee, part, left);
            Close(lot, part, exitFee, fill);
            (left, fee) = (left - part, fee - exitFee);
            if (lot.Lots == 0)
            {
                open.RemoveAt(0);
            }
        }

        if (left > 0)
        {
            open.Add(new Lot
            {
                Time = fill.Time, Sign = sign, Lots = left, Price = fill.Price, Fee = fee, High = fill.Price, Low = fill.Price,
            });
        }
    }

    /// <summary>Shares became more or fewer.</summary>
    public void Split(int instrument, long newShares, long oldShares)
    {
        foreach (var lot in _open[instrument])
        {
            lot.Lots = (long)((Int128)lot.Lots * newShares / oldShares);
            lot.Price = (long)((Int128)lot.Price * oldShares / newShares);
            lot.High = (long)((Int128)lot.High * oldShares / newShares);
            lot.Low = (long)((Int128)lot.Low * oldShares / newShares);
        }

        _open[instrument].RemoveAll(lot => lot.Lots == 0);
    }

    private void Close(Lot lot, long part, long exitFee, in BacktestFill fill)
    {
        var instrument = instruments[fill.Instrument];
        var entryFee = Share(lot.Fee, part, lot.Lots);
        lot.High = Math.Max(lot.High, fill.Price);
        lot.Low = Math.Min(lot.Low, fill.Price);
        var (worst, best) = lot.Sign > 0 ? (lot.Low, lot.High) : (lot.High, lot.Low);
        long Gain(long price) => lot.Sign * (Value(instrument, price, part) - Value(instrument, lot.Price, part));
        recorder.Trip(new BacktestTrip(
            lot.Time, fill.Time, fill.Instrument, lot.Sign, part, lot.Price, fill.Price, Gain(fill.Price), entryFee + exitFee,
            Math.Min(0, Gain(worst)), Math.Max(0, Gain(best)), lot.Bars));
        lot.Fee -= entryFee;
        lot.Lots -= part;
        Count++;
    }

    private static long Value(Instrument instrument, long price, long lots)
        => instrument.QuoteAmount(new Price(price), new Quantity(lots)).Minor;

    private static long Share(long fee, long part, long all) => fee == 0 || part == all ? fee : PartOf(fee, part, all);

    private static long PartOf(long fee, long part, long all) => (long)((Int128)fee * part / all);

    private sealed class Lot
    {
        public long Time;
        public int Sign;
        public long Lots;
        public long Price;
        public long Fee;
        public long High;
        public long Low;
        public long Bars;
    }
}
