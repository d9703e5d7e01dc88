using System.Diagnostics;
using System.Globalization;
using MarketSim.Blockchain;

namespace MarketSim.Tests.Integration;

/// <summary>What stories do, judged by somebody else: the TLA+ specification of etcd/raft, run by TLC.</summary>
/// <remarks>
/// <c>MARKETSIM_TLC</c> is a Java class path with TLC and the community modules, <c>MARKETSIM_ETCD_TLA</c> the folder of
/// <c>Traceetcdraft.tla</c>; see docs/concepts/raft-stories.md.
/// </remarks>
[Trait("Area", "consensus")]
public sealed class SpecificationTests
{
    private const string Folder = "tests/MarketSim.Tests.Unit/Blockchain/Stories";
    private const string TermsGiven = "It gives nodes logs of several terms; the specification begins with one.";
    private const string LearnersAtFirst = "The specification begins without learners.";
    private const string PreVoteTells = "A refused pre-vote tells of a newer term; the specification has no pre-vote.";
    private const string WrittenAtOnce = "The specification has all of the work on the disk or nothing, and a leader's before it leaves.";
    private const string JointChange = "The specification has no joint configurations.";
    private const string NotSent = "A message comes twice, or was sent by nobody.";
    private const string CountsAtOnce = "A change of members counts before it is committed, as in the paper; in the specification when it is applied.";

    /// <summary>Why a story is outside of what the specification describes. Every other story must be accepted.</summary>
    private static readonly SortedDictionary<string, string> Outside = new(StringComparer.Ordinal)
    {
        ["change-before-own-commit"] = CountsAtOnce,
        ["commit-past-checked-prefix"] = TermsGiven,
        ["commit-needs-the-term-change"] = TermsGiven,
        ["configuration-rolled-back"] = CountsAtOnce,
        ["conflict-back-up"] = TermsGiven,
        ["crash-loses-configuration"] = CountsAtOnce,
        ["fast-back-up"] = TermsGiven,
        ["figure-10"] = JointChange,
        ["figure-11"] = JointChange,
        ["figure-7"] = TermsGiven,
        ["figure-7-who-can-win"] = TermsGiven,
        ["figure-8"] = TermsGiven,
        ["figure-8-committed"] = TermsGiven,
        ["higher-term-meets-lease"] = PreVoteTells,
        ["joint-explicit"] = JointChange,
        ["joint-implicit"] = JointChange,
        ["joint-leader-stops"] = JointChange,
        ["joint-majorities"] = JointChange,
        ["joint-without-leader"] = JointChange,
        ["leader-becomes-learner"] = "There no voter becomes a learner.",
        ["leader-without-its-own-copy"] = WrittenAtOnce,
        ["learner-that-must-vote"] = LearnersAtFirst,
        ["learner-votes-not"] = LearnersAtFirst,
        ["learners"] = LearnersAtFirst,
        ["longer-is-not-newer"] = TermsGiven,
        ["not-a-member"] = CountsAtOnce,
        ["old-leader-lacks-it"] = "Its leader completeness counts an entry from when it was written; the paper's from when it was committed.",
        ["part-of-the-tail"] = WrittenAtOnce,
        ["power-failure"] = WrittenAtOnce,
        ["probe-and-replicate"] = TermsGiven,
        ["quorum-of-learners"] = LearnersAtFirst,
        ["read-before-own-commit"] = "There a heartbeat tells no commit index to a node that has committed nothing.",
        ["read-in-joint"] = JointChange,
        ["reordered-append"] = NotSent,
        ["second-node"] = CountsAtOnce,
        ["smaller-term-wins"] = PreVoteTells,
        ["snapshot-brings-members"] = CountsAtOnce,
        ["snapshot-lost"] = "A snapshot brings the first members, who stand in no entry.",
        ["snapshot-not-needed"] = NotSent,
        ["swap-by-joint"] = JointChange,
        ["vote-once"] = NotSent,
    };

    public static TheoryData<string> Inside() => [.. Stories().Where(name => !Outside.ContainsKey(name))];

