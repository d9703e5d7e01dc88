using System.Text.Json;
using System.Text.Json.Serialization;

namespace MarketSim.Blockchain;

/// <summary>How a node of a real cluster is doing.</summary>
/// <param name="Node">Which one, from 1.</param>
/// <param name="Pid">Its process.</param>
/// <param name="Role">What it is: <c>leader</c>, <c>follower</c>, <c>candidate</c>, <c>preCandidate</c>.</param>
/// <param name="Term">The term it believes in.</param>
/// <param name="Leader">Who leads as far as it knows, from 1; zero if nobody.</param>
/// <param name="Last">The last entry of its log.</param>
/// <param name="Durable">How far its log is on the disk.</param>
/// <param name="Commit">How far it knows the log to be committed.</param>
/// <param name="Applied">How far its machine has executed it.</param>
/// <param name="Hash">Fingerprint of the machine's state there, in hexadecimal.</param>
/// <param name="Flushes">How often its log was flushed since it started.</param>
/// <param name="Cut">Peers that it neither hears nor tells anything.</param>
public sealed record NodeStatus(
    int Node, int Pid, string Role, long Term, int Leader, long Last, long Durable, long Commit, long Applied, string Hash,
    long Flushes, IReadOnlyList<int> Cut)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    internal static NodeStatus FromBytes(ReadOnlySpan<byte> bytes)
        => JsonSerializer.Deserialize<NodeStatus>(bytes, Json) ?? throw new InvalidDataException("A node's status is empty.");
}
