using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>The books that every test of a matching model is run over, by name.</summary>
internal static class BookKinds
{
    public static TheoryData<string> All => ["plain", "ladder"];

    public static IOrderBook Create(string kind, string allocation, Instrument instrument)
        => kind switch
        {
            "plain" => new OrderBook(AllocationText.Parse(allocation)),
            "ladder" => new LadderBook(AllocationText.Parse(allocation)),
            _ => throw new ArgumentException($"Unknown book '{kind}' for {instrument.Symbol}.", nameof(kind)),
        };
}
