using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>The third judge is judged too.</summary>
public sealed class NaiveBookTests : OrderBookContract
{
    protected override IOrderBook NewBook(IAllocation? allocation = null) => new NaiveBook(allocation);
}
