using System.Buffers.Binary;
using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;

namespace MarketSim.Core;

/// <summary>How a log ends.</summary>
public enum LogEnding
{
    /// <summary>Not known yet: reading has not come to the end.</summary>
    Unknown = 0,

    /// <summary>With its last block.</summary>
    Whole = 1,

    /// <summary>Within a block, as when the program was killed while it wrote.</summary>
    Torn = 2,

    /// <summary>With a block whose checksum, count or position is wrong.</summary>
    Damaged = 3,
}

/// <summary>Reads a log record by record, in constant memory, once from beginning to end.</summary>
/// <remarks>Only records of whole blocks with the right checksum are given. At the first block that is not, reading stops:
/// <see cref="Ending"/> then says why, and <see cref="ValidBytes"/> where.</remarks>
/// <typeparam name="TRecord">The record.</typeparam>
/// <typeparam name="TCodec">Its bytes.</typeparam>
public abstract class LogReader<TRecord, TCodec> : IEnumerable<TRecord>, IDisposable
    where TRecord : struct
    where TCodec : struct, ILogCodec<TRecord>
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly Crc32 _crc = new();
    private readonly byte[] _blockHeader = new byte[LogFormat.BlockHeaderBytes];
    private byte[] _records = [];
    private int _next;
    private int _end;

    /// <summary>Reads and checks the header.</summary>
    /// <param name="stream">A log from its beginning.</param>
    /// <param name="leaveOpen">Whether the stream outlives this reader.</param>
    /// <exception cref="FormatException">It is no such log, is of a newer version, or is damaged already here.</exception>
    protected LogReader(Stream stream, bool leaveOpen)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        Span<byte> header = stackalloc byte[LogFormat.HeaderBytes];
        var length = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        LogFormat.ReadHeader(header[..length], TCodec.Noun, TCodec.Magic, TCodec.Version, TCodec.Size);
        ValidBytes = length;
    }

    /// <summary>How many records have been given so far.</summary>
    public long Count { get; private set; }

    /// <summary>How the log ends, once reading has come to its end.</summary>
    public LogEnding Ending { get; private set; }

    /// <summary>Whether the log ends in something else than a whole block.</summary>
    public bool IsTorn => Ending is LogEnding.Torn or LogEnding.Damaged;

    /// <summary>Length of the header and all blocks that were whole so far; at the end of a torn log, where it is torn.</summary>
    public long ValidBytes { get; private set; }

    /// <summary>Byte at which a torn or damaged log stops being readable; null if it is whole, or not yet read.</summary>
    public long? TornAtByte => IsTorn ? ValidBytes : null;

    /// <summary>The next record.</summary>
    /// <returns>False at the end.</returns>
    public bool TryRead(out TRecord record)
    {
        if (_next == _end && (Ending != LogEnding.Unknown || !ReadBlock()))
        {
            record = default;
            return false;
        }

        record = TCodec.Read(_records.AsSpan(_next, TCodec.Size));
        _next += TCodec.Size;
        Count++;
        return true;
    }

    /// <summary>The records that have not been read yet; without allocation in a <c>foreach</c>.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<TRecord> IEnumerable<TRecord>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (!_leaveOpen)
        {
            _stream.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the file of a log, also while it is being written.</summary>
    protected static FileStream OpenFile(string path)
        => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);

    private bool ReadBlock()
    {
        var length = _stream.ReadAtLeast(_blockHeader, _blockHeader.Length, throwOnEndOfStream: false);
        if (length < _blockHeader.Length)
        {
            Ending = length == 0 ? LogEnding.Whole : LogEnding.Torn;
            return false;
        }

        var header = _blockHeader.AsSpan();
        var count = BinaryPrimitives.ReadUInt32LittleEndian(header);
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        var position = BinaryPrimitives.ReadUInt64LittleEndian(header[8..]);
        if (count == 0 || count > LogFormat.MaxBlockBytes / TCodec.Size || position != (ulong)Count)
        {
            Ending = LogEnding.Damaged;
            return false;
        }

        var bytes = (int)count * TCodec.Size;
        if (_records.Length < bytes)
        {
            _records = new byte[bytes];
        }

        var records = _records.AsSpan(0, bytes);
        if (_stream.ReadAtLeast(records, bytes, throwOnEndOfStream: false) < bytes)
        {
            Ending = LogEnding.Torn;
            return false;
        }

        if (LogFormat.Checksum(header[..4], header[8..16], records, _crc) != checksum)
        {
            Ending = LogEnding.Damaged;
            return false;
        }

        (_next, _end) = (0, bytes);
        ValidBytes += _blockHeader.Length + bytes;
        return true;
    }

    /// <summary>Walks through the records that have not been read yet.</summary>
    public struct Enumerator : IEnumerator<TRecord>
    {
        private readonly LogReader<TRecord, TCodec> _reader;
        private TRecord _current;

        internal Enumerator(LogReader<TRecord, TCodec> reader) => _reader = reader;

        /// <inheritdoc/>
        public readonly TRecord Current => _current;

        readonly object IEnumerator.Current => _current;

        /// <inheritdoc/>
        public bool MoveNext() => _reader.TryRead(out _current);

        /// <summary>Not possible: a log is read once.</summary>
        [DoesNotReturn]
        public readonly void Reset() => throw new NotSupportedException("A log is read once, from beginning to end.");

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
