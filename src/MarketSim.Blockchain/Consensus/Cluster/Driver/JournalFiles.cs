using System.Text;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Where a node's events are written, so that they never need more than a fixed room however long it runs: a file that is
/// continued, the one before it, and of all earlier ones what happens rarely (roles, terms, votes, faults), its oldest half let go when
/// that grows too large.</summary>
/// <remarks>Most of what a node at rest writes is heartbeats, about 1 GiB a day.</remarks>
internal sealed class JournalFiles : IDisposable
{
    private readonly string _folder;
    private readonly int _mostBytes;
    private StreamWriter _writer;

    /// <param name="folder">The node's folder.</param>
    /// <param name="mostBytes">Bytes of each of the three files, about.</param>
    public JournalFiles(string folder, int mostBytes)
    {
        (_folder, _mostBytes) = (folder, mostBytes);
        _writer = Open();
    }

    private string Current => Path.Combine(_folder, ConsensusEventFile.FileName);

    private string Earlier => Path.Combine(_folder, "consensus-earlier.ndjson");

    private string Rare => Path.Combine(_folder, "consensus-rare.ndjson");

    /// <summary>The lines of all files of a node that are there, in no particular order, each once.</summary>
    public static IEnumerable<string> Lines(string folder)
    {
        // The newest first: what is moved on meanwhile is met again, and passed over, rather than missed.
        string[] names = [ConsensusEventFile.FileName, "consensus-earlier.ndjson", "consensus-rare.ndjson"];
        var seen = new HashSet<string>();
        foreach (var path in names.Select(name => Path.Combine(folder, name)).Where(File.Exists))
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                // The last line may be half written: the node runs, or was killed in the middle of it.
                if (line.StartsWith('{') && line.EndsWith('}') && seen.Add(line))
                {
                    yield return line;
                }
            }
        }
    }

    /// <summary>Whether an event is of a kind that comes with every command or heartbeat.</summary>
    public static bool IsTraffic(ConsensusEventKind kind) => kind is ConsensusEventKind.Sent or ConsensusEventKind.Received
        or ConsensusEventKind.Appended or ConsensusEventKind.Synced or ConsensusEventKind.Committed or ConsensusEventKind.Applied
        or ConsensusEventKind.Proposed or ConsensusEventKind.Acknowledged or ConsensusEventKind.Lost;

    public void Write(IReadOnlyList<ConsensusEvent> events)
    {
        ConsensusEventFile.Write(_writer, events);
        _writer.Flush();
        if (_writer.BaseStream.Length > _mostBytes)
        {
            _writer.Dispose();
            KeepRare();
            File.Move(Current, Earlier, overwrite: true);
            _writer = Open();
        }
    }

    public void Dispose() => _writer.Dispose();

    private void KeepRare()
    {
        if (!File.Exists(Earlier))
        {
            return;
        }

        List<string> kept = File.Exists(Rare) ? [.. File.ReadLines(Rare)] : [];
        kept.AddRange(File.ReadLines(Earlier).Where(line => line.EndsWith('}') && ConsensusEventFile
            .Read(new StringReader(line), Earlier).Any(e => !IsTraffic(e.Kind))));
        if (kept.Sum(line => (long)line.Length + 1) > _mostBytes)
        {
            kept.RemoveRange(0, kept.Count / 2);
        }

        File.WriteAllLines(Rare + ".tmp", kept);
        File.Move(Rare + ".tmp", Rare, overwrite: true);
    }

    private StreamWriter Open()
    {
        // Whoever was killed in the middle of a line must not spoil the next one.
        var isCut = false;
        if (File.Exists(Current))
        {
            using var written = File.OpenRead(Current);
            isCut = written.Length > 0 && written.Seek(-1, SeekOrigin.End) >= 0 && written.ReadByte() != '\n';
        }

        var writer = new StreamWriter(
            new FileStream(Current, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete), new UTF8Encoding(false));
        writer.Write(isCut ? "\n" : "");
        return writer;
    }
}
