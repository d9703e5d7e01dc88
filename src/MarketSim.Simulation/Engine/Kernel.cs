using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Simulated time: keeps actors, carries their messages and wakes them, in order of time and then of
/// sending.</summary>
/// <remarks>
/// <para>Hot: <see cref="Run"/> handles millions of events per second and allocates nothing itself.</para>
/// <para>One run, one thread. Only <see cref="Stop"/> may be called from another; <see cref="Now"/> and
/// <see cref="EventsProcessed"/> may be read from another to show progress.</para>
/// <para>Source: the event loop, the latency between agents and their computation delay follow Byrd,
/// Hybinette and Balch (2019), "ABIDES: Towards High-Fidelity Market Simulation for AI Research", section
/// 3.</para>
/// </remarks>
public sealed partial class Kernel
{
    private readonly ILatencyModel _latency;
    private readonly IEventQueue _queue;

    // The usual queue once more, by its own type: calls of it are direct. Null with another.
    private readonly EventQueue? _usual;

    // What models that draw nothing are given.
    private readonly Rng _noStream = new(0, "");
    private readonly IKernelObserver? _observer;
    private readonly Dictionary<string, ActorId> _ids = new(StringComparer.Ordinal);

    private readonly bool _keepsOrder;
    private bool _isRandom;
    private readonly SimDuration? _constant;

    private ActorCell[] _cells = [];
    private ActorCell? _current;
    private SimTime _now;
    private long _eventsProcessed;
    private int _actorCount;
    // Events that wait for busy actors, without the first of each: its Ready event in the queue stands for
    // it.
    private int _waitingBehind;
    private bool _started;
    private bool _inRun;
    private bool _failed;
    private volatile bool _stopRequested;

    /// <summary>A kernel without actors, at the beginning of its run.</summary>
    /// <param name="seed">The key, with an actor's name, of its random streams.</param>
    /// <param name="latency">How long messages travel; an instance of this run's own.</param>
    /// <param name="observer">Who watches; nobody if null.</param>
    /// <param name="queue">The queue to use; <see cref="EventQueue"/> if null. The choice never changes what
    /// happens.</param>
    /// <param name="start">Where the clock stands when the actors are started; zero or later.</param>
    public Kernel(
        ulong seed, ILatencyModel latency, IKernelObserver? observer = null, IEventQueue? queue = null, SimTime start = default)
    {
        ArgumentNullException.ThrowIfNull(latency);
        ArgumentOutOfRangeException.ThrowIfLessThan(start, SimTime.Zero);
        _now = start;
        Seed = seed;
        _latency = latency;
        _observer = observer;
        _isRandom = latency.IsRandom;
        _constant = (latency as ConstantLatency)?.Value;
        _queue = queue ?? new EventQueue();
        _usual = _queue as EventQueue;
        _keepsOrder = latency.NeedsOrdering;
    }

    /// <summary>The run's seed.</summary>
    public ulong Seed { get; }

    /// <summary>The present instant of the run.</summary>
    public SimTime Now => _now;

    /// <summary>How many events have been taken from the queue: messages and wake-ups, and the kernel's own
    /// steps where a message leaves late or an actor was busy.</summary>
    public long EventsProcessed => _eventsProcessed;

    /// <summary>How many messages actors have taken.</summary>
    public long MessagesDelivered { get; private set; }

    /// <summary>How many events wait: on their way, or for a busy actor.</summary>
    public int Pending => _queue.Count + _waitingBehind;

    /// <summary>When the next event is due; <see cref="SimTime.Never"/> where none waits. Before the run has
    /// begun, its beginning.</summary>
    public SimTime NextTime => _started ? _queue.NextTime : _now;

    /// <summary>How many actors there are.</summary>
    public int ActorCount => _actorCount;

    /// <summary>Makes room for so many actors at once, where it is known how many there will be.</summary>
    public void EnsureActors(int count)
    {
        if (count > _cells.Length)
        {
            Array.Resize(ref _cells, count);
            _ids.EnsureCapacity(count);
        }
    }

    /// <summary>Adds an actor. Its id is its place in the order of adding.</summary>
    /// <param name="actor">Its name must be unique in the run.</param>
    /// <param name="computeDelay">How long the actor is busy with each event: what it sends leaves after that
    /// time, and what arrives meanwhile waits in order of arrival. Zero or more.</param>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    /// <exception cref="InvalidOperationException">The run has begun.</exception>
    public ActorId Add(IActor actor, SimDuration computeDelay = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (_started)
        {
            throw new InvalidOperationException(
                $"Actor '{actor.Name}' comes too late: actors are added before the run begins.");
        }

        if (computeDelay < SimDuration.Zero)
        {
            throw new ArgumentOutOfRangeException(
                nameof(computeDelay), computeDelay, "A compute delay is zero or more.");
        }

        var name = actor.Name;
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException(
                "An actor needs a name: it is the key of its random stream.", nameof(actor));
        }

        var id = new ActorId(_actorCount);
        if (!_ids.TryAdd(name, id))
        {
            throw new ArgumentException(
                $"There is already an actor named '{name}'; names are unique in a run.", nameof(actor));
        }

        if (_actorCount == _cells.Length)
        {
            Array.Resize(ref _cells, Math.Max(16, _cells.Length * 2));
        }

