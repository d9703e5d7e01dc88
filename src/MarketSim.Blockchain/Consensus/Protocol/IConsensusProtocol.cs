namespace MarketSim.Blockchain;

/// <summary>A consensus protocol as a state machine: told of ticks, messages, proposals and finished writes, it says what to send and
/// what to write. It has no clock, thread, disk or network; whoever drives it has them: the simulator, or a process of the real
/// cluster.</summary>
/// <remarks>
/// The driver's loop: feed it (<see cref="Tick"/>, <see cref="Step"/>, <see cref="Propose"/>), then <see cref="TakeReady"/>; send
/// what may be sent at once; write and flush what must be durable, then call <see cref="Persisted"/>, which releases the messages
/// that promise it; apply what is committed, then call <see cref="Applied"/>. The idea of handing out the work is etcd/raft's.
/// </remarks>
public interface IConsensusProtocol
{
    /// <summary>This node, from 1.</summary>
    int Id { get; }

    /// <summary>Who leads as far as this node knows, from 1; zero if nobody.</summary>
    int Leader { get; }

    /// <summary>One unit of the node's own clock has passed.</summary>
    void Tick();

    /// <summary>A message arrived. One that makes no sense is ignored: networks repeat, delay and reorder.</summary>
    void Step(ConsensusMessage message);

    /// <summary>Offers a command.</summary>
    Proposal Propose(in ClientCommand command);

    /// <summary>Whether <see cref="TakeReady"/> has anything to give.</summary>
    bool HasReady { get; }

    /// <summary>Takes the work that has come up since the last time. Several may be under way at once; they are to be persisted in
    /// the order in which they were taken.</summary>
    ConsensusReady TakeReady();

    /// <summary>What a <see cref="ConsensusReady"/> asked to have written is durable.</summary>
    void Persisted(ConsensusReady ready);

    /// <summary>The machine has applied the log up to here.</summary>
    void Applied(long index);
}
