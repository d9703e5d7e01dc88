namespace MarketSim.Core;

/// <summary>How one kind of record lies in a log: which file it belongs to, how many bytes it takes, and what they mean.</summary>
/// <typeparam name="TRecord">The record.</typeparam>
public interface ILogCodec<TRecord>
    where TRecord : struct
{
    /// <summary>What such a file is called, for messages.</summary>
    static abstract string Noun { get; }

    /// <summary>The first eight bytes of the file.</summary>
    static abstract ReadOnlySpan<byte> Magic { get; }

    /// <summary>Version of the record; raised with every change of its bytes.</summary>
    static abstract uint Version { get; }

    /// <summary>Bytes of one record.</summary>
    static abstract int Size { get; }

    /// <summary>Writes every field, little-endian.</summary>
    static abstract void Write(in TRecord record, Span<byte> bytes);

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    static abstract TRecord Read(ReadOnlySpan<byte> bytes);
}
