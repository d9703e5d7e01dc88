using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class TradeCountsTests
{
    [Fact]
    public void OrdersAtTheMarketAreCountedByTheSideThatAskedInTheirStretch()
    {
        var counts = new TradeCounts(new InstrumentId(0), SimTime.FromSeconds(100), SimDuration.FromSeconds(10));
        foreach (var (second, order, side, instrument, flags) in (ReadOnlySpan<(long, ulong, Side, int, EventFlags)>)[
            (99, 1, Side.Buy, 0, default), (100, 2, Side.Buy, 0, default), (100, 2, Side.Buy, 0, default), (109, 3, Side.Sell, 0, default),
            (111, 4, Side.Buy, 1, default), (112, 5, Side.Buy, 0, EventFlags.Auction), (130, 6, Side.Sell, 0, default)])
        {
            counts.Observe(new MarketEvent
            {
                Kind = EventKind.Traded, Time = SimTime.FromSeconds(second), Order = new OrderId(order), Side = side,
                Instrument = new InstrumentId(instrument), Flags = flags, Quantity = new Quantity(5),
            });
        }

        Assert.Equal([(1, 1), (0, 0), (0, 0), (0, 1)], counts.Periods);
    }
}
