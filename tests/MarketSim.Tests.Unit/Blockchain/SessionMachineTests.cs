using System.Text;
using MarketSim.Blockchain;

namespace MarketSim.Tests.Unit;

[Trait("Area", "consensus")]
public sealed class SessionMachineTests
{
    private readonly Recorder _inner = new();
    private readonly SessionMachine _machine;
    private long _index;

    public SessionMachineTests() => _machine = new SessionMachine(_inner);

    [Fact]
    public void ARepeatedCommandIsExecutedOnceAndAnsweredAsTheFirstTime()
    {
        Assert.Equal("1: buy", Answer(7, 1, "buy"));
        Assert.Equal("2: sell", Answer(7, 2, "sell"));

        Assert.Equal("1: buy", Answer(7, 1, "buy"));

        Assert.Equal(["buy", "sell"], _inner.Executed);
        Assert.Equal(1, _machine.Skipped);
    }

    [Fact]
    public void CommandsOfASessionMayOvertakeEachOther()
    {
        Answer(7, 3, "c");
        Answer(7, 1, "a");
        Answer(7, 3, "c");
        Answer(7, 2, "b");
        Answer(7, 2, "b");

        Assert.Equal(["c", "a", "b"], _inner.Executed);
    }

    [Fact]
    public void SessionsDoNotKnowEachOtherAndNoSessionExecutesEveryCopy()
    {
        Answer(7, 1, "a");
        Answer(8, 1, "b");
        Answer(0, 0, "c");
        Answer(0, 0, "c");

        Assert.Equal(["a", "b", "c", "c"], _inner.Executed);
    }

    [Fact]
    public void ASnapshotCarriesTheTable()
    {
        Answer(7, 1, "a");
        Answer(7, 3, "c");
        var other = new Recorder();
        var restored = new SessionMachine(other);

        restored.Restore(_machine.Save());

        Assert.Equal("1: a", Encoding.UTF8.GetString(restored.Apply(Entry(7, 1, "a")).Span));
        Assert.Equal("2: c", Encoding.UTF8.GetString(restored.Apply(Entry(7, 3, "c")).Span));
        Assert.Equal("3: b", Encoding.UTF8.GetString(restored.Apply(Entry(7, 2, "b")).Span));
        Assert.Equal(["a", "c", "b"], other.Executed);
    }

    [Fact]
    public void ADamagedStateIsRefused()
    {
        Answer(7, 1, "a");
        var state = _machine.Save().ToArray();

        Assert.Throws<FormatException>(() => _machine.Restore(state.AsMemory(0, 3)));
        state[4] = 200;
        Assert.Throws<FormatException>(() => _machine.Restore(state));
    }

    [Fact]
    public void TheSessionThatHasBeenSilentLongestIsForgottenFirst()
    {
        for (ulong session = 1; session <= SessionTable.MostSessions; session++)
        {
            Answer(session, 1, "");
        }

        Answer(1, 1, "");
        Answer(SessionTable.MostSessions + 1, 1, "");
        var executed = _inner.Executed.Count;

        Answer(1, 1, "");
        Assert.Equal(executed, _inner.Executed.Count);
        Answer(2, 1, "");
        Assert.Equal(executed + 1, _inner.Executed.Count);
    }

    [Fact]
    public void WithoutTheTableACopyIsExecutedAgain()
    {
        var flawed = new SessionMachine(_inner, skipsTable: true);

        flawed.Apply(Entry(7, 1, "a"));
        flawed.Apply(Entry(7, 1, "a"));

        Assert.Equal(["a", "a"], _inner.Executed);
    }

    private string Answer(ulong session, ulong sequence, string command)
        => Encoding.UTF8.GetString(_machine.Apply(Entry(session, sequence, command)).Span);

    private LogEntry Entry(ulong session, ulong sequence, string command)
        => new(1, ++_index, LogEntryKind.Command, session, sequence, Encoding.UTF8.GetBytes(command));

    private sealed class Recorder : IReplicatedMachine
    {
        public List<string> Executed { get; private set; } = [];

        public ReadOnlyMemory<byte> Apply(LogEntry entry)
        {
            Executed.Add(Encoding.UTF8.GetString(entry.Data.Span));
            return Encoding.UTF8.GetBytes($"{Executed.Count}: {Executed[^1]}");
        }

        public ReadOnlyMemory<byte> Save() => Encoding.UTF8.GetBytes(string.Join(',', Executed));

        public void Restore(ReadOnlyMemory<byte> state) => Executed = [.. Encoding.UTF8.GetString(state.Span).Split(',')];

        public void Reset() => Executed.Clear();

        public ulong ComputeHash() => (ulong)Executed.Count;
    }
}
