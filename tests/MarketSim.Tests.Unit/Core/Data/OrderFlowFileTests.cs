using System.Buffers.Binary;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class OrderFlowFileTests
{
    [Fact]
    public void AFileIsReadBackAsItWasWritten()
    {
        var commands = SomeOrderFlow.Commands(seed: 1, count: 1_000, symbols: 3);

        var flow = SomeOrderFlow.With(SomeOrderFlow.File(commands, symbols: 3, prefill: 10), OrderFlowFile.Load);

        Assert.Equal(commands, flow.Records);
        Assert.Equal((3, 10, 7UL, 500L), (flow.Symbols, flow.Prefill, flow.Seed, flow.PeakLiveOrders));
    }

    [Theory]
    [InlineData(0, 'X', "does not begin with LOBFLOW1")]
    [InlineData(8, 2, "version 2")]
    [InlineData(12, 40, "records of 40 bytes")]
    [InlineData(16, 99, "cut short or damaged")]
    [InlineData(23, 1, "at most")]
    [InlineData(24, 0, "0 symbols")]
    [InlineData(39, 1, "as its starting book")]
    [InlineData(64, 0, "command 0 (byte 64) is impossible: type 0")]
    [InlineData(96, 7, "command 1 (byte 96) is impossible: type 7")]
    [InlineData(65, 2, "side 2")]
    [InlineData(66, 1, "symbol 1 (below 1)")]
    [InlineData(87, 127, "command 0")]
    public void AWrongByteIsNamedInASentence(int position, int value, string part)
    {
        var commands = SomeOrderFlow.Commands(seed: 2, count: 2);
        commands[0].Type = OrderFlowType.Add;
        var bytes = SomeOrderFlow.File(commands);
        bytes[position] = (byte)value;

        var thrown = Assert.Throws<InvalidDataException>(() => SomeOrderFlow.With(bytes, OrderFlowFile.Load));

        Assert.Contains(part, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(100)]
    public void AShortFileIsRefused(int length)
        => Assert.Throws<InvalidDataException>(
            () => SomeOrderFlow.With(SomeOrderFlow.File(SomeOrderFlow.Commands(3, 5))[..length], OrderFlowFile.Load));

    [Fact]
    public void DamagedFilesAreReadOrRefusedButNeverAnythingElse()
    {
        var random = new Rng(4, "damage");
        var whole = SomeOrderFlow.File(SomeOrderFlow.Commands(4, 20));
        for (var i = 0; i < Effort.Cases(ordinary: 2_000, nightly: 100_000); i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var flips = random.Between(1, 4); flips > 0; flips--)
            {
                bytes[(int)random.Below(bytes.Length)] = (byte)random.Below(256);
            }

            try
            {
                var flow = SomeOrderFlow.With(bytes, OrderFlowFile.Load);
                Assert.Equal(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(16)), (ulong)flow.Records.Length);
            }
            catch (InvalidDataException)
            {
                // One of the two permitted outcomes.
            }
        }
    }
}
