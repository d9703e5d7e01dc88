using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class KernelFailureTests
{
    [Fact]
    public void AnActorThatThrowsStopsTheRunAndIsNamedWithTimeAndSeed()
    {
        var kernel = KernelWith("clumsy", _ => throw new FormatException("bad luck"), at: 5);
        var failure = Assert.Throws<ActorFailedException>(() => kernel.Run(SimTime.Never));
        Assert.Equal(
            "Actor 'clumsy' failed at 00:00:00.000000005 in the run of seed 42: bad luck", failure.Message);
        Assert.Equal(("clumsy", new SimTime(5), 42UL), (failure.Actor, failure.Time, failure.Seed));
        Assert.IsType<FormatException>(failure.InnerException);
        Assert.Throws<InvalidOperationException>(() => kernel.Run(SimTime.Never));
    }

    [Fact]
    public void AnActorThatThrowsAtTheStartIsNamedToo()
    {
        var kernel = new Kernel(seed: 42, ConstantLatency.None);
        kernel.Add(new TestActor("clumsy") { Start = _ => throw new FormatException("bad start") });
        Assert.Equal("clumsy", Assert.Throws<ActorFailedException>(() => kernel.Run(SimTime.Never)).Actor);
    }

    [Fact]
    public void ABrokenInvariantPassesAsItIs()
    {
        var kernel = KernelWith("ledger", _ => Guard.That(false, "money is never created"), at: 5);
        Assert.Throws<InvariantViolatedException>(() => kernel.Run(SimTime.Never));
        Assert.Throws<InvalidOperationException>(() => kernel.Run(SimTime.Never));
    }

    [Fact]
    public void AWakeUpInThePastIsRefused()
        => AssertRefused(
            context => context.WakeAt(context.Now - new SimDuration(1)),
            "A wake-up is now or later");

    [Fact]
    public void AMessageThatLeavesInThePastIsRefused()
        => AssertRefused(
            context => context.SendAfter(new SimDuration(-1), context.Self, new Note("?")),
            "leaves now or later");

    [Fact]
    public void AMessageToNobodyIsRefused()
        => AssertRefused(
            context => context.Send(new ActorId(1), new Note("?")),
            "There is no actor 1; ids run from 0 to 0.");

    [Fact]
    public void AnActorCannotRunTheKernel()
    {
        Kernel? kernel = null;
        kernel = KernelWith("meddler", _ => kernel!.Step(), at: 5);
        var failure = Assert.Throws<ActorFailedException>(() => kernel.Run(SimTime.Never));
        Assert.IsType<InvalidOperationException>(failure.InnerException);
    }

    [Fact]
    public void AModelThatLetsMessagesArriveBeforeTheyWereSentBreaksAnInvariant()
    {
        var kernel = new Kernel(1, new Prophecy());
        kernel.Add(new TestActor("a") { Start = context => context.Send(context.Self, new Note("?")) });
        Assert.Throws<InvariantViolatedException>(() => kernel.Run(SimTime.Never));
    }

    [Fact]
    public void AQueueThatTurnsTimeBackBreaksAnInvariant()
    {
        var kernel = new Kernel(1, ConstantLatency.None, queue: new LastInFirstOut());
        kernel.Add(new TestActor("a")
        {
            Start = context =>
            {
                context.WakeAt(new SimTime(1));
                context.WakeAt(new SimTime(2));
            },
        });
        Assert.Throws<InvariantViolatedException>(() => kernel.Run(SimTime.Never));
    }

    private static void AssertRefused(Action<IActorContext> wrong, string sentence)
    {
        var kernel = KernelWith("careless", wrong, at: 10);
        var failure = Assert.Throws<ActorFailedException>(() => kernel.Run(SimTime.Never));
        Assert.Contains(sentence, failure.Message);
        Assert.IsType<ArgumentException>(failure.InnerException, exactMatch: false);
    }

    /// <summary>One actor that does something wrong when woken.</summary>
    private static Kernel KernelWith(string name, Action<IActorContext> wrong, long at)
    {
        var kernel = new Kernel(seed: 42, ConstantLatency.None);
        kernel.Add(new TestActor(name) { Start = context => context.WakeAt(new SimTime(at)), Wake = wrong });
        return kernel;
    }

    private sealed class Prophecy : ILatencyModel
    {
        public SimDuration Between(ActorId from, ActorId to, Rng network) => new(-1);
    }

    private sealed class LastInFirstOut : IEventQueue
    {
        private readonly Stack<(SimTime Time, ScheduledEvent What)> _stack = new();

        public int Count => _stack.Count;

        public SimTime NextTime => _stack.Count == 0 ? SimTime.Never : _stack.Peek().Time;

        public void Add(SimTime time, in ScheduledEvent scheduled) => _stack.Push((time, scheduled));

        public bool TryTake(SimTime until, out SimTime time, out ScheduledEvent scheduled)
        {
            var any = _stack.TryPop(out var top);
            (time, scheduled) = top;
            return any;
        }
    }
}
