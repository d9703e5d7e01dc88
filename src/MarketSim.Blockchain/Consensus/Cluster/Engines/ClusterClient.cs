using System.Collections.Concurrent;
using System.Diagnostics;

namespace MarketSim.Blockchain;

/// <summary>A client of a real cluster: sends commands to a node, and to another one with the same session and sequence where it gets
/// no answer, so that each is executed once.</summary>
public sealed class ClusterClient : IDisposable
{
    private const int WatchMilliseconds = 25;

    private readonly ClusterPlan _plan;
    private readonly ClusterCertificates _certificates;
    private readonly TimeSpan _patience;
    private readonly ConcurrentDictionary<ulong, Pending> _pending = new();
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _watch;
    private FrameWriter _gathered = new();
    private FrameWriter _leaving = new();
    private Connection? _connection;
    private int _node;
    private int _next;
    private volatile int _leader;
    private bool _isSending;
    private int _reader;
    private ulong _last;

    /// <summary>A client of the cluster in a folder. It connects when it first has something to send.</summary>
    /// <param name="folder">The cluster's folder.</param>
    /// <param name="first">The node to ask first, from 1; it passes commands on to the leader.</param>
    /// <param name="patience">Without an answer for this long a command is sent again through another node; one second by default.
    /// </param>
    /// <exception cref="FileNotFoundException">There is no cluster in this folder.</exception>
    public ClusterClient(string folder, int first = 1, TimeSpan? patience = null)
    {
        _plan = ClusterPlan.Load(folder);
        _certificates = ClusterCertificates.Load(ClusterPlan.CertificatesOf(folder), "client");
        _patience = patience ?? TimeSpan.FromSeconds(1);
        _next = Math.Clamp(first, 1, _plan.Nodes);
        _watch = new Thread(Watch) { IsBackground = true, Name = "client's watch" };
        _watch.Start();
    }

    /// <summary>Whether it asks the leader itself once it knows who leads; otherwise it stays with the node it has.</summary>
    public bool FollowsLeader { get; init; } = true;

    /// <summary>How often a command was sent again.</summary>
    public long Retries { get; private set; }

    /// <summary>Sends a command and tells when it is final.</summary>
    /// <param name="command">The command; its session and sequence make retries harmless.</param>
    /// <param name="done">Told its place in the log and the machine's answer, or why it can never be taken; on the thread that reads
    /// answers, so it must be brief.</param>
    public void Submit(in ClientCommand command, Action<CommitResult, Exception?> done)
    {
        ArgumentNullException.ThrowIfNull(done);
        ObjectDisposedException.ThrowIf(_stop.IsSet, this);
        var number = Interlocked.Increment(ref _last);
        var pending = new Pending(command, done);
        _pending[number] = pending;
        Send(number, pending);
    }

    /// <summary>Sends a command and completes when it is final.</summary>
    /// <exception cref="OperationCanceledException">It was given up; it may become final all the same.</exception>
    /// <exception cref="ArgumentException">It can never be taken.</exception>
    public async Task<CommitResult> SubmitAsync(ClientCommand command, CancellationToken cancel)
    {
        var source = new TaskCompletionSource<CommitResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Submit(command, (result, problem) => _ = problem is null ? source.TrySetResult(result) : source.TrySetException(problem));
        using var giveUp = cancel.Register(() => source.TrySetCanceled(cancel));
        return await source.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Set();
        _watch.Join();
        lock (_gate)
        {
            _connection?.Close();
        }

        foreach (var pending in _pending.Values)
        {
            pending.Done(default, new ObjectDisposedException(nameof(ClusterClient)));
        }

        _pending.Clear();
    }

    private void Send(ulong number, Pending pending)
    {
        pending.SentAt = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            ClientFrames.WriteRequest(_gathered, number, pending.Command);

            // The reader sends what its answers led to in one go, when it has handed over all that came.
            if (_reader == Environment.CurrentManagedThreadId)
            {
                return;
            }
        }

