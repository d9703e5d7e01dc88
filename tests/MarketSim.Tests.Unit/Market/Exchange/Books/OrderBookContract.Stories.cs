using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>The stories beside this suite: text files to read, and every book must tell them alike.</summary>
/// <remarks>To write the answers anew, MARKETSIM_UPDATE=1 ./test unit --filter-class '*OrderBookTests'; then
/// review the diff.</remarks>
public abstract partial class OrderBookContract
{
    private const string StoryFolder = "tests/MarketSim.Tests.Unit/Market/Exchange/Books/Stories";

    public static TheoryData<string> Stories() =>
    [
        .. from path in Directory.GetFiles(RepositoryRoot.Combine(StoryFolder), "*.txt")
           orderby path
           select Path.GetFileName(path),
    ];

    [Theory]
    [MemberData(nameof(Stories))]
    public void AStoryIsToldAsItIsWritten(string file)
    {
        var path = RepositoryRoot.Combine($"{StoryFolder}/{file}");
        var written = File.ReadAllText(path).ReplaceLineEndings("\n");
        var told = BookStory.Tell(written, NewBook);

        // Only the plain book writes: it is the specification.
        if (Environment.GetEnvironmentVariable("MARKETSIM_UPDATE") == "1" && NewBook() is OrderBook && told != written)
        {
            File.WriteAllText(path, told);
            written = told;
        }

        Assert.Equal(written, told);
    }
}
