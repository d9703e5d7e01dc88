using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>The links between nodes: they delay, lose, double and reorder messages, and can be cut, both ways or one.</summary>
public sealed class FaultyNetwork
{
    private readonly Rng _random;
    private readonly IConsensusObserver _observer;
    private readonly List<(ulong First, ulong Second, bool IsOneWay)> _cuts = [];
    private ulong _sent;

    /// <summary>Links that behave as told.</summary>
    public FaultyNetwork(NetworkOptions options, Rng random, IConsensusObserver observer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(observer);
        (Options, _random, _observer) = (options, random, observer);
    }

    /// <summary>How the links behave now.</summary>
    public NetworkOptions Options { get; set; }

    /// <summary>Whether what one node sends another is lost.</summary>
    public bool IsCut(int from, int to)
    {
        foreach (var (first, second, isOneWay) in _cuts)
        {
            if ((Has(first, from) && Has(second, to)) || (!isOneWay && Has(second, from) && Has(first, to)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Cuts the links between two groups.</summary>
    /// <param name="first">A bit for each node; node 1 is bit 0.</param>
    /// <param name="second">A bit for each node.</param>
    /// <param name="isOneWay">Whether only what the first group sends is lost.</param>
    /// <param name="now">When.</param>
    public void Cut(ulong first, ulong second, bool isOneWay, SimTime now)
    {
        _cuts.Add((first, second, isOneWay));
        _observer.Observe(new ConsensusEvent
        {
            Time = now, Kind = ConsensusEventKind.Partitioned, Id = first, Count = unchecked((long)second), Flags = isOneWay ? (byte)1 : (byte)0,
        });
    }

    /// <summary>Takes back one cut.</summary>
    public void Mend(ulong first, ulong second, bool isOneWay, SimTime now)
    {
        if (_cuts.Remove((first, second, isOneWay)))
        {
            _observer.Observe(new ConsensusEvent
            {
                Time = now, Kind = ConsensusEventKind.Healed, Id = first, Count = unchecked((long)second), Flags = isOneWay ? (byte)1 : (byte)0,
            });
        }
    }

    /// <summary>Makes all links whole.</summary>
    public void Heal(SimTime now)
    {
        if (_cuts.Count > 0)
        {
            _cuts.Clear();
            _observer.Observe(new ConsensusEvent { Time = now, Kind = ConsensusEventKind.Healed });
        }
    }

    internal void Send(ConsensusMessage message, ActorId to, IActorContext context)
    {
        var packet = new Packet(++_sent, message);
        _observer.Observe(EventOf(ConsensusEventKind.Sent, packet, context.Now, message.From, message.To));
        if (IsCut(message.From, message.To) || (Options.Loss > 0 && _random.NextDouble() < Options.Loss))
        {
            Lose(packet, context.Now);
            return;
        }

        context.SendAfter(Delay(), to, packet);
        if (Options.Duplication > 0 && _random.NextDouble() < Options.Duplication)
        {
            context.SendAfter(Delay() + Delay(), to, packet);
        }
    }

    // A link that is cut while a message is under way loses it.
    internal bool Arrives(Packet packet, SimTime now)
    {
        if (IsCut(packet.Body.From, packet.Body.To))
        {
            Lose(packet, now);
            return false;
        }

        _observer.Observe(EventOf(ConsensusEventKind.Received, packet, now, packet.Body.To, packet.Body.From));
        return true;
    }

    internal void Lose(Packet packet, SimTime now)
        => _observer.Observe(EventOf(ConsensusEventKind.Lost, packet, now, packet.Body.From, packet.Body.To));

    private SimDuration Delay()
        => Options.Latency + SimDuration.FromNanoseconds(Options.Jitter.Nanoseconds > 0 ? _random.Below(Options.Jitter.Nanoseconds) : 0);

    private static ConsensusEvent EventOf(ConsensusEventKind kind, Packet packet, SimTime now, int node, int peer) => new()
    {
        Time = now, Kind = kind, Node = node, Peer = peer, Message = packet.Body.Kind, Term = packet.Body.Term, Id = packet.Id,
        Flags = packet.Body is VoteReply { IsGranted: false } or AppendReply { IsAccepted: false } ? (byte)1 : (byte)0,
        Count = packet.Body is AppendRequest append ? append.Entries.Count : 0,
    };

    private static bool Has(ulong set, int node) => (set >> (node - 1) & 1) != 0;
}
