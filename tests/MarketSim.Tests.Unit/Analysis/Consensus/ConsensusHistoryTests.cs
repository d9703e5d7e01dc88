using System.Xml.Linq;
using MarketSim.Analysis;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class ConsensusHistoryTests
{
    private static readonly ConsensusEvent[] Story =
    [
        At(10, ConsensusEventKind.RoleChanged, 1) with { Role = ConsensusRole.Candidate, Term = 1 },
        At(10, ConsensusEventKind.Sent, 1) with { Peer = 2, Message = ConsensusMessageKind.Vote, Id = 1, Term = 1 },
        At(15, ConsensusEventKind.Received, 2) with { Peer = 1, Message = ConsensusMessageKind.Vote, Id = 1, Term = 1 },
        At(15, ConsensusEventKind.TermChanged, 2) with { Term = 1 },
        At(16, ConsensusEventKind.Sent, 2) with { Peer = 1, Message = ConsensusMessageKind.VoteReply, Id = 2, Term = 1 },
        At(20, ConsensusEventKind.Received, 1) with { Peer = 2, Message = ConsensusMessageKind.VoteReply, Id = 2, Term = 1 },
        At(20, ConsensusEventKind.RoleChanged, 1) with { Role = ConsensusRole.Leader, Term = 1 },
        At(30, ConsensusEventKind.Committed, 1) with { Index = 5 },
        At(30, ConsensusEventKind.Acknowledged, 1) with { Index = 5, Count = 4_000_000 },
        At(40, ConsensusEventKind.Crashed, 1) with { Count = 3 },
        At(240, ConsensusEventKind.RoleChanged, 3) with { Role = ConsensusRole.Leader, Term = 2 },
        At(241, ConsensusEventKind.Sent, 3) with { Peer = 1, Message = ConsensusMessageKind.Append, Id = 3, Term = 2 },
        At(243, ConsensusEventKind.Lost, 3) with { Peer = 1, Message = ConsensusMessageKind.Append, Id = 3, Term = 2 },
        At(250, ConsensusEventKind.Committed, 3) with { Index = 6 },
        At(250, ConsensusEventKind.Acknowledged, 3) with { Index = 6, Count = 220_000_000 },
        At(260, ConsensusEventKind.Recovered, 1) with { Term = 1, Index = 4 },
        At(300, ConsensusEventKind.Partitioned, 0) with { Id = 0b100, Count = 0b011 },
        At(400, ConsensusEventKind.Healed, 0),
        At(450, ConsensusEventKind.Committed, 2) with { Index = 6 },
    ];

    private readonly ConsensusHistory _history = ConsensusHistory.Of(Story);

    [Fact]
    public void AReignEndsWithACrashOrWhenTheLeaderLosesTouchWithTheMajority()
    {
        Assert.Equal(
            [(0, 0, 20), (1, 20, 40), (0, 40, 240), (3, 240, 300), (0, 300, 400), (3, 400, 450)],
            _history.Reigns.Select(r => (r.Leader, Milliseconds(r.From), Milliseconds(r.To))));
    }

    [Fact]
    public void EveryNodeHasOneRoleAtEachInstant()
    {
        foreach (var node in _history.Nodes)
        {
            var spans = _history.Roles.Where(s => s.Node == node).OrderBy(s => s.From).ToList();
            Assert.Equal((0, 450), (Milliseconds(spans[0].From), Milliseconds(spans[^1].To)));
            Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        }

        var down = Assert.Single(_history.Roles, s => s.Role == ConsensusRole.Down);
        Assert.Equal((1, 40, 260, 3L), (down.Node, Milliseconds(down.From), Milliseconds(down.To), down.Lost));
    }

    [Fact]
    public void MessagesHaveTheTimesOfLeavingAndArriving()
    {
        Assert.Equal(
            [(1, 2, 10, 15, false), (2, 1, 16, 20, false), (3, 1, 241, 243, true)],
            _history.Flights.Select(f => (f.From, f.To, Milliseconds(f.Sent), Milliseconds(f.Arrived), f.IsLost)));
    }

    [Fact]
    public void TheCaptionSaysWhatWentWrongAndWhatItMeant()
    {
        Assert.Equal(
            [
                "n1 leads term 1 at 0.020 s, 20 ms leaderless",
                "n1 crashed at 0.040 s (3 unsynced entries lost)",
                "n3 leads term 2 at 0.240 s, 200 ms leaderless",
                "3 | 1,2 cut at 0.300 s",
                "n3 leads term 2 at 0.400 s, 100 ms leaderless",
                "2 commands final, 1 delayed, 0 lost",
            ],
            ConsensusCaption.Sentences(_history));
    }

    [Fact]
    public void ACommandAcknowledgedBeyondTheCommittedLogIsCountedAsLost()
    {
        var broken = ConsensusHistory.Of(
            [.. Story, At(460, ConsensusEventKind.Acknowledged, 2) with { Index = 9, Count = 1 }]);

        Assert.Equal(1, broken.LostCount);
    }

    [Fact]
    public void TheTimelineIsDrawnInEveryFormatAndTheme()
    {
        var figure = RaftTimeline.Plot(Story);
        foreach (var theme in Theme.All)
        {
            var options = new RenderOptions { Theme = theme, PixelRatio = 1 };
            var svg = FigureRenderer.ToSvg(figure, options);
            Assert.NotNull(XDocument.Parse(svg).Root);
            Assert.Equal(svg, FigureRenderer.ToSvg(RaftTimeline.Plot(Story), options));
            Assert.True(FigureRenderer.ToPng(figure, options).Length > 10_000);
        }
    }

    [Fact]
    public void ThePageNeedsNothingButItself()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("timeline").FullName, "new", "timeline.html");

        RaftTimeline.Plot(Story).Save(path);

        var page = File.ReadAllText(path);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
        Assert.Contains("</svg>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AHistoryOfNothingIsAPictureToo(int count)
        => Assert.True(FigureRenderer.ToPng(RaftTimeline.Plot([.. Story.Take(count)])).Length > 1_000);

    [Fact]
    public void AnUnknownEndingIsRefused()
        => Assert.Contains(
            ".png, .svg or .html",
            Assert.Throws<ArgumentException>(() => RaftTimeline.Plot(Story).Save("timeline.gif")).Message, StringComparison.Ordinal);

    [Fact]
    public void NoPanelOfAnSvgHasABlackGround()
        => Assert.DoesNotContain(
            XDocument.Parse(FigureRenderer.ToSvg(RaftTimeline.Plot(Story))).Descendants(),
            e => e.Name.LocalName == "rect" && e.Attribute("fill") is null && e.Parent?.Name.LocalName != "clipPath");

    private static ConsensusEvent At(int milliseconds, ConsensusEventKind kind, int node)
        => new() { Time = SimTime.FromMilliseconds(milliseconds), Kind = kind, Node = node };

    private static int Milliseconds(SimTime time) => (int)(time.Nanoseconds / 1_000_000);
}
