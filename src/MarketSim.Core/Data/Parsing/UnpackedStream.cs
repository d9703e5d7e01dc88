using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using ZstdSharp;

namespace MarketSim.Core;

/// <summary>What comes out of a packed file. Damage becomes a <see cref="DataFormatException"/>, and so do an
/// end that comes too soon, which the gzip decoder passes over in silence, and a wrong checksum, which the zip
/// decoder does.</summary>
/// <param name="zipped">The zip entry that it comes from, if from one.</param>
internal sealed class UnpackedStream(
    Stream unpacked, Stream packed, string name, bool isGzip = false, ZipArchiveEntry? zipped = null) : Stream
{
    private readonly Crc32 _checksum = new();
    private readonly long _packedLength = isGzip ? packed.Length : -1;
    private long _count;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _count;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = unpacked.Read(buffer);
            _count += read;
            if (zipped is not null)
            {
                _checksum.Append(buffer[..read]);
            }

            if (read == 0 && buffer.Length > 0)
            {
                CheckEnd();
            }

            return read;
        }
        catch (Exception damaged) when (IsDamage(damaged))
        {
            throw DataFormatException.AtByte(
                name, _count, $"damage in the compressed data after that many bytes ({damaged.Message})", "an undamaged file",
                damaged);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
            packed.Dispose();
        }

        base.Dispose(disposing);
    }

    private static bool IsDamage(Exception problem)
        => problem is InvalidDataException or ZstdException or EndOfStreamException || problem.GetType().Name == "ZLibException";

    private void CheckEnd()
    {
        if (isGzip)
        {
            CheckGzipEnd();
        }

        if (zipped is not null && (_count != zipped.Length || _checksum.GetCurrentHashAsUInt32() != zipped.Crc32))
        {
            throw new InvalidDataException("the length or checksum is not the one that the archive gives");
        }
    }

    // A gzip file ends with the size of its last member modulo 2^32. A single member has exactly as many bytes;
    // of several the last is not longer than all together.
    private void CheckGzipEnd()
    {
        Span<byte> tail = stackalloc byte[4];
        if (_packedLength >= 18)
        {
            packed.Position = _packedLength - 4;
            packed.ReadExactly(tail);
            var last = BinaryPrimitives.ReadUInt32LittleEndian(tail);
            if (last == unchecked((uint)_count) || (last < _count && HasSecondMember()))
            {
                return;
            }
        }

        throw new InvalidDataException("the file ends before its compressed data does, or holds something after it");
    }

    private bool HasSecondMember()
    {
        ReadOnlySpan<byte> start = [0x1f, 0x8b, 0x08];
        var block = new byte[1 << 16];
        packed.Position = 1;
        var kept = 0;
        while (packed.Read(block.AsSpan(kept)) is > 0 and var read)
        {
            var filled = kept + read;
            if (block.AsSpan(0, filled).IndexOf(start) >= 0)
            {
                return true;
            }

            kept = Math.Min(start.Length - 1, filled);
            block.AsSpan(filled - kept, kept).CopyTo(block);
        }

        return false;
    }
}
