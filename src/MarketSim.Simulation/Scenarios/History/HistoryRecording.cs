using System.Numerics;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One instrument of a recording: what must be known of it before it is replayed, and its messages.</summary>
/// <remarks>It is read twice: once to learn its units, span and volume, and again as the run goes on. Prices are given
/// in the coarsest unit in which all of them are whole, so that one tick of ours is one tick of the recorded
/// market.</remarks>
internal sealed class HistoryRecording
{
    private readonly HistoryFeed _feed;
    private readonly HistoryScan _scan;

    private HistoryRecording(HistoryFeed feed, HistoryScan scan) => (_feed, _scan) = (feed, scan);

    public string Symbol => _feed.Symbol;

    public DataUnits Units => _feed.Units;

    /// <summary>Recorded price units in one of ours.</summary>
    public long PriceStep => Math.Max(1, _scan.PriceStep);

    /// <summary>Whether prices of zero or below occur, as those of spreads do.</summary>
    public bool FallsBelowOne => _scan.LowestPrice <= 0;

    // What never trades at zero and below is not offered that.
    private long LowestPrice => _scan.LowestPrice > 0 ? 1 : (2 * _scan.LowestPrice / PriceStep) - 1;

    /// <summary>From the first message to just after the last.</summary>
    public SimDuration Length => new(_scan.Last - _scan.First + 1_000_000);

    /// <summary>The time of day of the first message.</summary>
    public SimDuration OpensAt => new(_scan.First % 86_400_000_000_000);

    /// <summary>About what it traded at when the recording began.</summary>
    public Price Opening => new(Math.Max(1, _scan.FirstPrice / PriceStep));

    /// <summary>Whether the first trade is an auction's, before which orders are only collected.</summary>
    public bool HasOpeningAuction => _scan.HasOpeningAuction;

    /// <summary>The style of the recorded market's auctions.</summary>
    public string AuctionStyle => _feed.AuctionStyle;

    /// <summary>Mean size of an order in lots.</summary>
    public long TypicalLots => Math.Max(1, _scan.Adds == 0 ? 1 : (long)(_scan.AddedLots / _scan.Adds));

    public double MessagesPerSecond => _scan.Messages / Math.Max(1e-3, Length.ToSeconds());

    /// <summary>Learns what must be known.</summary>
    public static HistoryRecording Scan(IReadOnlyList<string> files, string symbol, bool usesBook)
    {
        var feed = HistoryFeed.Find(files, symbol, usesBook);
        var scan = new HistoryScan();
        foreach (var message in feed.Read())
        {
            scan.Observe(message);
        }

        return scan.Messages > 0
            ? new HistoryRecording(feed, scan)
            : throw new ArgumentException(
                $"'{files[0]}' holds no orders{(symbol.Length == 0 ? "" : $" in '{symbol}'")}.");
    }

    /// <summary>Its messages, read as a stream.</summary>
    public IEnumerable<RecordedMessage> Read()
    {
        foreach (var message in _feed.Read())
        {
            yield return message with { Price = message.Price / PriceStep };
        }
    }

    /// <summary>The instrument that stands for the recorded one.</summary>
    public Instrument CreateInstrument(InstrumentId id, AssetId share, AssetId cash)
    {
        // One tick times one lot in cents, as a fraction.
        var numerator = (BigInteger)PriceStep * 100;
        var denominator = BigInteger.Pow(10, Units.PriceDecimals + Units.QuantityDecimals);
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        var (steps, decimals) = Reduce(PriceStep, Units.PriceDecimals);
        return new Equity
        {
            Id = id, Symbol = Symbol, Base = share, Quote = cash,
            PriceDecimals = decimals, PriceUnitSteps = steps, QuantityDecimals = Units.QuantityDecimals,
            TickValueNumerator = (long)(numerator / common), TickValueDenominator = (long)(denominator / common),
            MaxOrder = new Quantity(1L << 50), MinPrice = new Price(LowestPrice),
        };
    }

    /// <summary>What repeating it may need at most: all that was ever offered, and the money for all that was ever bid
    /// for.</summary>
    public (long Lots, long Money) Needs(Instrument instrument)
    {
        var (lots, value) = (_scan.OfferedLots, _scan.BidValue / PriceStep);
        var money = (value * instrument.TickValueNumerator / instrument.TickValueDenominator) + _scan.Messages + 1;

        // A tenth more for fees and rounding.
        return (checked((long)lots), checked((long)(money + (money / 10))));
    }

    // 100 ten-thousandths are one hundredth.
    private static (int Steps, int Decimals) Reduce(long steps, int decimals)
    {
        while (steps % 10 == 0 && decimals > 0)
        {
            (steps, decimals) = (steps / 10, decimals - 1);
        }

        return (checked((int)steps), decimals);
    }
}

/// <summary>What the first reading of a recording learns.</summary>
internal sealed class HistoryScan
{
    public long Messages { get; private set; }

    public long First { get; private set; }

    public long Last { get; private set; }

    public long Adds { get; private set; }

    public Int128 AddedLots { get; private set; }

    /// <summary>Lots offered for sale, by recorded orders and by those that took recorded ones.</summary>
    public Int128 OfferedLots { get; private set; }

    /// <summary>Recorded price units times lots of everything bid for, and of everything offered below zero.</summary>
    public Int128 BidValue { get; private set; }

    /// <summary>The greatest common divisor of all prices; zero before the first.</summary>
    public long PriceStep { get; private set; }

    /// <summary>The lowest price of all.</summary>
    public long LowestPrice { get; private set; } = long.MaxValue;

    /// <summary>The price of the first execution, or of the first order before there is one.</summary>
    public long FirstPrice { get; private set; }

    /// <summary>Whether the first execution is an auction's.</summary>
    public bool HasOpeningAuction { get; private set; }

    private bool _hasExecution;

    public void Observe(in RecordedMessage message)
    {
        First = Messages == 0 ? message.Timestamp : Math.Min(First, message.Timestamp);
        Last = Messages == 0 ? message.Timestamp : Math.Max(Last, message.Timestamp);
        Messages++;
        switch (message.Kind)
        {
            case RecordedKind.Add or RecordedKind.Modify or RecordedKind.Replace:
                Adds++;
                AddedLots += message.Quantity;
                Need(message.Side, message);
                ObservePrice(message.Price);
                FirstPrice = FirstPrice == 0 ? message.Price : FirstPrice;
                break;
            case RecordedKind.Execute or RecordedKind.Fill:
                // The order may be older than the recording, and whoever took it needs the means as well.
                Need(message.Side, message);
                Need(message.Side.Opposite(), message);
                ObservePrice(message.Price);
                FirstPrice = _hasExecution ? FirstPrice : message.Price;
                HasOpeningAuction |= !_hasExecution && AuctionCompletion.IsAuctionFill(message);
                _hasExecution = true;
                break;
        }
    }

    private void ObservePrice(long price)
    {
        PriceStep = (long)BigInteger.GreatestCommonDivisor(PriceStep, price);
        LowestPrice = Math.Min(LowestPrice, price);
    }

    private void Need(Side side, in RecordedMessage message)
    {
        OfferedLots += side == Side.Sell ? message.Quantity : 0;

        // Below zero it is the seller who pays.
        if (message.Price > 0 == (side == Side.Buy))
        {
            BidValue += (Int128)Math.Abs(message.Price) * message.Quantity;
        }
    }
}
