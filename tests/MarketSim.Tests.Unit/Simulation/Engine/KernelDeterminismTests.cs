using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class KernelDeterminismTests
{
    private const int Actors = 20;
    private static readonly SimTime End = SimTime.FromMilliseconds(5);

    [Fact]
    public void TwoRunsOfOneSeedDeliverTheSameAndAnotherSeedDoesNot()
    {
        Assert.Equal(Run(seed: 7).Deliveries, Run(seed: 7).Deliveries);
        Assert.NotEqual(Run(seed: 7).Deliveries, Run(seed: 8).Deliveries);
    }

    [Fact]
    public void RunsInParallelThreadsDeliverWhatOneAloneDelivers()
    {
        var alone = Run(seed: 7).Deliveries;
        var together = new ulong[4];
        var threads = Enumerable.Range(0, together.Length)
            .Select(i => new Thread(() => together[i] = Run(seed: 7).Deliveries)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.All(together, hash => Assert.Equal(alone, hash));
    }

    [Fact]
    public void TheQueueAndHowTheRunIsCutInPiecesChangeNothing()
    {
        var whole = Run(seed: 7).Deliveries;
        Assert.Equal(whole, Run(seed: 7, new PlainEventQueue()).Deliveries);
        Assert.Equal(whole, Run(seed: 7, advance: kernel => kernel.Run(End, maxEvents: 3)).Deliveries);
        Assert.Equal(whole, Run(seed: 7, advance: kernel => kernel.Run(
            kernel.Now + new SimDuration(Math.Min(777, (End - kernel.Now).Nanoseconds)))).Deliveries);
    }

    [Fact]
    public void OneMoreActorLeavesTheOthersDrawsUnchanged()
    {
        var before = Run(seed: 7, busy: 0).Chatters;
        var after = Run(seed: 7, busy: 0, extra: new TestActor("newcomer")
        {
            // It draws, and writes to everybody: neither may move anybody's stream.
            Start = context => context.WakeAt(new SimTime(50)),
            Wake = context =>
            {
                context.Random.NextBits();
                for (var other = 0; other < Actors; other++)
                {
                    context.Send(new ActorId(other), new Note("hello"));
                }

                context.WakeAt(context.Now + new SimDuration(500));
            },
        }).Chatters;
        for (var i = 0; i < Actors; i++)
        {
            Assert.True(before[i].Draws.Count > 20);
            Assert.Equal(before[i].Draws, after[i].Draws);
        }

        // Latencies come from the sender's network stream: messages among the old actors arrive when they did
        // before.
        Assert.Equal(
            before[3].Heard, after[3].Heard.Where(line => !line.EndsWith("hello", StringComparison.Ordinal)));
    }

    private static (ulong Deliveries, List<Chatter> Chatters) Run(
        ulong seed,
        IEventQueue? queue = null,
        Func<Kernel, RunOutcome>? advance = null,
        IActor? extra = null,
        long busy = 40)
    {
        var hash = new DeliveryHash();
        var latency = new UniformLatency(new SimDuration(100), new SimDuration(900));
        var kernel = new Kernel(seed, latency, hash, queue);
        var chatters = new List<Chatter>();
        for (var i = 0; i < Actors; i++)
        {
            chatters.Add(new Chatter($"chatter-{i}"));
            kernel.Add(chatters[i], computeDelay: new SimDuration(i % 3 * busy));
        }

        if (extra is not null)
        {
            kernel.Add(extra);
        }

        advance ??= kernel => kernel.Run(End);
        while (advance(kernel) != RunOutcome.NothingLeft && kernel.Now < End)
        {
        }

        return (hash.Value, chatters);
    }

    /// <summary>Wakes at random, and then writes to one of the others at random.</summary>
    private sealed class Chatter(string name) : IActor
    {
        public string Name => name;

        public List<long> Draws { get; } = [];

        public List<string> Heard { get; } = [];

        public void OnStart(IActorContext context) => Sleep(context);

        public void OnMessage(ActorId from, Message message, IActorContext context)
            => Heard.Add($"{context.Now.Nanoseconds} {((Note)message).Text}");

        public void OnWake(IActorContext context)
        {
            var to = new ActorId((int)Draw(context, Actors));
            context.SendAfter(new SimDuration(Draw(context, 3) * 50), to, new Note($"{name} {Draws.Count}"));
            Sleep(context);
        }

        private void Sleep(IActorContext context)
            => context.WakeAt(context.Now + new SimDuration(1_000 + Draw(context, 9_000)));

        private long Draw(IActorContext context, long bound)
        {
            Draws.Add(context.Random.Below(bound));
            return Draws[^1];
        }
    }
}
