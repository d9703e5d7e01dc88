using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class EventQueueTests
{
    public static TheoryData<string> Queues => ["fast", "plain"];

    [Theory]
    [MemberData(nameof(Queues))]
    public void EventsComeInOrderOfTimeAndThenOfAdding(string which)
    {
        var queue = Make(which);
        foreach (var (time, tag) in new[] { (5, 0), (3, 1), (5, 2), (0, 3), (3, 4) })
        {
            queue.Add(new SimTime(time), Tagged(tag));
        }

        Assert.Equal([(0, 3), (3, 1), (3, 4), (5, 0), (5, 2)], TakeAll(queue, SimTime.Never));
    }

    [Theory]
    [MemberData(nameof(Queues))]
    public void NothingLaterThanAskedForIsTaken(string which)
    {
        var queue = Make(which);
        queue.Add(new SimTime(7), Tagged(1));
        Assert.False(queue.TryTake(new SimTime(6), out _, out _));
        Assert.Equal(1, queue.Count);
        Assert.Equal(new SimTime(7), queue.NextTime);
        Assert.True(queue.TryTake(new SimTime(7), out var time, out var scheduled));
        Assert.Equal((7, 1), (time.Nanoseconds, scheduled.To.Value));
        Assert.Equal(0, queue.Count);
        Assert.Equal(SimTime.Never, queue.NextTime);
    }

    [Theory]
    [MemberData(nameof(Queues))]
    public void AnEventBeforeTheBeginningOfTimeIsRefused(string which)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Make(which).Add(new SimTime(-1), Tagged(0)));

    [Fact]
    public void BothQueuesGiveTheSameEventsForRandomWork()
    {
        var first = ulong.TryParse(Environment.GetEnvironmentVariable("MARKETSIM_SEED"), out var given) ? given : 1;
        var cases = (ulong)Effort.Cases(ordinary: 60, nightly: 3_000);
        for (var seed = first; seed < first + cases; seed++)
        {
            try
            {
                Compare(seed, operations: 4_000);
            }
            catch (Exception difference)
            {
                Assert.Fail($"""
                    The queues differ at seed {seed}: {difference.Message}
                    Replay: MARKETSIM_SEED={seed} ./test unit --filter-class '*EventQueueTests'
                    """);
            }
        }
    }

    [Fact]
    public void AWorkingQueueAllocatesNothing()
    {
        var queue = new EventQueue();
        var random = new Rng(1, "queue");
        for (var i = 0; i < 1_000; i++)
        {
            queue.Add(new SimTime(random.Below(1_000)), Tagged(i));
        }

        Churn(queue, random, 1_000);
        Assert.Equal(0, AllocatedBytes.Of(() => Churn(queue, random, 100_000)));
    }

    private static void Churn(EventQueue queue, Rng random, int times)
    {
        for (var i = 0; i < times; i++)
        {
            queue.TryTake(SimTime.Never, out var time, out var scheduled);
            queue.Add(time + new SimDuration(random.Below(1_000)), scheduled);
        }
    }

    private static void Compare(ulong seed, int operations)
    {
        var random = new Rng(seed, "queues");
        var fast = new EventQueue(initialCapacity: 1);
        IEventQueue plain = new PlainEventQueue();

        // Few distinct times make many ties; the share of additions decides whether the queues fill or stay
        // nearly empty.
        var span = random.Between(1, 500);
        var additions = 0.3 + (0.4 * random.NextDouble());
        var latency = random.Between(0, 500);
        var inLine = random.Chance(0.5) ? random.NextDouble() : 0;
        var now = 0L;
        for (var i = 0; i < operations; i++)
        {
            if (random.Chance(additions * inLine))
            {
                // Mostly in order, as messages that travel equally long; sometimes not.
                var time = new SimTime(now + latency + (random.Chance(0.1) ? random.Below(span) : 0));
                fast.AddInLine(time, Tagged(i));
                plain.Add(time, Tagged(i));
            }
            else if (random.Chance(additions))
            {
                var time = new SimTime(now + random.Below(span));
                fast.Add(time, Tagged(i));
                plain.Add(time, Tagged(i));
            }
            else if (random.Chance(0.1))
            {
                Assert.Equal(plain.NextTime, fast.NextTime);
            }
            else
            {
                var until = random.Chance(0.5) ? SimTime.Never : new SimTime(now + random.Below(span));
                var expected = plain.TryTake(until, out var plainTime, out var plainEvent);
                Assert.Equal(expected, fast.TryTake(until, out var time, out var scheduled));
                Assert.Equal((plainTime, plainEvent), (time, scheduled));
                now = expected ? time.Nanoseconds : now;
            }

            Assert.Equal(plain.Count, fast.Count);
        }

        Assert.Equal(TakeAll(plain, SimTime.Never), TakeAll(fast, SimTime.Never));
    }

    private static List<(long Time, int Tag)> TakeAll(IEventQueue queue, SimTime until)
    {
        var taken = new List<(long, int)>();
        while (queue.TryTake(until, out var time, out var scheduled))
        {
            taken.Add((time.Nanoseconds, scheduled.To.Value));
        }

        return taken;
    }

    private static IEventQueue Make(string which) => which == "fast" ? new EventQueue() : new PlainEventQueue();

    private static ScheduledEvent Tagged(int tag)
        => new(ScheduledEventKind.Wake, default, new ActorId(tag), null);
}
