using System.Net.Sockets;

namespace MarketSim.Blockchain;

/// <summary>A socket that never makes its writer wait: what the other side does not take at once is kept and sent in the background,
/// in order. Reading waits as usual.</summary>
/// <remarks>The thread that drives a node writes to its peers itself, which spares a change of threads per message; one peer that
/// stands still must not stop it.</remarks>
internal sealed class PoliteStream(Socket socket) : Stream
{
    /// <summary>Whoever is so far behind is given up.</summary>
    public const int MostBacklogBytes = 256 << 20;

    private readonly Lock _gate = new();
    private byte[] _backlog = [];
    private int _length;
    private bool _isSending;
    private bool _isBroken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => socket.Receive(buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_gate)
        {
            if (_isBroken)
            {
                throw new IOException("The connection is broken.");
            }

            // A socket that is writable has a third of its buffer free; pieces of TLS, 16 KiB at most, are far smaller than that.
            while (!_isSending && buffer.Length > 0 && socket.Poll(0, SelectMode.SelectWrite))
            {
                buffer = buffer[socket.Send(buffer[..Math.Min(buffer.Length, 1 << 15)])..];
            }

            if (buffer.Length > 0)
            {
                Keep(buffer);
            }
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Keep(ReadOnlySpan<byte> buffer)
    {
        if (_length + (long)buffer.Length > MostBacklogBytes)
        {
            throw new IOException($"The other side has not taken {_length} bytes; it is given up.");
        }

        if (_length + buffer.Length > _backlog.Length)
        {
            Array.Resize(ref _backlog, Math.Max(1 << 16, 2 * (_length + buffer.Length)));
        }

        buffer.CopyTo(_backlog.AsSpan(_length));
        _length += buffer.Length;
        if (!_isSending)
        {
            _isSending = true;
            new Thread(SendBacklog) { IsBackground = true, Name = "backlog" }.Start();
        }
    }

    private void SendBacklog()
    {
        try
        {
            while (true)
            {
                byte[] bytes;
                int length;
                lock (_gate)
                {
                    if (_length == 0)
                    {
                        _isSending = false;
                        return;
                    }

                    (bytes, length) = (_backlog, _length);
                    (_backlog, _length) = ([], 0);
                }

                for (var sent = 0; sent < length;)
                {
                    sent += socket.Send(bytes.AsSpan(sent, length - sent));
                }
            }
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            lock (_gate)
            {
                _isBroken = true;
            }
        }
    }
}
