using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class KernelTests
{
    [Fact]
    public void MessagesArriveByTimeAndThenInTheOrderOfSending()
    {
        var listener = new TestActor("listener");
        var kernel = Kernel(latency: 10);
        var to = kernel.Add(listener);
        kernel.Add(new TestActor("a")
        {
            Start = context =>
            {
                context.SendAfter(new SimDuration(5), to, new Note("a late"));
                context.Send(to, new Note("a first"));
            },
        });
        kernel.Add(new TestActor("b") { Start = context => context.Send(to, new Note("b")) });

        Assert.Equal(RunOutcome.NothingLeft, kernel.Run(SimTime.Never));
        Assert.Equal(["10 a first", "10 b", "15 a late"], listener.Heard);
        Assert.Equal((3, 15, 0), (kernel.EventsProcessed, kernel.Now.Nanoseconds, kernel.Pending));
    }

    [Fact]
    public void TimeBeginsWhereTheKernelIsTold()
    {
        var started = SimTime.Never;
        var kernel = new Kernel(1, new ConstantLatency(new SimDuration(10)), start: new SimTime(500));
        kernel.Add(new TestActor("a")
        {
            Start = context =>
            {
                started = context.Now;
                context.Send(context.Self, new Note("later"));
            },
        });

        Assert.Equal((500, 500), (kernel.Now.Nanoseconds, kernel.NextTime.Nanoseconds));
        kernel.Run(SimTime.Never);
        Assert.Equal((500, 510), (started.Nanoseconds, kernel.Now.Nanoseconds));
        Assert.Throws<ArgumentOutOfRangeException>(() => kernel.Run(new SimTime(499)));
    }

    [Fact]
    public void WithoutLatencyWhatIsSentAtAnInstantIsHandledAtThatInstantAfterWhatWasSentBefore()
    {
        var order = new List<string>();
        var kernel = Kernel(latency: 0);
        ActorId second = new(1);
        kernel.Add(new TestActor("first")
        {
            Start = context =>
            {
                context.Send(context.Self, new Note("1"));
                context.Send(second, new Note("2"));
            },
            Message = (_, note, context) =>
            {
                order.Add($"first {note.Text}");
                if (note.Text == "1")
                {
                    context.Send(context.Self, new Note("3"));
                }
            },
        });
        kernel.Add(new TestActor("second") { Message = (_, note, _) => order.Add($"second {note.Text}") });

        kernel.Run(SimTime.Zero);
        Assert.Equal(["first 1", "second 2", "first 3"], order);
        Assert.Equal(SimTime.Zero, kernel.Now);
    }

    [Fact]
    public void EachWakeUpComesAtItsInstant()
    {
        var sleeper = new TestActor("sleeper")
        {
            Start = context =>
            {
                context.WakeAt(new SimTime(30));
                context.WakeAt(new SimTime(20));
                context.WakeAt(new SimTime(20));
                context.WakeAt(SimTime.Zero);
                context.WakeAt(SimTime.Never);
            },
        };
        var kernel = Kernel();
        kernel.Add(sleeper);
        kernel.Run(SimTime.Never);
        Assert.Equal(["0 wake", "20 wake", "20 wake", "30 wake"], sleeper.Heard);
    }

    [Fact]
    public void ARunToAnInstantHandlesWhatIsDueThenAndLeavesTheRest()
    {
        var sleeper = Sleeper(10, 20, 21);
        var kernel = Kernel();
        kernel.Add(sleeper);
        Assert.Equal(RunOutcome.ReachedTime, kernel.Run(new SimTime(20)));
        Assert.Equal(["10 wake", "20 wake"], sleeper.Heard);
        Assert.Equal((20, 1, 21), (kernel.Now.Nanoseconds, kernel.Pending, kernel.NextTime.Nanoseconds));
        Assert.Equal(RunOutcome.NothingLeft, kernel.Run(new SimTime(40)));
        Assert.Equal(40, kernel.Now.Nanoseconds);
        Assert.Throws<ArgumentOutOfRangeException>(() => kernel.Run(new SimTime(39)));
    }

    [Fact]
    public void AStepHandlesOneEvent()
    {
        var sleeper = Sleeper(10, 10, 30);
        var kernel = Kernel();
        kernel.Add(sleeper);
        Assert.True(kernel.Step());
        Assert.Single(sleeper.Heard);
        Assert.Equal(RunOutcome.ReachedCount, kernel.Run(SimTime.Never, maxEvents: 1));
        Assert.Equal(2, sleeper.Heard.Count);
        Assert.True(kernel.Step());
        Assert.False(kernel.Step());
        Assert.Equal(3, kernel.EventsProcessed);
    }

    [Fact]
    public void AStoppedRunEndsAfterTheEventInHandAndCanGoOn()
    {
        Kernel? kernel = null;
        var sleeper = new TestActor("sleeper")
        {
            Start = context => Array.ForEach([10, 20, 30], time => context.WakeAt(new SimTime(time))),
            Wake = context =>
            {
                if (context.Now.Nanoseconds == 20)
                {
                    kernel!.Stop();
                }
            },
        };
        kernel = Kernel();
        kernel.Add(sleeper);
        Assert.Equal(RunOutcome.Stopped, kernel.Run(new SimTime(100)));
        Assert.Equal((20, 2), (kernel.Now.Nanoseconds, sleeper.Heard.Count));
        Assert.Equal(RunOutcome.NothingLeft, kernel.Run(new SimTime(100)));
        Assert.Equal(3, sleeper.Heard.Count);
    }

    [Fact]
    public void ANameIsTakenOnceAndNeverEmptyAndActorsComeBeforeTheRun()
    {
        var kernel = Kernel();
        Assert.Equal(0, kernel.Add(new TestActor("maker")).Value);
        Assert.Equal(1, kernel.Add(new TestActor("taker")).Value);
        Assert.Contains(
            "'maker'", Assert.Throws<ArgumentException>(() => kernel.Add(new TestActor("maker"))).Message);
        Assert.Throws<ArgumentException>(() => kernel.Add(new TestActor(" ")));
        Assert.Equal(
            (2, 1, "taker"), (kernel.ActorCount, kernel.IdOf("taker").Value, kernel.NameOf(new ActorId(1))));
        Assert.Throws<ArgumentException>(() => kernel.IdOf("nobody"));
        kernel.Run(SimTime.Never);
        Assert.Throws<InvalidOperationException>(() => kernel.Add(new TestActor("late")));
    }

    [Fact]
    public void AMessageFromOutsideTravelsLikeAnyOther()
    {
        var listener = new TestActor("listener");
        var kernel = Kernel(latency: 10);
        var from = kernel.Add(new TestActor("by hand"));
        var to = kernel.Add(listener);
        kernel.Run(new SimTime(7));
        kernel.Inject(from, to, new Note("hello"));
        kernel.Run(SimTime.Never);
        Assert.Equal(["17 hello"], listener.Heard);
    }

    private static Kernel Kernel(long latency = 0) => new(seed: 1, new ConstantLatency(new SimDuration(latency)));

    private static TestActor Sleeper(params long[] wakeUps)
        => new("sleeper") { Start = context => Array.ForEach(wakeUps, time => context.WakeAt(new SimTime(time))) };
}
