namespace MarketSim.Blockchain;

/// <summary>Commands become final on this machine alone: in its write-ahead log, flushed before anybody is told.</summary>
public sealed class LocalCommitLog : ICommitLog
{
    private readonly WriteAheadLog _log;
    private readonly SessionMachine _machine;
    private readonly CommittedLog _committed = new();
    private readonly object _gate = new();
    private readonly Thread _thread;
    private List<Waiter> _waiting = [];
    private Exception? _failure;
    private bool _isStopping;

    /// <summary>Opens the log in a folder, or begins one.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="machine">What executes the commands; all that are in the log are executed at once.</param>
    /// <exception cref="WalDamagedException">The log was whole once, and is not any longer.</exception>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public LocalCommitLog(string folder, IReplicatedMachine machine)
    {
        _machine = new SessionMachine(machine);
        _log = WriteAheadLog.Open(folder, new WalOptions(), out var contents);
        Note = contents.Note;
        foreach (var entry in contents.Entries)
        {
            _machine.Apply(entry);
        }

        _committed.Add(contents.Entries);
        _thread = new Thread(Run) { IsBackground = true, Name = "local log" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public string Engine => "local";

    /// <summary>What had to be repaired when it was opened, as a sentence; null if nothing.</summary>
    public string? Note { get; }

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk failed: whether this command is in the log is not known.</exception>
    public async Task<CommitResult> CommitAsync(ClientCommand command, CancellationToken cancel)
    {
        var waiter = new Waiter(command, new TaskCompletionSource<CommitResult>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopping, this);
            if (_failure is not null)
            {
                throw new IOException($"The log could not be written: {_failure.Message}", _failure);
            }

            _waiting.Add(waiter);
            Monitor.Pulse(_gate);
        }

        return await waiter.Source.Task.WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LogEntry> ReadAsync(long from, CancellationToken cancel) => _committed.ReadAsync(from, cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _log.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Run()
    {
        while (Take() is { Count: > 0 } taken)
        {
            try
            {
                LogEntry[] entries = [.. taken.Select((w, i) => new LogEntry(
                    1, _log.LastIndex + 1 + i, LogEntryKind.Command, w.Command.Session, w.Command.Sequence, w.Command.Data))];
                _log.Append(entries);
                _log.Flush();
                for (var i = 0; i < entries.Length; i++)
                {
                    taken[i].Source.SetResult(new CommitResult(entries[i].Index, _machine.Apply(entries[i])));
                }

                _committed.Add(entries);
            }
            catch (Exception problem)
            {
                Fail(problem, taken);
                return;
            }
        }
    }

    private List<Waiter> Take()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_isStopping)
            {
                Monitor.Wait(_gate);
            }

            var taken = _waiting;
            _waiting = [];
            return taken;
        }
    }

    private void Fail(Exception problem, List<Waiter> taken)
    {
        lock (_gate)
        {
            _failure = problem;
            taken.AddRange(_waiting);
            _waiting.Clear();
        }

        foreach (var waiter in taken)
        {
            waiter.Source.TrySetException(new IOException($"The log could not be written: {problem.Message}", problem));
        }
    }

    private sealed record Waiter(ClientCommand Command, TaskCompletionSource<CommitResult> Source);
}
