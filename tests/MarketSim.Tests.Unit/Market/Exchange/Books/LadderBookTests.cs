using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class LadderBookTests : OrderBookContract
{
    protected override IOrderBook NewBook(IAllocation? allocation = null) => new LadderBook(allocation);
}
