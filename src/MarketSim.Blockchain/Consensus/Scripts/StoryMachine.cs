using System.Text;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>The machine of a story's node: it remembers the commands that it was told to execute, and answers how many there are.
/// </summary>
internal sealed class StoryMachine : IReplicatedMachine
{
    public List<string> Executed { get; } = [];

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Apply(LogEntry entry)
    {
        Executed.Add(Encoding.UTF8.GetString(entry.Data.Span));
        return Encoding.UTF8.GetBytes(StoryText.Line($"{Executed.Count}"));
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Save() => Encoding.UTF8.GetBytes(string.Join('\n', Executed));

    /// <inheritdoc/>
    public void Restore(ReadOnlyMemory<byte> state)
    {
        Executed.Clear();
        if (state.Length > 0)
        {
            Executed.AddRange(Encoding.UTF8.GetString(state.Span).Split('\n'));
        }
    }

    /// <inheritdoc/>
    public void Reset() => Executed.Clear();

    /// <inheritdoc/>
    public ulong ComputeHash()
    {
        var hash = default(StateHash);
        Executed.ForEach(hash.Add);
        return hash.Value;
    }
}
