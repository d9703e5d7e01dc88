namespace MarketSim.Blockchain;

/// <summary>Something for whoever drives a node.</summary>
internal abstract record NodeInput;

/// <summary>A message of the protocol arrived.</summary>
internal sealed record MessageInput(ConsensusMessage Message, ulong Id) : NodeInput;

/// <summary>A client's command arrived: from itself, or from the node that passes it on.</summary>
internal sealed record RequestInput(Connection? Client, int Peer, ulong Request, ClientCommand Command) : NodeInput;

/// <summary>A node answers a command that was passed on to it.</summary>
internal sealed record ReplyInput(int Peer, ClientReply Reply) : NodeInput;

/// <summary>The operator asks or orders something.</summary>
internal sealed record ControlInput(Connection Client, ulong Request, ControlKind Kind, byte[] Data) : NodeInput;

/// <summary>The way to a peer is open.</summary>
internal sealed record PeerUp(int Peer, Connection Link) : NodeInput;

/// <summary>The way to a peer is closed.</summary>
internal sealed record PeerDown(int Peer, Connection Link) : NodeInput;

/// <summary>These were written and flushed; all earlier ones were before.</summary>
internal sealed record DiskDone(IReadOnlyList<ConsensusReady> Readies, LogSnapshot? Saved) : NodeInput;

/// <summary>The disk failed: nothing may be promised any longer.</summary>
internal sealed record DiskFailed(Exception Problem) : NodeInput;
