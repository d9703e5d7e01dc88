using System.Globalization;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Allocations by name: <c>fifo</c>, <c>pro-rata 2</c>, <c>split 60 1</c>, <c>top 100 pro-rata
/// 2</c>; empty for none.</summary>
internal static class AllocationText
{
    public static IAllocation? Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] => null,
            ["fifo"] => new FifoAllocation(),
            ["pro-rata", var minimum] => new ProRataAllocation(Number(minimum)),
            ["split", var percent, var minimum] => new SplitAllocation(Number(percent), Number(minimum)),
            ["top", var percent, .. var rest] => new TopAllocation(Parse(string.Join(' ', rest))!, Number(percent)),
            _ => throw new FormatException($"Unknown allocation '{text}'."),
        };
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
