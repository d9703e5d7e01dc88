using System.Collections.Concurrent;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One run that somebody watches: paced, paused, stepped, stopped, and traded in by hand.</summary>
/// <remarks>
/// <para><see cref="Run"/> belongs to the thread of the simulation. Everything else may be called from any
/// thread, and takes effect between two events, in the order of the calls. Nothing of it but
/// <see cref="Inject"/> changes what happens in the run.</para>
/// <code>
///            Pause, Step
///   Running ────────────▶ Paused ──┐ Step, StepUntil: handles events, then pauses again
///      ▲ ◀──────────────────┘ ▲────┘
///      │      Resume
///      └─▶ Finished (the end is reached) · Stopped (Stop) · Failed (the kernel threw): each for good
/// </code>
/// </remarks>
public sealed class Session
{
    // The longest single wait at a limited speed: so often the run's time is moved on where nothing happens,
    // for those who watch.
    private const long LongestWait = 50_000_000;

    // About a millisecond of work.
    private const long MostEventsBeforeACommand = 5_000;

    private readonly Kernel _kernel;
    private readonly SimTime _end;
    private readonly IWallClock _clock;
    private readonly ConcurrentQueue<Action> _commands = new();
    private readonly List<Injection> _injections = [];

    private volatile SessionState _state = SessionState.Running;
    private Speed _speed;
    private SimTime _stepUntil;
    private long _stepsLeft;

    // Where simulated and wall time were last tied together.
    private SimTime _anchor;
    private long _wallAnchor;

    /// <summary>A session over a kernel whose actors have been added. It begins running when
    /// <see cref="Run"/> is called.</summary>
    /// <param name="end">The last instant of the run; with <see cref="SimTime.Never"/> it ends when nothing
    /// is left to do.</param>
    public Session(Kernel kernel, SimTime end, IWallClock clock, Speed speed = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(clock);
        (_kernel, _end, _clock, _speed) = (kernel, end, clock, speed);
    }

    /// <summary>What the session does at present.</summary>
    public SessionState State => _state;

    /// <summary>How fast it goes.</summary>
    public Speed Speed => _speed;

    /// <summary>The run's present instant.</summary>
    public SimTime Now => _kernel.Now;

    /// <summary>How many events the run has handled.</summary>
    public long EventsProcessed => _kernel.EventsProcessed;

    /// <summary>What was sent by hand, in order: with the seed, enough to run it again. Read it after
    /// <see cref="Run"/>.</summary>
    public IReadOnlyList<Injection> Injections => _injections;

    /// <summary>Stops where it is; <see cref="Resume"/> goes on.</summary>
    public void Pause() => Command(() => _state = SessionState.Paused);

    /// <summary>Goes on after a pause.</summary>
    public void Resume() => Command(() =>
    {
        _state = SessionState.Running;
        Anchor();
    });

    /// <summary>Handles some events at once, then pauses.</summary>
    /// <param name="events">At least one.</param>
    public void Step(long events = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(events, 1);
        Command(() => BeginSteps(_end, events));
    }

    /// <summary>Handles everything until an instant, it included, as fast as possible, then pauses.</summary>
    public void StepUntil(SimTime time) => Command(() => BeginSteps(time < _end ? time : _end, long.MaxValue));

    /// <summary>Goes faster or slower from here on.</summary>
    public void ChangeSpeed(Speed speed) => Command(() =>
    {
        _speed = speed;
        Anchor();
    });

    /// <summary>Sends a message in an actor's name, as a person who trades by hand does. It leaves at the
    /// run's present instant.</summary>
    public void Inject(ActorId from, ActorId to, Message message) => Command(() =>
    {
        _kernel.Inject(from, to, message);
        _injections.Add(new Injection(_kernel.EventsProcessed, _kernel.Now, from, to, message));
    });

    /// <summary>Looks at the run between two events, on its own thread; what is done must change nothing.</summary>
    public void Look(Action look) => Command(look);

    /// <summary>Does something between two events that sends messages in the name of an actor of the run, as <see cref="Inject"/>
    /// does, but through the actor itself. Whoever calls this has what was sent recorded by the venue.</summary>
    public void Act(Action act) => Command(act);

    /// <summary>Ends the session where it is, for good.</summary>
    public void Stop() => Command(() => _state = SessionState.Stopped);

    /// <summary>Runs on this thread until the session is finished or stopped.</summary>
    /// <exception cref="ActorFailedException">An actor threw.</exception>
    public SessionState Run()
    {
        Anchor();
        try
        {
            TakeCommands();
            while (!IsOver)
            {
                GoOn();
                TakeCommands();
            }
        }
        catch
        {
            _state = SessionState.Failed;
            throw;
        }

        return _state;
    }