        _cells[_actorCount++] = new ActorCell(this, actor, name, id, computeDelay);
        (_latency as IKnowsActors)?.OnAdded(id, name, Seed);
        return id;
    }

    /// <summary>The id of the actor with this name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ActorId IdOf(string name)
        => _ids.TryGetValue(name, out var id)
            ? id
            : throw new ArgumentException($"There is no actor named '{name}'.", nameof(name));

    /// <summary>The name of an actor.</summary>
    public string NameOf(ActorId id) => Cell(id).Name;

    /// <summary>Handles all events due until an instant, it included, unless stopped before. Actors' start
    /// comes first.</summary>
    /// <param name="until">Not before <see cref="Now"/>. When everything due by then is handled, it is the
    /// present instant (unless it is <see cref="SimTime.Never"/>).</param>
    /// <param name="maxEvents">How many events to handle at most.</param>
    /// <exception cref="ActorFailedException">An actor threw; the run cannot go on.</exception>
    /// <exception cref="InvariantViolatedException">Something impossible happened; the run cannot go
    /// on.</exception>
    public RunOutcome Run(SimTime until, long maxEvents = long.MaxValue)
    {
        if (until < _now)
        {
            throw new ArgumentOutOfRangeException(
                nameof(until), until, $"Time does not run backwards: it is {_now} already.");
        }

        if (_failed || _inRun)
        {
            throw new InvalidOperationException(_failed
                ? $"This run failed at {_now} and cannot go on."
                : "An actor or observer must not run the kernel that runs it.");
        }

        _inRun = true;
        try
        {
            Start();
            return Loop(until, maxEvents);
        }
        catch (Exception cause)
        {
            _failed = true;
            if (cause is InvariantViolatedException || _current is null)
            {
                throw;
            }

            throw new ActorFailedException(_current.Name, _now, Seed, cause);
        }
        finally
        {
            _inRun = false;
            _current = null;
        }
    }

    /// <summary>Handles the next event, however far away it is.</summary>
    /// <returns>False where no event waits, or the run was stopped.</returns>
    public bool Step()
    {
        var before = _eventsProcessed;
        Run(SimTime.Never, 1);
        return _eventsProcessed > before;
    }

    /// <summary>Lets <see cref="Run"/> return after the event in hand; if none is running, the next one
    /// returns at once. A further call of it goes on. May be called from any thread, and at any
    /// time.</summary>
    public void Stop() => _stopRequested = true;

    /// <summary>Sends a message in an actor's name from outside the run, between two events: it leaves
    /// now.</summary>
    /// <remarks>For a person who takes part by hand. Whoever calls this records it, for the seed alone no
    /// longer tells the run.</remarks>
    public void Inject(ActorId from, ActorId to, Message message)
    {
        if (_inRun)
        {
            throw new InvalidOperationException("A message comes from outside only between two events.");
        }

        _isRandom = _latency.IsRandom;
        Send(Cell(from), SimDuration.Zero, to, message);
    }

    private void Start()
    {
        if (_started)
        {
            return;
        }

        _started = true;
        _isRandom = _latency.IsRandom;
        for (var i = 0; i < _actorCount; i++)
        {
            _current = _cells[i];
            _current.BusyUntil = _now + _current.ComputeDelay;
            _current.Actor.OnStart(_current);
        }

        _current = null;
    }

    private RunOutcome Loop(SimTime until, long maxEvents)
    {
        var last = maxEvents > long.MaxValue - _eventsProcessed ? long.MaxValue : _eventsProcessed + maxEvents;
        while (true)
        {
            if (_stopRequested)
            {
                _stopRequested = false;
                return RunOutcome.Stopped;
            }

            if (_eventsProcessed >= last && _queue.NextTime <= until)
            {
                return RunOutcome.ReachedCount;
            }

            if (!(_usual is { } usual
                ? usual.TryTake(until, out var time, out var next)
                : _queue.TryTake(until, out time, out next)))
            {
                break;
            }

            Guard.That(time >= _now, "time never runs backwards");
            _now = time;
            _eventsProcessed++;
            Process(next);
        }

        if (until != SimTime.Never)
        {
            _now = until;
        }

        return Pending == 0 ? RunOutcome.NothingLeft : RunOutcome.ReachedTime;
    }

    private void Process(in ScheduledEvent next)
    {
        var cell = _cells[next.To.Value];
        switch (next.Kind)
        {
            case ScheduledEventKind.Departure:
                Depart(_cells[next.From.Value], _now, next.To, next.Message!);
                return;
            case ScheduledEventKind.Ready:
                Handle(cell, cell.Waiting.Dequeue());
                break;
            default:
                if (cell.HasWaiting || cell.BusyUntil > _now)
                {
                    Wait(cell, next);
                }
                else
                {
                    Handle(cell, next);
                }

                break;
        }
    }

    /// <summary>Puts an event behind those that wait for a busy actor. One event stands in the queue for all
    /// that wait.</summary>
    private void Wait(ActorCell cell, in ScheduledEvent next)
    {
        if (cell.HasWaiting)
        {
            _waitingBehind++;
        }
        else
        {
            ScheduleReady(cell);
        }

        cell.Waiting.Enqueue(next);
    }

    private void Handle(ActorCell cell, in ScheduledEvent next)
    {
        _observer?.OnHandling(_now, next.From, next.To, next.Message);
        _current = cell;
        cell.BusyUntil = _now + cell.ComputeDelay;
        if (next.Kind == ScheduledEventKind.Delivery)
        {
            MessagesDelivered++;
            cell.Actor.OnMessage(next.From, next.Message!, cell);
        }
        else
        {
            cell.Actor.OnWake(cell);
        }

        _current = null;
        if (cell.HasWaiting)
        {
            _waitingBehind--;
            ScheduleReady(cell);
        }
    }

    private ActorCell Cell(ActorId id)
        => (uint)id.Value < (uint)_actorCount ? _cells[id.Value] : throw NoSuchActor(id);

    private ArgumentException NoSuchActor(ActorId id)
        => new(_actorCount == 0
            ? $"There is no actor {id}: there are none yet."
            : $"There is no actor {id}; ids run from 0 to {_actorCount - 1}.");
}
