using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class OrderBookTests : OrderBookContract
{
    protected override IOrderBook NewBook(IAllocation? allocation = null) => new OrderBook(allocation);
}
