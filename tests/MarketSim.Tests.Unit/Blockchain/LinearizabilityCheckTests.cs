using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

[Trait("Area", "consensus")]
public sealed class LinearizabilityCheckTests
{
    [Fact]
    public void OperationsThatOverlapMayHaveHappenedInEitherOrder()
    {
        Assert.Empty(LinearizabilityCheck.FindOffence([Did(1, "write 1", 0, 10), Did(2, "write 2", 1, 9), Did(3, "read", 11, 12, 1)]));
        Assert.Empty(LinearizabilityCheck.FindOffence([Did(1, "write 1", 0, 10), Did(2, "write 2", 1, 9), Did(3, "read", 11, 12, 2)]));
    }

    [Fact]
    public void AReadThatMissesAFinishedWriteIsTheOffence()
    {
        var offence = LinearizabilityCheck.FindOffence(
            [Did(1, "write 1", 0, 1), Did(2, "read", 2, 3, 1), Did(1, "write 2", 4, 5), Did(2, "read", 6, 7, 1), Did(2, "read", 8, 9, 2)]);
        Assert.Equal(["write 2", "read"], offence.Select(o => o.Operation));
        Assert.Equal(7, offence[^1].Returned!.Value.Nanoseconds);
    }

    [Fact]
    public void WhatWasNeverAnsweredMayHaveHappenedOrNot()
    {
        var write = new ClientOperation(1, "write 5", 0, new SimTime(0), null, null);
        Assert.Empty(LinearizabilityCheck.FindOffence([write, Did(2, "read", 10, 11, 0), Did(2, "read", 12, 13, 5)]));
        Assert.Empty(LinearizabilityCheck.FindOffence([write, Did(2, "read", 10, 11, 0)]));
        Assert.NotEmpty(LinearizabilityCheck.FindOffence([write, Did(2, "read", 10, 11, 5), Did(2, "read", 12, 13, 0)]));
    }

    [Fact]
    public void TwoAppendsAreNeverToldTheSamePlace()
    {
        Assert.Empty(LinearizabilityCheck.FindOffence([Did(1, "append", 0, 9, 1), Did(2, "append", 0, 9, 0), Did(1, "length", 10, 11, 2)]));
        Assert.NotEmpty(LinearizabilityCheck.FindOffence([Did(1, "append", 0, 9, 0), Did(2, "append", 0, 9, 0)]));
    }

    [Fact]
    public void CommandsOfAnExchangeAreExecutedInTheOrderOfTheirPlaces()
    {
        Assert.Empty(LinearizabilityCheck.FindOffence([Did(1, "command", 0, 5, 7), Did(2, "command", 1, 6, 3)]));
        Assert.NotEmpty(LinearizabilityCheck.FindOffence([Did(1, "command", 0, 1, 7), Did(2, "command", 2, 3, 3)]));
    }

    [Fact]
    public void AgreesWithTryingEveryOrder()
    {
        var random = new Rng(5, "histories");
        var refused = 0;
        for (var number = 0; number < 2_000; number++)
        {
            var history = Enumerable.Range(0, (int)random.Between(2, 6)).Select(_ => Any(random)).ToArray();
            var isExplained = TriesEveryOrder(history, 0);
            Assert.True(isExplained == (LinearizabilityCheck.FindOffence(history).Count == 0), string.Join("\n", history.Select(ClientHistoryFile.LineOf)));
            refused += isExplained ? 0 : 1;
        }

        Assert.InRange(refused, 200, 1_800);
    }

    [Fact]
    public void AHistoryReadsBackAsItWasWritten()
    {
        ClientOperation[] history = [Did(1, "append", 0, 9, 0), new ClientOperation(2, "append", 3, new SimTime(4), null, null)];
        using var text = new StringWriter();
        ClientHistoryFile.Write(text, history);
        using var reader = new StringReader(text.ToString());
        Assert.Equal(history, ClientHistoryFile.Read(reader, "history"));
    }

    [Theory]
    [InlineData("{\"client\":1,\"op\":\"jump\",\"call\":0,\"return\":1,\"result\":0}", "line 1: found operation 'jump'")]
    [InlineData("{\"client\":1,\"op\":\"read\",\"call\":5,\"return\":1,\"result\":0}", "its return not before its call")]
    [InlineData("no JSON", "line 1: found 'no JSON'")]
    public void ALineThatIsNoOperationIsNamed(string line, string sentence)
    {
        using var reader = new StringReader(line);
        Assert.Contains(sentence, Assert.Throws<DataFormatException>(() => ClientHistoryFile.Read(reader, "h.ndjson")).Message, StringComparison.Ordinal);
    }

    private static bool TriesEveryOrder(ClientOperation[] left, long value)
    {
        if (Array.TrueForAll(left, o => o.Returned is null))
        {
            return true;
        }

        // What comes next was called before everything else that is left had returned.
        return Array.Exists(left, next => Array.TrueForAll(left, o => ReferenceEquals(o, next) || o.Returned is null || o.Returned >= next.Called)
            && (next.Operation != "read" || next.Result is null || next.Result == value)
            && TriesEveryOrder([.. left.Where(o => !ReferenceEquals(o, next))], next.Operation == "read" ? value : next.Operation[^1] - '0'));
    }

    private static ClientOperation Any(Rng random)
    {
        var called = random.Below(20);
        var isRead = random.Chance(0.6);
        return random.Chance(0.15)
            ? new ClientOperation(1, isRead ? "read" : $"write {random.Below(3)}", 0, new SimTime(called), null, null)
            : Did(1, isRead ? "read" : $"write {random.Below(3)}", called, called + random.Below(8), isRead ? random.Below(3) : null);
    }

    private static ClientOperation Did(int client, string operation, long called, long returned, long? result = null)
        => new(client, operation, 0, new SimTime(called), new SimTime(returned), result);
}