    private bool IsOver => _state is SessionState.Stopped or SessionState.Finished;

    private void Command(Action command)
    {
        _commands.Enqueue(command);
        _kernel.Stop();
        _clock.Interrupt();
    }

    private void TakeCommands()
    {
        if (_state == SessionState.Running && !_speed.IsMax && !_commands.IsEmpty)
        {
            ReachTheInstantOfTheCommand();
        }

        while (!IsOver && _commands.TryDequeue(out var command))
        {
            command();
        }
    }

    /// <summary>Brings the run to where it should be by the wall clock, so that a pause shows, and an order
    /// by hand leaves at, the instant that its author saw. A run that lags far behind obeys where it
    /// is.</summary>
    private void ReachTheInstantOfTheCommand()
    {
        var due = DueTime();
        var outcome = _kernel.Run(due, MostEventsBeforeACommand);
        if (outcome == RunOutcome.Stopped)
        {
            // That was the stop by which the command announced itself.
            outcome = _kernel.Run(due, MostEventsBeforeACommand);
        }

        NoteEnd(outcome);
    }

    private void GoOn()
    {
        if (_state == SessionState.Paused)
        {
            _clock.Wait(long.MaxValue);
        }
        else if (_state == SessionState.Stepping)
        {
            TakeSteps();
        }
        else if (_speed.IsMax)
        {
            NoteEnd(_kernel.Run(_end));
        }
        else
        {
            CatchUpAndWait();
        }
    }

    private void BeginSteps(SimTime until, long events)
    {
        _state = until < _kernel.Now ? SessionState.Paused : SessionState.Stepping;
        (_stepUntil, _stepsLeft) = (until, events);
    }

    private void TakeSteps()
    {
        var before = _kernel.EventsProcessed;
        var outcome = _kernel.Run(_stepUntil, _stepsLeft);
        if (outcome == RunOutcome.Stopped)
        {
            // A command came in between; the rest of the steps follows unless it said otherwise.
            _stepsLeft -= _kernel.EventsProcessed - before;
            return;
        }

        _state = SessionState.Paused;
        NoteEnd(outcome);
    }

    /// <summary>Handles what is due by the wall clock, then waits for the next event to be due.</summary>
    private void CatchUpAndWait()
    {
        var outcome = _kernel.Run(DueTime());
        NoteEnd(outcome);
        if (outcome == RunOutcome.Stopped || IsOver)
        {
            return;
        }

        var next = _kernel.NextTime < _end ? _kernel.NextTime : _end;
        var wait = ((next - _anchor).Nanoseconds / _speed.Multiple) - (_clock.Nanoseconds - _wallAnchor);
        if (wait >= 0)
        {
            _clock.Wait((long)Math.Clamp(Math.Ceiling(wait), 1, LongestWait));
        }
    }

    /// <summary>The instant that the run should have reached by now.</summary>
    private SimTime DueTime()
    {
        var passed = (_clock.Nanoseconds - _wallAnchor) * _speed.Multiple;
        if (passed >= (_end - _anchor).Nanoseconds)
        {
            return _end;
        }

        var due = _anchor + new SimDuration((long)passed);
        return due > _kernel.Now ? due : _kernel.Now;
    }

    private void NoteEnd(RunOutcome outcome)
    {
        var isOver = _end == SimTime.Never
            ? outcome == RunOutcome.NothingLeft
            : outcome is RunOutcome.ReachedTime or RunOutcome.NothingLeft && _kernel.Now >= _end;
        if (isOver)
        {
            _state = SessionState.Finished;
        }
    }

    private void Anchor() => (_anchor, _wallAnchor) = (_kernel.Now, _clock.Nanoseconds);
}

/// <summary>What a session does.</summary>
public enum SessionState
{
    /// <summary>Events are handled, at the set speed.</summary>
    Running,

    /// <summary>It handles the events of a step, and will then pause.</summary>
    Stepping,

    /// <summary>It waits to be told to go on.</summary>
    Paused,

    /// <summary>It has reached its end.</summary>
    Finished,

    /// <summary>It was ended before its end.</summary>
    Stopped,

    /// <summary>The run failed.</summary>
    Failed,
}

/// <summary>A message that was sent by hand.</summary>
/// <param name="AfterEvents">How many events the run had handled.</param>
/// <param name="Time">The run's instant.</param>
/// <param name="From">In whose name.</param>
/// <param name="To">To whom.</param>
/// <param name="Message">What.</param>
public sealed record Injection(long AfterEvents, SimTime Time, ActorId From, ActorId To, Message Message);
