namespace MarketSim.Simulation;

/// <summary>A few threads that carry out numbered pieces of work together with the caller, again and again.</summary>
/// <remarks>Which thread takes which piece is open, so pieces must not touch one another's data; then the outcome is the same however
/// many threads there are. The threads wait on events between two calls: they cost nothing then, and starting them costs some
/// microseconds, a few of which are spent spinning.</remarks>
internal sealed class Crew : IDisposable
{
    private readonly Thread[] _threads;
    private readonly ManualResetEventSlim[] _starts;
    private readonly CountdownEvent _finished;
    private Action<int>? _work;
    private Exception? _failure;
    private int _count;
    private int _next;
    private volatile bool _isDisposed;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many work, the caller included; at least one.</param>
    public Crew(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _finished = new CountdownEvent(Math.Max(1, threads - 1));
        _starts = [.. Enumerable.Range(1, threads - 1).Select(_ => new ManualResetEventSlim(initialState: false))];
        _threads = [.. _starts.Select(start => new Thread(() => Serve(start)) { IsBackground = true, Name = "market environments" })];
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>Carries out all pieces; returns when the last is done.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="work">Carries out the piece of a number from zero.</param>
    /// <exception cref="Exception">Whatever one of them threw; the first, where several did. The others are carried out
    /// nevertheless.</exception>
    public void Do(int count, Action<int> work)
    {
        (_work, _count, _next, _failure) = (work, count, 0, null);
        if (_threads.Length == 0 || count < 2)
        {
            TakePieces();
        }
        else
        {
            _finished.Reset();
            foreach (var start in _starts)
            {
                start.Set();
            }

            TakePieces();
            _finished.Wait();
        }

        if (_failure is { } failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        foreach (var start in _starts)
        {
            start.Set();
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }

        foreach (var start in _starts)
        {
            start.Dispose();
        }

        _finished.Dispose();
    }

    private void Serve(ManualResetEventSlim start)
    {
        while (true)
        {
            start.Wait();
            start.Reset();
            if (_isDisposed)
            {
                return;
            }

            TakePieces();
            _finished.Signal();
        }
    }

    private void TakePieces()
    {
        while (Interlocked.Increment(ref _next) - 1 is var piece && piece < _count)
        {
            try
            {
                _work!(piece);
            }
            catch (Exception failure)
            {
                Interlocked.CompareExchange(ref _failure, failure, null);
            }
        }
    }
}
