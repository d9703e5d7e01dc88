using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>A message between nodes on its way, with the number that pairs its leaving with its arriving.</summary>
internal sealed record Packet(ulong Id, ConsensusMessage Body) : Message;

/// <summary>A client asks a node to make a command final.</summary>
/// <param name="Command">The command; a retry carries the same session and sequence.</param>
public sealed record NodeRequest(ClientCommand Command) : Message;

/// <summary>A node answers a client.</summary>
/// <param name="Session">Of the command.</param>
/// <param name="Sequence">Of the command.</param>
/// <param name="IsFinal">Whether the command is final; else it was not taken, and <paramref name="Leader"/> is the one to ask.</param>
/// <param name="Leader">Who leads as far as the node knows, from 1; zero if nobody.</param>
/// <param name="Index">The command's place in the log, where it is final.</param>
/// <param name="Answer">What the machine answered, where it is final.</param>
public sealed record NodeReply(
    ulong Session, ulong Sequence, bool IsFinal, int Leader, long Index, ReadOnlyMemory<byte> Answer) : Message;

/// <summary>A client asks a node about the machine's state. The answer sees every command that was final when it was asked.</summary>
/// <param name="Number">The client's own number; a retry may carry the same.</param>
/// <param name="Data">What is asked, in the machine's own form.</param>
public sealed record NodeQuestion(ulong Number, ReadOnlyMemory<byte> Data) : Message;

/// <summary>A node answers a question, or says that it cannot.</summary>
/// <param name="Number">Of the question.</param>
/// <param name="IsAnswered">Whether it is answered; else nobody was known who could, and <paramref name="Leader"/> is zero.</param>
/// <param name="Leader">Who leads as far as the node knows, from 1; zero if nobody.</param>
/// <param name="Index">How far the machine had executed the log when it answered.</param>
/// <param name="Answer">What the machine answered.</param>
public sealed record NodeAnswer(ulong Number, bool IsAnswered, int Leader, long Index, ReadOnlyMemory<byte> Answer) : Message;
