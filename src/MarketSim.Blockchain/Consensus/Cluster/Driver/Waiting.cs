namespace MarketSim.Blockchain;

/// <summary>Who is waiting for an entry of the log to become final.</summary>
/// <param name="Client">The client's connection; null where a node passed the command on.</param>
/// <param name="Peer">That node; zero where the client itself is connected here.</param>
/// <param name="Request">The caller's number for it.</param>
/// <param name="Term">The entry's term: another term's entry at its place means that it was lost.</param>
/// <param name="Command">The command's own id, for the timeline.</param>
/// <param name="Since">When it arrived, in nanoseconds since the cluster began.</param>
internal readonly record struct Waiter(Connection? Client, int Peer, ulong Request, long Term, ulong Command, long Since);

/// <summary>Commands on their way: those that this node's log holds, and those that it passed on to the leader.</summary>
internal sealed class Waiting
{
    private readonly Dictionary<long, Waiter> _byIndex = [];
    private readonly Dictionary<ulong, (Connection Client, ulong Request)> _passedOn = [];
    private ulong _passed;

    public void Add(long index, in Waiter waiter) => _byIndex[index] = waiter;

    public bool TryTake(long index, out Waiter waiter) => _byIndex.Remove(index, out waiter);

    /// <summary>A command goes to the leader.</summary>
    /// <returns>The number under which its answer will come.</returns>
    public ulong PassOn(Connection client, ulong request)
    {
        _passedOn.Add(++_passed, (client, request));
        return _passed;
    }

    public bool TryTakePassed(ulong number, out (Connection Client, ulong Request) caller) => _passedOn.Remove(number, out caller);

    /// <summary>The leader is gone, and with it every answer: everybody has to ask again.</summary>
    public List<Waiter> TakeAll()
    {
        List<Waiter> all = [.. _byIndex.Values, .. _passedOn.Values.Select(p => new Waiter(p.Client, 0, p.Request, 0, 0, 0))];
        _byIndex.Clear();
        _passedOn.Clear();
        return all;
    }
}