        SendGathered();
    }

    // Whoever finds nobody sending sends, for all who come meanwhile too.
    private void SendGathered()
    {
        lock (_gate)
        {
            if (_isSending)
            {
                return;
            }

            _isSending = true;
        }

        while (true)
        {
            Connection? connection;
            lock (_gate)
            {
                if (_gathered.IsEmpty)
                {
                    _isSending = false;
                    return;
                }

                (_gathered, _leaving) = (_leaving, _gathered);
                connection = _connection ??= Connect();
            }

            // Where there is nobody to send to, the watch sends it again.
            connection?.Send(_leaving.Written);
            _leaving.Clear();
        }
    }

    private Connection? Connect()
    {
        for (var tried = 0; tried < _plan.Nodes && !_stop.IsSet; tried++)
        {
            var node = _next;
            _next = (node % _plan.Nodes) + 1;
            try
            {
                var connection = Connection.Call(_plan.Ports[node - 1], _certificates, ClusterPlan.NameOf(node));
                ClientFrames.WriteHello(connection.Out, _plan.Cluster, 0);
                connection.Flush();
                (_node, _leader) = (node, 0);
                new Thread(() => Read(connection)) { IsBackground = true, Name = $"client of {node}" }.Start();
                return connection;
            }
            catch (IOException)
            {
                // The next one, then.
            }
        }

        return null;
    }

    private void Read(Connection connection)
    {
        lock (_gate)
        {
            _reader = Environment.CurrentManagedThreadId;
        }

        connection.ReadAll(Take, SendGathered);
        connection.Dispose();
        Drop(connection);
    }

    private void Take(ReadOnlySpan<byte> body)
    {
        var reader = new FrameReader(body);
        if ((FrameKind)reader.Byte() != FrameKind.Reply)
        {
            return;
        }

        var reply = ClientFrames.ReadReply(ref reader);
        _leader = reply.Leader;
        switch (reply.Status)
        {
            case ReplyStatus.Done when _pending.TryRemove(reply.Request, out var pending):
                pending.Done(new CommitResult(reply.Index, reply.Result), null);
                break;
            case ReplyStatus.Refused when _pending.TryRemove(reply.Request, out var pending):
                pending.Done(default, new ArgumentException("The cluster refuses this command: it can never be taken."));
                break;
            case ReplyStatus.AskAgain or ReplyStatus.Busy when _pending.TryGetValue(reply.Request, out var pending):
                // A little later: a new leader is not found at once.
                pending.IsDue = true;
                break;
            default:
                break;
        }
    }

    private void Watch()
    {
        while (!_stop.Wait(WatchMilliseconds))
        {
            Connection? current;
            int node;
            lock (_gate)
            {
                (current, node) = (_connection, _node);
            }

            // A node that does not answer is left for the next one, a follower for its leader.
            var isSilent = _pending.Values.Any(p => Stopwatch.GetElapsedTime(p.SentAt) > _patience);
            var better = FollowsLeader && _leader is > 0 and var leader && leader != node ? leader : 0;
            if (current is not null && (isSilent || better > 0))
            {
                _next = better > 0 ? better : _next;
                Drop(current);
            }

            foreach (var (number, pending) in _pending)
            {
                if (pending.IsDue || Stopwatch.GetElapsedTime(pending.SentAt) > _patience)
                {
                    pending.IsDue = false;
                    Retries++;
                    Send(number, pending);
                }
            }
        }
    }

    // What was under way may be lost; all of it is sent again.
    private void Drop(Connection connection)
    {
        connection.Close();
        lock (_gate)
        {
            if (_connection != connection)
            {
                return;
            }

            _connection = null;
        }

        foreach (var pending in _pending.Values)
        {
            pending.IsDue = true;
        }
    }

    private sealed class Pending(ClientCommand command, Action<CommitResult, Exception?> done)
    {
        public ClientCommand Command { get; } = command;

        public Action<CommitResult, Exception?> Done { get; } = done;

        public long SentAt { get; set; }

        public bool IsDue { get; set; }
    }
}
