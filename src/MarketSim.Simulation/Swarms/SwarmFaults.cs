using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Does to a simulated cluster what its features allow, at random times, between two events of the kernel.</summary>
internal sealed class SwarmFaults(SwarmFeatures features, IReadOnlyList<ConsensusNode> nodes, FaultyNetwork network, Rng random)
{
    private readonly PriorityQueue<Action<SimTime>, long> _later = new();
    private readonly HashSet<int> _gone = [];
    private SimTime _next = SimTime.Zero;

    /// <summary>How many faults there were.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a node's data is lost for good.</summary>
    public bool IsGone(int id) => _gone.Contains(id);

    /// <summary>When there is something to do.</summary>
    public SimTime NextTime => _later.TryPeek(out _, out var due) && due < _next.Nanoseconds ? new SimTime(due) : _next;

    /// <summary>Does what is due.</summary>
    public void Run(SimTime now)
    {
        while (_later.TryPeek(out var action, out var due) && due <= now.Nanoseconds)
        {
            _later.Dequeue();
            action(now);
        }

        if (now >= _next)
        {
            if (now > SimTime.Zero && features.Faults.Count > 0)
            {
                Count++;
                Do(features.Faults[(int)random.Below(features.Faults.Count)], now);
            }

            _next = now + Ticks(1 + random.Below(2 * features.FaultEvery));
        }
    }

    /// <summary>Ends all faults: links are whole, disks fast, clocks right, and every node is up that can be.</summary>
    public void End(SimTime now)
    {
        _later.Clear();
        _next = SimTime.Never;
        network.Heal(now);
        network.Options = new NetworkOptions();
        foreach (var node in nodes)
        {
            node.ClockSpeed = 1;
            node.Disk.Slowness = SimDuration.Zero;
            if (!_gone.Contains(node.Id))
            {
                node.Restart();
            }
        }
    }

    private void Do(SwarmFault fault, SimTime now)
    {
        switch (fault)
        {
            case SwarmFault.Crash:
                Crash(Victim(), now, Ticks(random.Between(1, 60)));
                break;
            case SwarmFault.CrashStorm:
                for (var count = random.Between(2, nodes.Count); count > 0; count--)
                {
                    var victim = Any();
                    Later(now, Ticks(2 * random.NextDouble()), at => Crash(victim, at, Ticks(random.Between(1, 40))));
                }

                break;
            case SwarmFault.Partition or SwarmFault.OneWay:
                Cut(fault == SwarmFault.OneWay, now);
                break;
            case SwarmFault.Flap:
                Flap(now);
                break;
            case SwarmFault.Stall:
                Victim().Stall(Ticks(random.Between(1, 50)));
                break;
            case SwarmFault.SlowDisk:
                var slow = Victim();
                slow.Disk.Slowness = Ticks(random.Between(1, 20));
                Later(now, Ticks(random.Between(10, 100)), _ => slow.Disk.Slowness = SimDuration.Zero);
                break;
            case SwarmFault.Members:
                Reconfigure();
                break;
            case SwarmFault.Transfer:
                Leader()?.Transfer((int)random.Between(1, nodes.Count));
                Touch();
                break;
            case SwarmFault.FlipBit:
                Damage(Any());
                break;
        }
    }

    private void Crash(ConsensusNode node, SimTime now, SimDuration downtime)
    {
        if (node.IsUp)
        {
            node.Crash();
            Later(now, downtime, _ => node.Restart());
        }
    }

    // Either some nodes from the rest, or the leader alone.
    private void Cut(bool isOneWay, SimTime now)
    {
        var all = (1UL << nodes.Count) - 1;
        var first = Side(all);
        if (isOneWay && random.Chance(0.5))
        {
            network.Cut(all & ~first, first, isOneWay, now);
        }
        else
        {
            network.Cut(first, all & ~first, isOneWay, now);
        }

        Later(now, Ticks(random.Between(5, 80)), network.Heal);
    }

    // Cut and whole by turns, a few times or many, faster than a tick or slower; sometimes one link only.
    private void Flap(SimTime now)
    {
        var all = (1UL << nodes.Count) - 1;
        var first = Side(all);
        var second = random.Chance(0.5) ? all & ~first : 1UL << (int)random.Below(nodes.Count) & ~first;
        var (isOneWay, period) = (random.Chance(0.3), random.Between(3, 60) / 10.0);
        for (var turn = random.Between(2, 20); turn >= 0 && second != 0; turn--)
        {
            Later(now, Ticks(2 * turn * period), at => network.Cut(first, second, isOneWay, at));
            Later(now, Ticks(((2 * turn) + 1) * period), at => network.Mend(first, second, isOneWay, at));
        }
    }

    private ulong Side(ulong all)
        => features.AimsAtLeader && Leader() is { } leader ? 1UL << (leader.Id - 1) : 1 + (ulong)random.Below((long)all - 1);

    // A minority may lose its disks for good, and no more.
    private void Damage(ConsensusNode node)
    {
        if (_gone.Count < (nodes.Count - 1) / 2 && _gone.Add(node.Id))
        {
            node.Crash();
            node.Disk.FlipBit();
            if (!node.Disk.IsDamaged)
            {
                // Its disk was empty still: nothing to damage.
                _gone.Remove(node.Id);
                node.Restart();
            }
        }
    }

    private void Reconfigure()
    {
        List<int> voters = [.. Enumerable.Range(1, nodes.Count).Where(_ => random.Chance(0.6))];
        List<int> learners = [.. Enumerable.Range(1, nodes.Count).Where(n => !voters.Contains(n) && random.Chance(0.3))];
        if (voters.Count > 0)
        {
            Leader()?.ProposeConfig(voters, learners);
            Touch();
        }
    }

    // A node does its work when something comes in: what was asked of its core directly would wait for the next tick.
    private void Touch()
    {
        foreach (var node in nodes)
        {
            node.Poke();
        }
    }

    private RaftCore? Leader()
        => nodes.Where(n => n.IsUp).Select(n => n.Protocol).OfType<RaftCore>().Where(r => r.Role == ConsensusRole.Leader).MaxBy(r => r.Term);

    private ConsensusNode Any() => nodes[(int)random.Below(nodes.Count)];

    private ConsensusNode Victim() => features.AimsAtLeader && Leader() is { } leader ? nodes[leader.Id - 1] : Any();

    private void Later(SimTime now, SimDuration delay, Action<SimTime> action) => _later.Enqueue(action, (now + delay).Nanoseconds);

    private static SimDuration Ticks(double count) => SimDuration.FromNanoseconds((long)(SwarmFeatures.Tick.Nanoseconds * count));
}
