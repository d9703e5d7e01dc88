using System.Text;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Numbers convert exactly or are refused.</summary>
public sealed class AsciiNumberTests
{
    [Theory]
    [InlineData("223.81", 4, 2_238_100)]
    [InlineData("-0.25", 2, -25)]
    [InlineData("61737.63000000", 2, 6_173_763)]
    [InlineData("9223372036854775807", 0, long.MaxValue)]
    [InlineData("-9223372036854775807", 0, -long.MaxValue)]
    [InlineData("9.223372036854775807", 18, long.MaxValue)]
    [InlineData("0000000000000000000000001", 0, 1)]
    public void ExactDecimals(string text, int decimals, long expected)
    {
        Assert.True(AsciiNumber.TryDecimal(Encoding.ASCII.GetBytes(text), decimals, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("0.001", 2)]
    [InlineData("9223372036854775808", 0)]
    [InlineData("92233720368547758070", 0)]
    [InlineData("922337203685477580.8", 1)]
    [InlineData("1", 19)]
    [InlineData("10", 18)]
    [InlineData("", 0)]
    [InlineData("-", 0)]
    [InlineData("+1", 0)]
    [InlineData(" 1", 0)]
    [InlineData("1.", 2)]
    [InlineData(".5", 2)]
    [InlineData("1.2.3", 2)]
    [InlineData("1e3", 2)]
    [InlineData("0x10", 2)]
    public void WhatIsNoWholeCountOfUnitsIsRefused(string text, int decimals)
        => Assert.False(decimals <= 18 && AsciiNumber.TryDecimal(Encoding.ASCII.GetBytes(text), decimals, out _));

    [Theory]
    [InlineData("35821.088778456004", 9, 35_821_088_778_456)]
    [InlineData("1.7885566900000001", 8, 178_855_669)]
    [InlineData("9.9999999999999995e-07", 8, 100)]
    [InlineData("2.5", 0, 3)]
    [InlineData("-2.5", 0, -3)]
    [InlineData("1e5", 1, 1_000_000)]
    public void NumbersWithBinaryNoiseGoToTheNearestUnit(string text, int decimals, long expected)
    {
        Assert.True(AsciiNumber.TryRounded(Encoding.ASCII.GetBytes(text), decimals, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("61737.63000000", 2)]
    [InlineData("12", 0)]
    [InlineData("12.000", 0)]
    [InlineData("0.00000812", 8)]
    [InlineData("1.", -1)]
    [InlineData("x", -1)]
    public void DecimalsNeededLeaveOutTrailingZeros(string text, int expected)
        => Assert.Equal(expected, AsciiNumber.DecimalsNeeded(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void UnsignedNumbersReachSixtyFourBitsAndNoFurther()
    {
        Assert.True(AsciiNumber.TryUnsigned("18446744073709551615"u8, out var value));
        Assert.Equal(ulong.MaxValue, value);
        Assert.False(AsciiNumber.TryUnsigned("18446744073709551616"u8, out _));
        Assert.False(AsciiNumber.TryUnsigned("-1"u8, out _));
    }

    [Fact]
    public void InstantsReadToTheNanosecond()
    {
        Assert.True(IsoTime.TryParse("2023-12-24T23:00:00.085275419Z"u8, out var time));
        Assert.Equal(1_703_458_800_085_275_419, time);
        Assert.True(IsoTime.TryParse("1970-01-01 00:00:01+00:00"u8, out time));
        Assert.Equal(1_000_000_000, time);
        Assert.False(IsoTime.TryParse("2023-02-29T00:00:00Z"u8, out _));
        Assert.False(IsoTime.TryParse("2023-12-24T23:00:055Z"u8, out _));
        Assert.False(IsoTime.TryParse("2023-12-24T23:00:00+01:00"u8, out _));
    }
}
