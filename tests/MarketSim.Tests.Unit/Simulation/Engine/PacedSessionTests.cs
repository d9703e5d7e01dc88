using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class PacedSessionTests
{
    private readonly FakeWallClock _clock = new();
    private readonly DeliveryHash _hash = new();
    private readonly List<(long Simulated, long Wall)> _beats = [];

    [Fact]
    public void AtFullSpeedNobodyWaits()
    {
        var session = Session(Speed.Max);
        Assert.Equal(SessionState.Finished, session.Run());
        Assert.Equal((SimTime.FromMilliseconds(100), 10), (session.Now, _beats.Count));
        Assert.Equal(1_000_000, _clock.Nanoseconds);
    }

    [Theory]
    [InlineData("1x", 1)]
    [InlineData("10x", 0.1)]
    [InlineData("0.5x", 2)]
    public void AtAMultipleOfRealTimeEachEventComesWhenItIsDue(string speed, double wallPerSimulated)
    {
        Session(Speed.Parse(speed)).Run();
        Assert.Equal(10, _beats.Count);
        Assert.All(_beats, beat => Assert.InRange(beat.Wall - (beat.Simulated * wallPerSimulated), 0, 2));
        Assert.InRange(_clock.Nanoseconds - 1_000_000 - (100_000_000 * wallPerSimulated), 0, 2);
    }

    [Fact]
    public void TheSpeedCanBeChangedWhileRunning()
    {
        var session = Session(Speed.RealTime);
        _clock.At(45, () => session.ChangeSpeed(Speed.Times(0.5)));
        _clock.At(100, () => session.ChangeSpeed(Speed.Max));
        session.Run();

        // 45 ms at real time, then 27.5 ms of the run in 55 ms, then the rest at once.
        Assert.InRange(_beats[3].Wall, 40_000_000, 40_000_002);
        Assert.InRange(_beats[4].Wall, 55_000_000, 55_000_002);
        Assert.InRange(_beats[6].Wall, 95_000_000, 95_000_002);
        Assert.All(_beats[7..], beat => Assert.Equal(100_000_000, beat.Wall));
    }

    [Fact]
    public void APausedRunStandsStillUntilItIsResumed()
    {
        var session = Session(Speed.RealTime);
        _clock.At(35, session.Pause);
        _clock.At(500, () =>
        {
            Assert.Equal((SessionState.Paused, SimTime.FromMilliseconds(35)), (session.State, session.Now));
            session.Resume();
        });
        Assert.Equal(SessionState.Finished, session.Run());
        Assert.InRange(_beats[2].Wall, 30_000_000, 30_000_002);
        Assert.InRange(_beats[3].Wall, 505_000_000, 505_000_002);
    }

    [Fact]
    public void StepsHandleSoManyEventsOrReachAnInstantAndPauseAgain()
    {
        var session = Session(Speed.RealTime);
        var seen = new List<(long Time, int Beats)>();
        void Note() => seen.Add((session.Now.Nanoseconds / 1_000_000, _beats.Count));
        session.Pause();
        _clock.At(1, () => session.Step());
        _clock.At(2, () => { Note(); session.Step(3); });
        _clock.At(3, () => { Note(); session.StepUntil(SimTime.FromMilliseconds(65)); });
        _clock.At(4, () => { Note(); session.StepUntil(SimTime.FromMilliseconds(5)); });
        _clock.At(5, () => { Note(); session.Step(100); });
        Assert.Equal(SessionState.Finished, session.Run());
        Assert.Equal([(10, 1), (40, 4), (65, 6), (65, 6)], seen);
        Assert.Equal(10, _beats.Count);
    }

    [Fact]
    public void AStoppedSessionEndsWhereItIsForGood()
    {
        var session = Session(Speed.RealTime);
        _clock.At(35, session.Stop);
        Assert.Equal(SessionState.Stopped, session.Run());
        Assert.Equal((SimTime.FromMilliseconds(35), 3), (session.Now, _beats.Count));
        session.Resume();
        Assert.Equal(SessionState.Stopped, session.Run());
        Assert.Equal(3, _beats.Count);
    }

    [Fact]
    public void PacingAndPausesChangeNothingOfWhatHappens()
    {
        Session(Speed.Max).Run();
        var undisturbed = _hash.Value;

        var disturbed = new PacedSessionTests();
        var session = disturbed.Session(Speed.Times(3));
        disturbed._clock.At(4, session.Pause);
        disturbed._clock.At(6, () => session.Step(2));
        disturbed._clock.At(7, session.Resume);
        disturbed._clock.At(12, () => session.ChangeSpeed(Speed.Times(0.7)));
        Assert.Equal(SessionState.Finished, session.Run());
        Assert.Equal(undisturbed, disturbed._hash.Value);
    }

    [Fact]
    public void ASessionWithoutEndFinishesWhenNothingIsLeftToDo()
    {
        var kernel = new Kernel(1, ConstantLatency.None);
        kernel.Add(new TestActor("once") { Start = context => context.WakeAt(SimTime.FromMilliseconds(3)) });
        var session = new Session(kernel, SimTime.Never, _clock, Speed.RealTime);
        Assert.Equal(SessionState.Finished, session.Run());
        Assert.Equal(SimTime.FromMilliseconds(3), session.Now);
    }

    [Fact]
    public void AFailingActorFailsTheSession()
    {
        var kernel = new Kernel(1, ConstantLatency.None);
        kernel.Add(new TestActor("clumsy") { Start = _ => throw new FormatException("bad luck") });
        var session = new Session(kernel, SimTime.Never, _clock);
        Assert.Throws<ActorFailedException>(() => session.Run());
        Assert.Equal(SessionState.Failed, session.State);
    }

    [Fact]
    public void WhatWasSentByHandIsRecordedAndTheRunRepeatsFromTheRecord()
    {
        var session = Session(Speed.RealTime);
        ActorId from = new(1), to = new(0);
        _clock.At(33, () => session.Inject(from, to, new Note("buy")));
        _clock.At(60, () => session.Inject(from, to, new Note("sell")));
        session.Run();
        Assert.Equal([(33, "buy"), (60, "sell")], session.Injections.Select(
            i => ((int)(i.Time.Nanoseconds / 1_000_000), ((Note)i.Message).Text)));

        var again = new DeliveryHash();
        var kernel = Kernel(again, () => { });
        foreach (var injection in session.Injections)
        {
            kernel.Run(injection.Time, injection.AfterEvents - kernel.EventsProcessed);
            Assert.Equal((injection.Time, injection.AfterEvents), (kernel.Now, kernel.EventsProcessed));
            kernel.Inject(injection.From, injection.To, injection.Message);
        }

        kernel.Run(SimTime.FromMilliseconds(100));
        Assert.Equal(_hash.Value, again.Value);
    }

    [Fact]
    public void CommandsFromOtherThreadsAreTakenBetweenEvents()
    {
        // An actor that never comes to an end: only a command from another thread can stop it.
        var kernel = new Kernel(1, ConstantLatency.None);
        kernel.Add(new TestActor("restless")
        {
            Start = context => context.WakeAt(SimTime.Zero),
            Wake = context => context.WakeAt(context.Now + new SimDuration(1)),
        });
        using var clock = new SignalClock();
        var session = new Session(kernel, SimTime.Never, clock);
        var run = new Thread(() => session.Run());
        run.Start();
        SpinWait.SpinUntil(() => session.EventsProcessed > 100);
        session.Pause();
        Assert.True(SpinWait.SpinUntil(() => session.State == SessionState.Paused, TimeSpan.FromSeconds(10)));
        var events = session.EventsProcessed;
        session.Step(5);
        Assert.True(SpinWait.SpinUntil(() => session.EventsProcessed == events + 5, TimeSpan.FromSeconds(10)));
        Assert.True(SpinWait.SpinUntil(() => session.State == SessionState.Paused, TimeSpan.FromSeconds(10)));
        session.Resume();
        Assert.True(SpinWait.SpinUntil(() => session.EventsProcessed > events + 100, TimeSpan.FromSeconds(10)));
        session.Stop();
        Assert.True(run.Join(TimeSpan.FromSeconds(10)));
        Assert.Equal(SessionState.Stopped, session.State);
    }

    /// <summary>A run of 100 ms: a heart that beats every 10 ms, and a listener to which it writes over a
    /// random network.</summary>
    private Session Session(Speed speed)
    {
        var start = _clock.Nanoseconds;
        Kernel? kernel = null;
        kernel = Kernel(_hash, () => _beats.Add((kernel!.Now.Nanoseconds, _clock.Nanoseconds - start)));
        return new Session(kernel, SimTime.FromMilliseconds(100), _clock, speed);
    }

    private static Kernel Kernel(DeliveryHash hash, Action onBeat)
    {
        var kernel = new Kernel(1, new UniformLatency(SimDuration.Zero, SimDuration.Zero), hash);
        kernel.Add(new TestActor("heart")
        {
            Start = context => context.WakeAt(SimTime.FromMilliseconds(10)),
            Wake = context =>
            {
                onBeat();
                context.WakeAt(context.Now + SimDuration.FromMilliseconds(10));
            },
        });
        kernel.Add(new TestActor("hand"));
        return kernel;
    }

    /// <summary>A clock that stands still, but whose waits are real and end when interrupted.</summary>
    private sealed class SignalClock : IWallClock, IDisposable
    {
        private readonly AutoResetEvent _signal = new(initialState: false);

        public long Nanoseconds => 0;

        public void Wait(long nanoseconds) => _signal.WaitOne();

        public void Interrupt() => _signal.Set();

        public void Dispose() => _signal.Dispose();
    }
}
