using System.Buffers.Binary;
using System.IO.Hashing;

namespace MarketSim.Core;

/// <summary>Appends fixed-size records to a log, in blocks that are written whole. Hot: an append allocates nothing.</summary>
/// <remarks>What has been appended since the last full block or <see cref="Flush"/> is lost if the process is killed.</remarks>
/// <typeparam name="TRecord">The record.</typeparam>
/// <typeparam name="TCodec">Its bytes.</typeparam>
public abstract class LogWriter<TRecord, TCodec> : IDisposable
    where TRecord : struct
    where TCodec : struct, ILogCodec<TRecord>
{
    /// <summary>Bytes of a block where the caller does not say otherwise.</summary>
    public const int DefaultBlockBytes = 64 * 1024;

    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly byte[] _block;
    private readonly Crc32 _crc = new();
    private int _used = LogFormat.BlockHeaderBytes;
    private long _written;
    private bool _isDisposed;

    /// <summary>Starts a log: writes its header.</summary>
    /// <param name="stream">Where it goes; at its beginning.</param>
    /// <param name="blockBytes">How much is gathered before it is written: from one record to 1 MiB.</param>
    /// <param name="leaveOpen">Whether the stream outlives this writer.</param>
    protected LogWriter(Stream stream, int blockBytes, bool leaveOpen)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockBytes, LogFormat.BlockHeaderBytes + TCodec.Size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blockBytes, LogFormat.MaxBlockBytes);
        _stream = stream;
        _leaveOpen = leaveOpen;
        _block = new byte[blockBytes];
        Span<byte> header = stackalloc byte[LogFormat.HeaderBytes];
        LogFormat.WriteHeader(header, TCodec.Magic, TCodec.Version, TCodec.Size);
        stream.Write(header);
        stream.Flush();
    }

    /// <summary>How many records have been appended.</summary>
    public long Count { get; private set; }

    /// <summary>Whether the next append first writes the block that is gathered.</summary>
    public bool IsBlockFull => _used + TCodec.Size > _block.Length;

    /// <summary>Appends one record.</summary>
    public void Append(in TRecord record)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (IsBlockFull)
        {
            WriteBlock();
        }

        TCodec.Write(in record, _block.AsSpan(_used, TCodec.Size));
        _used += TCodec.Size;
        Count++;
    }

    /// <summary>Writes what has been gathered and hands it to the operating system: from then on a killed process keeps it.</summary>
    public void Flush()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        WriteBlock();
        _stream.Flush();
    }

    /// <summary>Writes what has been gathered and closes the file.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        try
        {
            Flush();
        }
        finally
        {
            _isDisposed = true;
            if (!_leaveOpen)
            {
                _stream.Dispose();
            }

            GC.SuppressFinalize(this);
        }
    }

    /// <summary>Creates the file of a log, or empties it; unbuffered, since the writer gathers blocks itself.</summary>
    protected static FileStream CreateFile(string path)
        => new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);

    private void WriteBlock()
    {
        var records = _block.AsSpan(LogFormat.BlockHeaderBytes, _used - LogFormat.BlockHeaderBytes);
        if (records.IsEmpty)
        {
            return;
        }

        var block = _block.AsSpan(0, _used);
        BinaryPrimitives.WriteUInt32LittleEndian(block, (uint)(Count - _written));
        BinaryPrimitives.WriteUInt64LittleEndian(block[8..], (ulong)_written);
        BinaryPrimitives.WriteUInt32LittleEndian(block[4..], LogFormat.Checksum(block[..4], block[8..16], records, _crc));
        _stream.Write(block);
        _written = Count;
        _used = LogFormat.BlockHeaderBytes;
    }
}