    [Theory]
    [MemberData(nameof(Inside))]
    public void TheSpecificationAcceptsAStory(string name)
    {
        var (isAccepted, output) = Validate(Trace(Read(name)));

        Assert.True(isAccepted, output);
    }

    [Fact]
    public void ItRefusesWhatIsOutside()
    {
        foreach (var name in Outside.Keys)
        {
            Assert.False(Validate(Trace(Read(name))).IsAccepted, $"'{name}' is accepted; the reason why not is none: {Outside[name]}");
        }
    }

    [Fact]
    public void OnlyStoriesThatExistAreOutside() => Assert.Subset(Stories().ToHashSet(), Outside.Keys.ToHashSet());

    [Fact]
    public void ItRefusesATraceInWhichOneNumberIsAnother()
    {
        var trace = Trace(Read("figure-8-played"));
        var lines = trace.Split('\n');
        var at = Array.FindLastIndex(lines, line => line.Contains("\"ReceiveAppendEntriesResponse\"", StringComparison.Ordinal));
        lines[at] = lines[at].Replace("\"commit\":3}", "\"commit\":2}", StringComparison.Ordinal);
        Assert.NotEqual(trace, string.Join('\n', lines));

        Assert.False(Validate(string.Join('\n', lines)).IsAccepted);
    }

    [Theory]
    [InlineData("vote-twice", "campaign 1\ncampaign 2\ndeliver 1->3 vote\ndeliver 2->3 vote\ndeliver 3->1\ndeliver 3->2")]
    [InlineData("no-up-to-date-check", "campaign 1\nstabilize\ncut 1->3\npropose 1 \"a\"\nstabilize\ncampaign 3\nstabilize")]
    public void ItRefusesAWrongCoreAndAcceptsTheRightOne(string flaw, string story)
    {
        story = $"nodes 3\nbootstrap index 1 term 1\n{story}";

        Assert.False(Validate(Trace($"flaw {flaw}\n{story}")).IsAccepted);
        Assert.True(Validate(Trace(story)).IsAccepted);
    }

    private static IEnumerable<string> Stories() => Directory.GetFiles(RepositoryRoot.Combine(Folder), "*.story")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    private static string Read(string name) => File.ReadAllText(RepositoryRoot.Combine($"{Folder}/{name}.story")).ReplaceLineEndings("\n");

    private static string Trace(string story)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        Story.Tell(story, new RaftTrace(writer));
        return writer.ToString();
    }

    private static (bool IsAccepted, string Output) Validate(string trace)
    {
        var (tools, specification) = (Environment.GetEnvironmentVariable("MARKETSIM_TLC"), Environment.GetEnvironmentVariable("MARKETSIM_ETCD_TLA"));
        Assert.SkipWhen(
            string.IsNullOrEmpty(tools) || string.IsNullOrEmpty(specification),
            "MARKETSIM_TLC (a class path with TLC) and MARKETSIM_ETCD_TLA (the folder of Traceetcdraft.tla) are not set.");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["trace.ndjson"], trace);
        var start = new ProcessStartInfo("java")
        {
            WorkingDirectory = specification, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["JSON"] = folder["trace.ndjson"] },
            ArgumentList =
            {
                "-XX:+UseParallelGC", "-cp", tools!, "tlc2.TLC", "-config", "Traceetcdraft.cfg", "-lncheck", "final",
                "-metadir", folder["states"], "Traceetcdraft.tla",
            },
        };
        using var tlc = Process.Start(start)!;
        var errors = tlc.StandardError.ReadToEndAsync();
        var output = tlc.StandardOutput.ReadToEnd();
        tlc.WaitForExit();

        // TLC ends with 10 to 13 where the trace fits no behaviour, and with others where it could not look.
        Assert.True(tlc.ExitCode is 0 or (>= 10 and <= 13), output + errors.Result);
        var isAccepted = tlc.ExitCode == 0 && output.Contains("Model checking completed. No error has been found.", StringComparison.Ordinal);
        return (isAccepted, output);
    }
}
