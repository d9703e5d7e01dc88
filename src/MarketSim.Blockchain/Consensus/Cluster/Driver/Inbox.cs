using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace MarketSim.Blockchain;

/// <summary>What has come in for a node, and whose turn it is to drive it: many put in, one at a time takes everything and acts on
/// it.</summary>
/// <remarks>Whoever delivers drives the node himself where nobody does. An answer that waits for one command only is thus given
/// without a change of threads, which on a small machine costs as much as a third of a flush. Where somebody drives, he takes what
/// came meanwhile too, so that under load much is done together; but not for ever, since what comes from him waits that long: after
/// some turns the node's own thread goes on.</remarks>
internal sealed class Inbox
{
    private const int MostTurns = 16;

    private readonly object _gate = new();
    private List<NodeInput> _waiting = [];
    private List<NodeInput> _taken = [];
    private Turn? _turn;
    private bool _isDriven = true;
    private bool _isTickDue;
    private bool _isEnded;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Acts on what has come in, and on a tick of the clock where one is due.</summary>
    /// <returns>False to end.</returns>
    public delegate bool Turn(List<NodeInput> inputs, bool isTickDue);

    /// <summary>Whether more has come in since the one who drives took what there was.</summary>
    public bool HasMore => Volatile.Read(ref _waiting).Count > 0;

    /// <summary>Leaves something for whoever drives, or for the node's own thread.</summary>
    public void Put(NodeInput input)
    {
        lock (_gate)
        {
            _waiting.Add(input);
            if (!_isDriven)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Brings something, and drives the node with it where nobody does.</summary>
    public void Deliver(List<NodeInput> inputs)
    {
        if (inputs.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            _waiting.AddRange(inputs);
            if (_isDriven)
            {
                return;
            }

            _isDriven = true;
        }

        Drive(MostTurns);
    }

    /// <summary>Runs until a turn says that it was the last, or fails, or this is stopped; ticks the clock meanwhile.</summary>
    public void Run(Turn turn, TimeSpan tick, CancellationToken stop)
    {
        _turn = turn;
        using var waker = stop.Register(Wake);
        var began = Stopwatch.GetTimestamp();
        var next = tick;
        lock (_gate)
        {
            _isDriven = false;
        }

        while (Await(() => next - Stopwatch.GetElapsedTime(began), stop))
        {
            // One tick at most, after everything that has arrived: a node that was stopped for a while must not wake up believing
            // that all this time nobody spoke to it.
            var now = Stopwatch.GetElapsedTime(began);
            if (TryBegin(isTickDue: now >= next))
            {
                Drive(turns: 1);
            }

            next = now < next ? next : now - next > tick ? now + tick : next + tick;
        }

        _failure?.Throw();
    }

    // Waits for work that nobody does, or for the next tick.
    private bool Await(Func<TimeSpan> untilTick, CancellationToken stop)
    {
        lock (_gate)
        {
            while (!_isEnded && untilTick() is { Ticks: > 0 } patience
                && (_isDriven || (_waiting.Count == 0 && !stop.IsCancellationRequested)))
            {
                Monitor.Wait(_gate, patience);
            }

            // Whoever drives is let finish, and nobody begins again.
            if (stop.IsCancellationRequested && !_isDriven)
            {
                _isEnded = _isDriven = true;
            }

            return !_isEnded;
        }
    }

    private bool TryBegin(bool isTickDue)
    {
        lock (_gate)
        {
            _isTickDue |= isTickDue;
            return !_isDriven && (_isDriven = _isTickDue || _waiting.Count > 0);
        }
    }

    private void Drive(int turns)
    {
        while (Take(mayGoOn: turns-- > 0, out var isTickDue))
        {
            var goesOn = false;
            try
            {
                goesOn = _turn!(_taken, isTickDue);
            }
            catch (Exception problem)
            {
                _failure = ExceptionDispatchInfo.Capture(problem);
            }

            if (!goesOn)
            {
                // It stays driven, so that nobody begins again.
                lock (_gate)
                {
                    _isEnded = true;
                    Monitor.PulseAll(_gate);
                }

                return;
            }
        }
    }

    private bool Take(bool mayGoOn, out bool isTickDue)
    {
        lock (_gate)
        {
            var hasWork = _isTickDue || _waiting.Count > 0;
            _isDriven = hasWork && mayGoOn;
            isTickDue = _isDriven && _isTickDue;
            if (_isDriven)
            {
                _isTickDue = false;
                _taken.Clear();
                (_waiting, _taken) = (_taken, _waiting);
            }
            else if (hasWork)
            {
                Monitor.Pulse(_gate);
            }

            return _isDriven;
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }
}
