using System.Buffers.Binary;
using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>A client of a simulated cluster: sends commands to whom it takes for the leader, and sends each again, by the same number,
/// until it is final.</summary>
internal sealed class SwarmClient(int number, SwarmFeatures features, IReadOnlyList<ActorId> nodes, List<ClientOperation> history) : IActor
{
    private static readonly SimDuration Patience = SwarmFeatures.Tick * 25;

    // Two nodes may each take the other for the leader.
    private const int MostRedirects = 3;
    private readonly SortedDictionary<ulong, Waiting> _waiting = [];
    private int _leader;
    private ulong _sent;
    private SimTime _next;

    public string Name { get; } = $"client-{number}";

    public ulong Session { get; } = (ulong)number;

    /// <summary>Whether it may think of further commands.</summary>
    public bool IsOpen { get; set; } = true;

    public int Unanswered => _waiting.Count;

    /// <summary>Numbers of commands that it was told to be final.</summary>
    public List<ulong> Acknowledged { get; } = [];

    public void OnStart(IActorContext context) => Think(context);

    public void OnMessage(ActorId from, Message message, IActorContext context)
    {
        if (message is not NodeReply reply || !_waiting.TryGetValue(reply.Sequence, out var waiting))
        {
            return;
        }

        if (reply.IsFinal)
        {
            _waiting.Remove(reply.Sequence);
            Acknowledged.Add(reply.Sequence);
            var place = BinaryPrimitives.ReadInt64LittleEndian(reply.Answer.Span);
            history.Add(new ClientOperation(number, "append", Id(reply.Sequence), waiting.Called, context.Now, place));
        }
        else if (reply.Leader != 0)
        {
            _leader = reply.Leader;
            if (waiting.Redirects++ < MostRedirects)
            {
                Send(reply.Sequence, context);
            }
        }
    }

    public void OnWake(IActorContext context)
    {
        foreach (var (sequence, waiting) in _waiting)
        {
            if (context.Now - waiting.Tried >= Patience)
            {
                // Nothing heard: perhaps another node knows more.
                _leader = 0;
                (waiting.Tried, waiting.Redirects) = (context.Now, 0);
                Send(sequence, context);
            }
        }

        if (context.Now >= _next)
        {
            if (IsOpen && _waiting.Count < features.Pipeline)
            {
                _waiting.Add(++_sent, new Waiting { Called = context.Now, Tried = context.Now });
                Send(_sent, context);
            }

            Think(context);
        }
    }

    /// <summary>What was never answered goes into the history as well: it may have happened, or not.</summary>
    public void CloseHistory()
    {
        foreach (var (sequence, waiting) in _waiting)
        {
            history.Add(new ClientOperation(number, "append", Id(sequence), waiting.Called, null, null));
        }
    }

    private ulong Id(ulong sequence) => (Session << 20) ^ sequence;

    private void Think(IActorContext context)
    {
        _next = context.Now + (SwarmFeatures.Tick * (1 + context.Random.Below(2 * features.Thinking)));
        context.WakeAt(_next);
    }

    private void Send(ulong sequence, IActorContext context)
    {
        var to = _leader != 0 ? _leader - 1 : (int)context.Random.Below(nodes.Count);
        var network = SimDuration.FromMicroseconds(500 + context.Random.Below(2_000));
        context.SendAfter(network, nodes[to], new NodeRequest(new ClientCommand(Session, sequence, default)));
    }

    private sealed class Waiting
    {
        public SimTime Called { get; init; }

        public SimTime Tried { get; set; }

        public int Redirects { get; set; }
    }
}
