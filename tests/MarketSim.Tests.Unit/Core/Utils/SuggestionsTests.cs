using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class SuggestionsTests
{
    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("flaw", "lawn", 2)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("same", "SAME", 0)]
    [InlineData("sede", "seed", 1)] // neighbours swapped
    [InlineData("ca", "abc", 3)] // the restricted distance: no letter is edited twice
    public void TheDistanceIsThatOfLevenshteinWithSwaps(string left, string right, int expected)
    {
        Assert.Equal(expected, Suggestions.Distance(left, right));
        Assert.Equal(expected, Suggestions.Distance(right, left));
    }

    [Theory]
    [InlineData("sede", "seed")]
    [InlineData("SPEED", "speed")]
    [InlineData("dur", "duration")]
    [InlineData("durations", "duration")]
    [InlineData("x", null)]
    [InlineData("volatility", null)]
    [InlineData("", null)]
    public void ANearNameIsSuggested(string typed, string? expected)
        => Assert.Equal(expected, Suggestions.For(typed, ["seed", "speed", "duration"]));
}
