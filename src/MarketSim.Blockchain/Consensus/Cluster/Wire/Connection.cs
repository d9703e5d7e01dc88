using System.Net.Security;
using System.Net.Sockets;

namespace MarketSim.Blockchain;

/// <summary>A mutually authenticated connection that carries frames. One thread at a time writes; a thread of its own reads.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket;
    private readonly SslStream _tls;
    private readonly FrameCutter _cutter = new();
    private int _isClosed;

    private Connection(Socket socket, SslStream tls, string remote) => (_socket, _tls, Remote) = (socket, tls, remote);

    /// <summary>Reads a frame's body; whatever it throws ends the connection.</summary>
    public delegate void FrameHandler(ReadOnlySpan<byte> body);

    /// <summary>Whom the other side's certificate names: <c>node-2</c>, <c>client</c>.</summary>
    public string Remote { get; }

    /// <summary>What is to be sent with the next <see cref="Flush"/>.</summary>
    public FrameWriter Out { get; } = new();

    /// <summary>Whether it has ended.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed) != 0;

    /// <summary>Calls a node on this machine and makes sure that it is the one.</summary>
    /// <exception cref="IOException">Nobody answers, or somebody else.</exception>
    public static Connection Call(int port, ClusterCertificates certificates, string expected)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        return Secure(socket, expected, () => socket.Connect(System.Net.IPAddress.Loopback, port), tls =>
            tls.AuthenticateAsClient(certificates.ForCalling(expected)));
    }

    /// <summary>Takes a call.</summary>
    /// <exception cref="IOException">The caller is no member of the cluster.</exception>
    public static Connection Take(Socket socket, ClusterCertificates certificates)
        => Secure(socket, "a caller", () => { }, tls => tls.AuthenticateAsServer(certificates.ForCalled()));

    /// <summary>Sends what has been gathered.</summary>
    /// <returns>False where the connection has ended.</returns>
    public bool Flush()
    {
        var isOpen = Out.IsEmpty ? !IsClosed : Send(Out.Written);
        Out.Clear();
        return isOpen;
    }

    /// <summary>Sends whole frames.</summary>
    /// <returns>False where the connection has ended.</returns>
    public bool Send(ReadOnlySpan<byte> frames)
    {
        try
        {
            if (!IsClosed)
            {
                _tls.Write(frames);
            }
        }
        catch (Exception problem) when (IsEnd(problem))
        {
            Close();
        }

        return !IsClosed;
    }

    /// <summary>Hands over every frame until the connection ends.</summary>
    /// <param name="handle">Takes a frame's body.</param>
    /// <param name="pause">Called when all frames that have arrived were handed over.</param>
    public void ReadAll(FrameHandler handle, Action? pause = null)
    {
        try
        {
            while (!IsClosed)
            {
                var count = _tls.Read(_cutter.Free);
                if (count == 0)
                {
                    break;
                }

                _cutter.Added(count);
                while (_cutter.TryTake(out var body))
                {
                    handle(body);
                }

                pause?.Invoke();
            }
        }
        catch (Exception problem) when (IsEnd(problem) || problem is FormatException)
        {
            // Whoever sends nonsense is not listened to any longer; a peer calls again.
        }

        Close();
    }

    /// <summary>Ends it, for both sides; the thread that reads returns.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            // Not the stream: its reader may be inside, and it must not be torn down under it.
            try
            {
                _socket.Shutdown(SocketShutdown.Both);
            }
            catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
            {
                // It had ended by itself.
            }

            _socket.Close();
        }
    }

    public void Dispose()
    {
        Close();
        _tls.Dispose();
    }

    private static bool IsEnd(Exception problem)
        => problem is IOException or SocketException or ObjectDisposedException or InvalidOperationException or NotSupportedException;

    private static Connection Secure(Socket socket, string remote, Action connect, Action<SslStream> authenticate)
    {
        try
        {
            socket.NoDelay = true;
            socket.SendBufferSize = 1 << 20;
            socket.ReceiveBufferSize = 1 << 20;
            connect();
            socket.ReceiveTimeout = 5_000;
            var tls = new SslStream(new PoliteStream(socket), leaveInnerStreamOpen: false);
            authenticate(tls);
            socket.ReceiveTimeout = 0;
            return new Connection(socket, tls, ClusterCertificates.NameOf(tls.RemoteCertificate!));
        }
        catch (Exception problem) when (IsEnd(problem) || problem is System.Security.Authentication.AuthenticationException)
        {
            socket.Dispose();
            throw new IOException($"No secure connection with {remote}: {problem.Message}", problem);
        }
    }
}
