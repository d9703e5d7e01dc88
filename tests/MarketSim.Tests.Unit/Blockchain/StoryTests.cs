using MarketSim.Blockchain;

namespace MarketSim.Tests.Unit;

[Trait("Area", "consensus")]
public sealed class StoryTests
{
    private const string Folder = "tests/MarketSim.Tests.Unit/Blockchain/Stories";

    public static TheoryData<string> Names() => [.. Directory.GetFiles(RepositoryRoot.Combine(Folder), "*.story")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AStoryGoesAsItIsTold(string name)
    {
        var (telling, isAsExpected) = Story.Tell(Read($"{name}.story"));

        Assert.True(isAsExpected, telling.TrimEnd().Split('\n')[^1]);
        Assert.Equal(Read($"{name}.expected"), telling);
    }

    [Fact]
    public void NoTellingIsLeftWithoutItsStory()
        => Assert.Equal(Names().Select(row => row.Data).Order(StringComparer.Ordinal),
            Directory.GetFiles(RepositoryRoot.Combine(Folder), "*.expected").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    // The sentence shows that the story fails for the right reason.
    [Theory]
    [InlineData("no-term-check-on-commit", "figure-8", "expected committed of node 1 to be 0, but it is 2")]
    [InlineData("vote-twice", "vote-once", "expected vote of node 3 to be 1, but it is 2")]
    [InlineData("no-up-to-date-check", "commit-majorities", "state-machine safety")]
    [InlineData("acknowledge-before-sync", "appends-held", "expected committed of node 1 to be 1, but it is 2")]
    [InlineData("apply-before-commit", "partition-and-heal", "to be kept, but it is lost,kept")]
    [InlineData("commit-past-checked-prefix", "commit-past-checked-prefix", "expected committed of node 2 to be 2, but it is 4")]
    [InlineData("ignore-joint-majority", "joint-majorities", "expected outgoing of node 4 to be 1,2,3, but it is none")]
    [InlineData("skip-session-table", "client-retries", "expected commands of node 2 to be buy 5, but it is buy 5,buy 5")]
    [InlineData("truncate-on-any-append", "reordered-append", "expected last of node 2 to be 3, but it is 2")]
    public void AWrongCoreIsCaughtByAStory(string flaw, string story, string sentence)
    {
        var (telling, isAsExpected) = Story.Tell($"flaw {flaw}\n{Read($"{story}.story")}");

        Assert.False(isAsExpected);
        Assert.Contains(sentence, telling.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nodes 3\ncampagin 1", "Line 2 (campagin 1): unknown word 'campagin'. Did you mean 'campaign'?")]
    [InlineData("campaign 1", "Line 1 (campaign 1): there are no nodes yet")]
    [InlineData("nodes 3\ncampaign 4", "Line 2 (campaign 4): there is no node 4; there are 1,2,3.")]
    [InlineData("nodes 3\nexpect leader 2", "Line 2 (expect leader 2): expected the leader to be 2, but it is none.")]
    [InlineData("nodes 3\noption pre-voet on", "'pre-voet' is no option. Did you mean 'pre-vote'?")]
    [InlineData("nodes 3\ncampaign 1 2", "'2' is too much.")]
    [InlineData("nodes x", "'x' is no number of nodes; a whole number from 1 was expected.")]
    [InlineData("nodes 3\nlog 1 terms 2,1", "terms are from 1 and never fall along a log")]
    [InlineData("nodes 3\nsnapshot 1\npropose 1 \"a", "a quote is opened and never closed")]
    [InlineData("nodes 3\npartition 1,2,3", "two groups of nodes were expected")]
    [InlineData("nodes 3\nlimit in-flight 0", "'0' is no limit; a whole number from 1 was expected")]
    [InlineData("nodes 3\npropose 1 \"a\" number 2", "a number belongs to a client's command")]
    [InlineData("nodes 3\noption lease-reads on", "Lease reads need check-quorum")]
    public void ALineWithoutMeaningIsAnsweredWithOneSentence(string story, string sentence)
    {
        var (telling, isAsExpected) = Story.Tell(story);

        Assert.False(isAsExpected);
        Assert.Contains(sentence, telling.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void EveryWordIsUsedBySomeStory()
    {
        var used = Names().SelectMany(row => Read($"{row.Data}.story").Split('\n')).Select(line => line.Split(' ')[0]).ToHashSet();
        used.UnionWith(["dump", "flaw"]);

        Assert.All(StoryWords.All, word => Assert.Contains(word.Name, used));
    }

    private static string Read(string name) => File.ReadAllText(RepositoryRoot.Combine($"{Folder}/{name}")).ReplaceLineEndings("\n");
}
