using System.Diagnostics;

namespace MarketSim.Blockchain;

/// <summary>Lets a leader's word that something is committed travel with the next entries, where entries follow each other closely:
/// alone it would cost every follower a message, an answer and two changes of threads for each of them.</summary>
/// <remarks>A message may always be late. The first one leaves at once; only where entries came right after the last one is the next
/// held back, until entries come, or another message, or the clock ticks.</remarks>
internal sealed class CommitNews
{
    private static readonly long Close = Stopwatch.Frequency / 500;   // 2 ms.

    private readonly List<ConsensusMessage> _held = [];
    private long _since;
    private bool _holds;

    /// <summary>What is to be sent now of these messages, and of those that were held back.</summary>
    public IReadOnlyList<ConsensusMessage> Pass(IReadOnlyList<ConsensusMessage> messages)
    {
        if (messages.Count == 0)
        {
            return messages;
        }

        var now = Stopwatch.GetTimestamp();
        if (messages.All(m => m is AppendRequest { Entries.Count: 0 }))
        {
            _since = now;
            if (!_holds)
            {
                return messages;
            }

            _held.AddRange(messages);
            return [];
        }

        if (messages.Any(m => m is AppendRequest { Entries.Count: > 0 }))
        {
            // Whether waiting for these was, or would have been, worth it.
            _holds = now - _since < Close;
        }

        return Release(messages);
    }

    /// <summary>What was held back in vain; no more is until entries follow closely again.</summary>
    public IReadOnlyList<ConsensusMessage> GiveUp()
    {
        if (_held.Count == 0 || Stopwatch.GetTimestamp() - _since < Close)
        {
            return [];
        }

        _holds = false;
        return Release([]);
    }

    private IReadOnlyList<ConsensusMessage> Release(IReadOnlyList<ConsensusMessage> messages)
    {
        if (_held.Count == 0)
        {
            return messages;
        }

        ConsensusMessage[] all = [.. _held, .. messages];
        _held.Clear();
        return all;
    }
}
