using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>When the short contracts of each series were written, oldest first: what assignment first in, first out needs.</summary>
internal sealed class ShortQueue
{
    // By series, in the order in which contracts were written. Buying back takes an account's oldest off.
    private readonly SortedDictionary<int, List<(AccountId Account, long Contracts)>> _queues = [];

    /// <summary>Brings an account's part in line with its position.</summary>
    /// <param name="series">The series.</param>
    /// <param name="account">The account.</param>
    /// <param name="position">Its position; negative is short.</param>
    /// <param name="scales">Whether its contracts were multiplied by an adjustment, so that their ages stay.</param>
    public void Follow(InstrumentId series, AccountId account, long position, bool scales)
    {
        if (!_queues.TryGetValue(series.Value, out var queue))
        {
            _queues.Add(series.Value, queue = []);
        }

        var had = queue.Where(entry => entry.Account == account).Sum(entry => entry.Contracts);
        var has = Math.Max(0, -position);
        if (scales && had > 0 && has % had == 0 && has != 0)
        {
            Scale(queue, account, has / had);
        }
        else if (has > had)
        {
            queue.Add((account, has - had));
        }
        else
        {
            Remove(queue, account, had - has);
        }
    }

    /// <summary>The oldest contracts of the given accounts.</summary>
    public long[] Oldest(InstrumentId series, IReadOnlyList<(AccountId Account, long Contracts)> shorts, long exercised)
    {
        var assigned = new long[shorts.Count];
        if (_queues.TryGetValue(series.Value, out var queue))
        {
            foreach (var (account, contracts) in queue)
            {
                Take(account, contracts);
            }
        }

        // Contracts whose writing was never seen are the newest; in order of account.
        foreach (var (account, contracts) in shorts)
        {
            Take(account, contracts);
        }

        return assigned;

        void Take(AccountId account, long contracts)
        {
            for (var i = 0; i < shorts.Count; i++)
            {
                if (shorts[i].Account == account)
                {
                    var part = Math.Min(Math.Min(contracts, exercised), shorts[i].Contracts - assigned[i]);
                    assigned[i] += part;
                    exercised -= part;
                    return;
                }
            }
        }
    }

    /// <summary>Forgets a series that has ended.</summary>
    public void End(InstrumentId series) => _queues.Remove(series.Value);

    public void AddTo(ref StateHash hash)
    {
        foreach (var (series, queue) in _queues)
        {
            hash.Add((long)series);
            foreach (var (account, contracts) in queue)
            {
                hash.Add((long)account.Value);
                hash.Add(contracts);
            }
        }
    }

    private static void Scale(List<(AccountId Account, long Contracts)> queue, AccountId account, long factor)
    {
        for (var i = 0; i < queue.Count; i++)
        {
            if (queue[i].Account == account)
            {
                queue[i] = (account, queue[i].Contracts * factor);
            }
        }
    }

    private static void Remove(List<(AccountId Account, long Contracts)> queue, AccountId account, long contracts)
    {
        for (var i = 0; i < queue.Count && contracts > 0; i++)
        {
            if (queue[i].Account == account)
            {
                var part = Math.Min(contracts, queue[i].Contracts);
                queue[i] = (account, queue[i].Contracts - part);
                contracts -= part;
            }
        }

        queue.RemoveAll(entry => entry.Contracts == 0);
    }
}
