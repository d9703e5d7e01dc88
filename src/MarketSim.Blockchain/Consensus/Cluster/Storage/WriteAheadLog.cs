using Microsoft.Win32.SafeHandles;

namespace MarketSim.Blockchain;

/// <summary>A node's memory: what it was asked to write is there after a crash, once <see cref="Flush"/> has returned.</summary>
/// <remarks>One thread uses it. Records are gathered, and written and flushed together: the disk's flush costs the same for one entry
/// as for a thousand. <see cref="WalFormat"/> shows the bytes.</remarks>
internal sealed class WriteAheadLog : IDisposable
{
    private readonly string _folder;
    private readonly WalOptions _options;
    private readonly SegmentMaker _maker;
    private readonly List<(long Number, long Highest)> _segments;
    private readonly WalBatch _batch = new();
    private SafeFileHandle _file;
    private int _end;
    private int _capacity;
    private long _nextBatch;
    private long _last;
    private HardState _state;
    private HardState _writtenState;
    private (long Index, long Term) _snapshot;
    private (long Index, long Term) _written;

    private WriteAheadLog(string folder, WalOptions options, WalSegments segments, WalContents contents)
    {
        (_folder, _options, _segments) = (folder, options, segments.Found);
        (_nextBatch, _end, _last) = (Math.Max(1, segments.NextBatch), segments.End, contents.LastIndex);
        _state = _writtenState = contents.State;
        _snapshot = _written = contents.Snapshot is { } s ? (s.Index, s.Term) : default;
        _maker = new SegmentMaker(folder, options);
        if (_segments.Count == 0)
        {
            _file = Begin(1, options.SegmentBytes);
            return;
        }

        var path = PathOf(_segments[^1].Number);
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        _capacity = Math.Max(options.SegmentBytes, (int)RandomAccess.GetLength(_file));
        if (segments.HasTornTail || RandomAccess.GetLength(_file) < _capacity)
        {
            SegmentMaker.Clear(_file, _end, _capacity);
        }
    }

    /// <summary>The last entry's place, gathered ones included.</summary>
    public long LastIndex => _last;

    /// <summary>How often it was flushed.</summary>
    public long Flushes { get; private set; }

    /// <summary>Opens the log in a folder, or begins one.</summary>
    /// <exception cref="WalDamagedException">What was whole once is damaged; nothing was changed.</exception>
    /// <exception cref="InvalidDataException">It is another node's log, or a newer version's.</exception>
    /// <exception cref="IOException">The folder cannot be used, or another process uses it.</exception>
    public static WriteAheadLog Open(string folder, WalOptions options, out WalContents contents)
    {
        Directory.CreateDirectory(folder);
        var segments = new WalSegments(folder, options);
        contents = segments.Read();
        return new WriteAheadLog(folder, options, segments, contents);
    }

    /// <summary>Gathers everything a node asks to have written.</summary>
    public void Append(ConsensusReady ready)
    {
        if (ready.Snapshot is { } snapshot)
        {
            Install(snapshot);
        }

        if (ready.State is { } state)
        {
            Append(state);
        }

        Append(ready.Entries);
    }

    /// <summary>Gathers a term and a vote, in one record.</summary>
    public void Append(HardState state)
    {
        _batch.Add(state);
        _state = state;
    }

    /// <summary>Gathers entries. Where they overlap what is there, that is thrown away from their first one on.</summary>
    public void Append(IReadOnlyList<LogEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var first = entries[0].Index;
        if (first > _last + 1)
        {
            throw new InvalidOperationException($"Entry {first} cannot follow entry {_last}.");
        }

        if (first <= _last)
        {
            _batch.AddTruncation(first - 1);
        }

        for (var i = 0; i < entries.Count; i++)
        {
            _batch.Add(entries[i]);
        }

        _last = entries[^1].Index;
    }

    /// <summary>Saves a state of this node's own machine; entries up to it will not be read again.</summary>
    public void Save(LogSnapshot snapshot)
    {
        SnapshotFile.Save(_folder, snapshot);
        _batch.AddSnapshot(snapshot.Index, snapshot.Term);
        _snapshot = (snapshot.Index, snapshot.Term);
    }

    /// <summary>Writes what was gathered and returns when it is on the disk.</summary>
    /// <exception cref="IOException">The disk failed. The log must not be used any more: what reached the disk is not known.</exception>
    public void Flush()
    {
        if (_batch.IsEmpty)
        {
            return;
        }

        if (_end + _batch.TotalBytes > _capacity)
        {
            _file.Dispose();
            _file = Begin(_segments[^1].Number + 1, Math.Max(_options.SegmentBytes, WalFormat.HeaderBytes + _batch.TotalBytes + 64));
        }

        var bytes = _batch.Seal(_nextBatch, _end);
        RandomAccess.Write(_file, bytes, _end);
        _options.BeforeFlush?.Invoke();
        DurableFiles.FlushData(_file);
        Flushes++;
        _nextBatch++;
        _end += bytes.Length;
        _batch.Clear();
        _writtenState = _state;
        _segments[^1] = (_segments[^1].Number, Math.Max(_segments[^1].Highest, _last));
        if (_written != _snapshot)
        {
            _written = _snapshot;
            DeleteWhatIsCovered();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _maker.Dispose();
    }

    // Another node's state takes the place of the whole log.
    private void Install(LogSnapshot snapshot)
    {
        SnapshotFile.Save(_folder, snapshot);
        _batch.AddTruncation(0);
        _batch.AddSnapshot(snapshot.Index, snapshot.Term);
        _snapshot = (snapshot.Index, snapshot.Term);
        _last = snapshot.Index;
    }

    // Every segment says by itself how things stood when it was begun, so that those before it can go.
    private SafeFileHandle Begin(long number, int capacity)
    {
        var isFirst = _segments.Count == 0;
        var file = _maker.Take(number, capacity, _nextBatch);
        _capacity = capacity;
        _end = WalFormat.HeaderBytes;
        _segments.Add((number, 0));
        if (isFirst)
        {
            return file;
        }

        var opening = new WalBatch();
        opening.Add(_writtenState);
        if (_written.Index > 0)
        {
            opening.AddSnapshot(_written.Index, _written.Term);
        }

        var bytes = opening.Seal(_nextBatch++, _end);
        RandomAccess.Write(file, bytes, _end);
        _end += bytes.Length;
        DurableFiles.FlushData(file);
        return file;
    }

    private void DeleteWhatIsCovered()
    {
        while (_segments.Count > 1 && _segments[0].Highest <= _snapshot.Index)
        {
            File.Delete(PathOf(_segments[0].Number));
            _segments.RemoveAt(0);
        }

        SnapshotFile.DeleteBefore(_folder, _snapshot.Index);
    }

    private string PathOf(long number) => Path.Combine(_folder, WalFormat.NameOf(number));
}
