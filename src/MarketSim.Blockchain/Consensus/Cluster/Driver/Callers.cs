using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MarketSim.Blockchain;

/// <summary>Takes the calls of peers and clients; a thread for each listens to what it says.</summary>
internal sealed class Callers : IDisposable
{
    private readonly ClusterPlan _plan;
    private readonly ClusterCertificates _certificates;
    private readonly Inbox _inbox;
    private readonly Socket _listener;
    private readonly Lock _gate = new();
    private readonly List<Connection> _open = [];
    private volatile bool _isStopping;

    /// <exception cref="IOException">Something else listens on the node's port.</exception>
    public Callers(ClusterPlan plan, int node, ClusterCertificates certificates, Inbox inbox)
    {
        (_plan, _certificates, _inbox) = (plan, certificates, inbox);
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, plan.Ports[node - 1]));
            _listener.Listen(512);
        }
        catch (SocketException problem)
        {
            _listener.Dispose();
            throw new IOException($"Node {node} cannot listen on port {plan.Ports[node - 1]}: {problem.Message}.", problem);
        }

        new Thread(Accept) { IsBackground = true, Name = "accept" }.Start();
    }

    public void Dispose()
    {
        _isStopping = true;
        _listener.Dispose();
        lock (_gate)
        {
            foreach (var connection in _open)
            {
                connection.Close();
            }
        }
    }

    private void Accept()
    {
        while (!_isStopping)
        {
            try
            {
                var socket = _listener.Accept();
                new Thread(() => Listen(socket)) { IsBackground = true, Name = "from a caller" }.Start();
            }
            catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
            {
                if (!_isStopping)
                {
                    Thread.Sleep(10);   // No descriptors left, for instance.
                }
            }
        }
    }

    private void Listen(Socket socket)
    {
        Connection connection;
        try
        {
            connection = Connection.Take(socket, _certificates);
        }
        catch (IOException)
        {
            return;   // Not one of us.
        }

        using var ended = connection;
        lock (_gate)
        {
            if (_isStopping)
            {
                return;
            }

            _open.Add(connection);
        }

        var gathered = new List<NodeInput>();
        var peer = -1;
        connection.ReadAll(
            body =>
            {
                if (peer >= 0)
                {
                    gathered.Add(Understand(body, connection, peer));
                    return;
                }

                peer = ClientFrames.ReadHello(body, _plan.Cluster);
                CheckName(connection.Remote, peer);
            },
            () =>
            {
                _inbox.Deliver(gathered);
                gathered.Clear();
            });
        lock (_gate)
        {
            _open.Remove(connection);
        }
    }

    // Who says that it is node 2 must have node 2's certificate.
    private static void CheckName(string certified, int peer)
    {
        if (certified != (peer == 0 ? "client" : ClusterPlan.NameOf(peer)))
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{certified}' calls itself node {peer}."));
        }
    }

    private static NodeInput Understand(ReadOnlySpan<byte> body, Connection connection, int peer)
    {
        var reader = new FrameReader(body);
        var kind = (FrameKind)reader.Byte();
        switch (kind)
        {
            case FrameKind.Message when peer > 0:
                var id = reader.Ulong();
                var message = RaftMessageCodec.Read(ref reader);
                reader.End();
                return message.From == peer
                    ? new MessageInput(message, id) : throw new FormatException($"Node {peer} speaks for node {message.From}.");
            case FrameKind.Request:
                var (request, command) = ClientFrames.ReadRequest(ref reader);
                return new RequestInput(peer == 0 ? connection : null, peer, request, command);
            case FrameKind.Reply when peer > 0:
                return new ReplyInput(peer, ClientFrames.ReadReply(ref reader));
            case FrameKind.Control when peer == 0:
                var (number, control) = (reader.Ulong(), (ControlKind)reader.Byte());
                var data = reader.Bytes().ToArray();
                reader.End();
                return new ControlInput(connection, number, control, data);
            default:
                throw new FormatException($"A frame of kind {kind} was not expected.");
        }
    }
}
