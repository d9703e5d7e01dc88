using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Keeps what happens in a cluster. A long run has hundreds of millions of messages, so beyond a number of events it keeps only
/// what is rare: roles, terms, votes, faults, snapshots, members.</summary>
/// <param name="most">Events after which it keeps only what is rare.</param>
public sealed class ConsensusRecorder(int most = ConsensusRecorder.UsualMost) : IConsensusObserver
{
    /// <summary>Events kept whatever they are: some minutes of a busy market, 200 MB.</summary>
    public const int UsualMost = 2_000_000;

    private readonly List<ConsensusEvent> _events = [];

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<ConsensusEvent> Events => _events;

    /// <summary>How many events it has left out.</summary>
    public long LeftOut { get; private set; }

    /// <inheritdoc/>
    public void Observe(in ConsensusEvent item)
    {
        if (_events.Count < most || IsRare(item))
        {
            _events.Add(item);
        }
        else
        {
            LeftOut++;
        }
    }

    private static bool IsRare(in ConsensusEvent item) => item.Kind switch
    {
        ConsensusEventKind.Sent or ConsensusEventKind.Received or ConsensusEventKind.Lost or ConsensusEventKind.Appended
            or ConsensusEventKind.Synced or ConsensusEventKind.Committed or ConsensusEventKind.Applied
            or ConsensusEventKind.Proposed or ConsensusEventKind.Acknowledged => false,
        _ => true,
    };
}
