namespace MarketSim.Blockchain;

/// <summary>What a replicated log is for: a deterministic machine, one on every node, that executes the committed commands.</summary>
public interface IReplicatedMachine
{
    /// <summary>Executes a committed command.</summary>
    /// <returns>What the client is told; empty where it needs no more than that it is final.</returns>
    ReadOnlyMemory<byte> Apply(LogEntry entry);

    /// <summary>Answers a question about its state, which it does not change.</summary>
    /// <param name="question">What is asked, in the machine's own form.</param>
    /// <returns>Empty for a machine that answers none.</returns>
    ReadOnlyMemory<byte> Read(ReadOnlyMemory<byte> question) => default;

    /// <summary>Its whole state as bytes.</summary>
    ReadOnlyMemory<byte> Save();

    /// <summary>Takes over a state.</summary>
    void Restore(ReadOnlyMemory<byte> state);

    /// <summary>Forgets everything: as it was before the first command.</summary>
    void Reset();

    /// <summary>Fingerprint of the state.</summary>
    ulong ComputeHash();
}
