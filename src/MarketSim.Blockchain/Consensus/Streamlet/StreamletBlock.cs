using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MarketSim.Blockchain;

/// <summary>A block of the chain: commands, the epoch in which they were proposed, and the block before.</summary>
/// <remarks>Its id is the SHA-256 of its contents, so nobody can change a block and keep its id.</remarks>
public sealed class StreamletBlock
{
    /// <summary>The block that every chain begins with.</summary>
    public static readonly StreamletBlock Genesis = new(0, "", []);

    /// <summary>A block.</summary>
    /// <param name="epoch">When it was proposed, from 1; zero for <see cref="Genesis"/>.</param>
    /// <param name="parent">The id of the block before.</param>
    /// <param name="commands">What it carries, in order.</param>
    public StreamletBlock(long epoch, string parent, IReadOnlyList<ClientCommand> commands)
    {
        Epoch = epoch;
        Parent = parent;
        Commands = commands;
        Id = Convert.ToHexString(SHA256.HashData(Contents()));
    }

    /// <summary>When it was proposed, from 1.</summary>
    public long Epoch { get; }

    /// <summary>The id of the block before.</summary>
    public string Parent { get; }

    /// <summary>What it carries, in order.</summary>
    public IReadOnlyList<ClientCommand> Commands { get; }

    /// <summary>The fingerprint of all of it, in hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>How many entries of the log it becomes: its head and its commands.</summary>
    public int EntryCount => 1 + Commands.Count;

    /// <summary>The block as entries of the log: first its head, which says what it follows, then its commands.</summary>
    /// <param name="index">The place of the first.</param>
    public IEnumerable<LogEntry> ToEntries(long index)
    {
        yield return new LogEntry(Epoch, index, LogEntryKind.Empty, 0, (ulong)Commands.Count, Convert.FromHexString(Parent));
        foreach (var command in Commands)
        {
            yield return new LogEntry(Epoch, ++index, LogEntryKind.Command, command.Session, command.Sequence, command.Data);
        }
    }

    /// <summary>The blocks of a log, from the first entry on; an incomplete last one is left out.</summary>
    public static IReadOnlyList<StreamletBlock> FromEntries(IReadOnlyList<LogEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var blocks = new List<StreamletBlock>();
        for (var place = 0; place < entries.Count;)
        {
            var (head, count) = (entries[place], (int)entries[place].Sequence);
            if (place + 1 + count > entries.Count)
            {
                break;
            }

            var commands = entries.Skip(place + 1).Take(count).Select(e => new ClientCommand(e.Session, e.Sequence, e.Data));
            blocks.Add(new StreamletBlock(head.Term, Convert.ToHexString(head.Data.Span), [.. commands]));
            place += 1 + count;
        }

        return blocks;
    }

    private byte[] Contents()
    {
        using var stream = new MemoryStream();
        Span<byte> number = stackalloc byte[8];
        void Write(Span<byte> room, ulong value)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(room, value);
            stream.Write(room);
        }

        Write(number, (ulong)Epoch);
        stream.Write(Convert.FromHexString(Parent));
        foreach (var command in Commands)
        {
            Write(number, command.Session);
            Write(number, command.Sequence);
            Write(number, (ulong)command.Data.Length);
            stream.Write(command.Data.Span);
        }

        return stream.ToArray();
    }
}
