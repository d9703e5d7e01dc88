using System.Buffers.Binary;
using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>A client of a simulated cluster: sends commands to whom it takes for the leader, and sends each again, by the same number,
/// until it is final; asks anybody how many there are.</summary>
internal sealed class SwarmClient(int number, SwarmFeatures features, IReadOnlyList<ActorId> nodes, List<ClientOperation> history) : IActor
{
    // Two nodes may each take the other for the leader.
    private const int MostRedirects = 3;
    // Asking again costs the cluster work; a client that does not slow down can ask faster than a slow cluster commits.
    private static readonly SimDuration MostPatience = SwarmFeatures.Tick * 100;
    private readonly SimDuration _patience = SwarmFeatures.Tick * features.Patience;
    private readonly SortedDictionary<ulong, Waiting> _waiting = [];
    private readonly SortedDictionary<ulong, Waiting> _questions = [];
    private int _leader;
    private ulong _sent;
    private ulong _questionsSent;
    private SimTime _next;

    public string Name { get; } = $"client-{number}";

    public ulong Session { get; } = (ulong)number;

    /// <summary>Whether it may think of further commands.</summary>
    public bool IsOpen { get; set; } = true;

    public int Unanswered => _waiting.Count + _questions.Count;

    /// <summary>Questions that were answered.</summary>
    public long Reads { get; private set; }

    /// <summary>Numbers of commands that it was told to be final.</summary>
    public List<ulong> Acknowledged { get; } = [];

    public void OnStart(IActorContext context) => Think(context);

    public void OnMessage(ActorId from, Message message, IActorContext context)
    {
        if (message is NodeAnswer answer)
        {
            Take(answer, context);
            return;
        }

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
            if (waiting.IsOverdue(context.Now, MostPatience))
            {
                // Nothing heard: perhaps another node knows more.
                _leader = 0;
                waiting.Redirects = 0;
                Send(sequence, context);
            }
        }

        foreach (var (number, waiting) in _questions)
        {
            if (waiting.IsOverdue(context.Now, MostPatience))
            {
                Ask(number, context);
            }
        }

        if (context.Now >= _next)
        {
            if (IsOpen && Unanswered < features.Pipeline && features.Reads > 0 && context.Random.Chance(features.Reads))
            {
                _questions.Add(++_questionsSent, new Waiting(context.Now, _patience));
                Ask(_questionsSent, context);
            }
            else if (IsOpen && Unanswered < features.Pipeline)
            {
                _waiting.Add(++_sent, new Waiting(context.Now, _patience));
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

    private void Take(NodeAnswer answer, IActorContext context)
    {
        if (answer.IsAnswered && _questions.Remove(answer.Number, out var question))
        {
            Reads++;
            var length = BinaryPrimitives.ReadInt64LittleEndian(answer.Answer.Span);
            history.Add(new ClientOperation(number, "length", 0, question.Called, context.Now, length));
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
        context.SendAfter(Network(context), nodes[to], new NodeRequest(new ClientCommand(Session, sequence, default)));
    }

    // As often whoever was taken for the leader, who may have been replaced since, as anybody.
    private void Ask(ulong question, IActorContext context)
    {
        var to = _leader != 0 && context.Random.Chance(0.5) ? _leader - 1 : (int)context.Random.Below(nodes.Count);
        context.SendAfter(Network(context), nodes[to], new NodeQuestion(question, default));
    }

    private static SimDuration Network(IActorContext context) => SimDuration.FromMicroseconds(500 + context.Random.Below(2_000));

    private sealed class Waiting(SimTime called, SimDuration patience)
    {
        private SimTime _tried = called;
        private SimDuration _patience = patience;

        public SimTime Called { get; } = called;

        public int Redirects { get; set; }

        /// <summary>Whether it is time to ask again; the next time it takes twice as long.</summary>
        public bool IsOverdue(SimTime now, SimDuration most)
        {
            if (now - _tried < _patience)
            {
                return false;
            }

            (_tried, _patience) = (now, _patience * 2 < most ? _patience * 2 : most);
            return true;
        }
    }
}
