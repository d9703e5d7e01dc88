using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class CrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void EveryPieceIsCarriedOutOnceInEveryRound(int threads)
    {
        using var crew = new Crew(threads);
        var counts = new int[100];
        for (var round = 1; round <= 200; round++)
        {
            crew.Do(counts.Length, piece => Interlocked.Increment(ref counts[piece]));
            Assert.All(counts, count => Assert.Equal(round, count));
        }
    }

    [Fact]
    public void AFailureIsToldAfterTheOtherPiecesAreDone()
    {
        using var crew = new Crew(3);
        var done = new bool[20];
        var failure = Assert.Throws<InvalidOperationException>(() => crew.Do(done.Length, piece =>
        {
            if (piece == 4)
            {
                throw new InvalidOperationException("the fourth");
            }

            done[piece] = true;
        }));
        Assert.Equal("the fourth", failure.Message);
        Assert.Equal(19, done.Count(d => d));
        crew.Do(2, piece => done[piece] = false);
        Assert.Equal(17, done.Count(d => d));
    }

    [Fact]
    public void ItCanBeDismissedTwice()
    {
        var crew = new Crew(2);
        crew.Dispose();
        crew.Dispose();
    }
}
