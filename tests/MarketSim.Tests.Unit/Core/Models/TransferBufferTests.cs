using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class TransferBufferTests
{
    [Fact]
    public void ItGrowsKeepsOrderAndIsReused()
    {
        var buffer = new TransferBuffer();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 40; i++)
            {
                buffer.Add(new Transfer(new(0), new(1), new(2), i));
            }

            Assert.Equal(Enumerable.Range(0, 40).Select(i => (long)i), buffer.Items.ToArray().Select(transfer => transfer.Amount));
            buffer.Clear();
            Assert.Equal(0, buffer.Count);
            Assert.True(buffer.Items.IsEmpty);
        }
    }
}
