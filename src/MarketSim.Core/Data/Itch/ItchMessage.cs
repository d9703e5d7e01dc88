using System.Buffers.Binary;
using System.Text;

namespace MarketSim.Core;

/// <summary>One ITCH message as its bytes, with the fields by name. A field means what it says only in the
/// types that have it.</summary>
/// <param name="body">From the type to the end, in the length that the specification gives the type.</param>
public readonly ref struct ItchMessage(ReadOnlySpan<byte> body)
{
    private readonly ReadOnlySpan<byte> _body = body;

    /// <summary>The bytes, the type first.</summary>
    public ReadOnlySpan<byte> Body => _body;

    /// <summary>The type's letter.</summary>
    public byte Type => _body[0];

    /// <summary>The day's number of the stock; 0 in messages that are about none.</summary>
    public int Locate => BinaryPrimitives.ReadUInt16BigEndian(_body[1..]);

    /// <summary>Nasdaq's internal tracking number.</summary>
    public int Tracking => BinaryPrimitives.ReadUInt16BigEndian(_body[3..]);

    /// <summary>Nanoseconds after midnight.</summary>
    public long Timestamp => (long)(BinaryPrimitives.ReadUInt64BigEndian(_body[3..]) & 0xFFFF_FFFF_FFFF);

    /// <summary>A, F, E, C, X, D, U, P: the order; of a replacement the old one.</summary>
    public ulong Order => BinaryPrimitives.ReadUInt64BigEndian(_body[11..]);

    /// <summary>U: the replacement's order reference.</summary>
    public ulong NewOrder => BinaryPrimitives.ReadUInt64BigEndian(_body[19..]);

    /// <summary>A, F, P: 'B' or 'S'.</summary>
    public byte BuySell => _body[19];

    /// <summary>A, F, E, C, X, U, P: shares; of E, C and X those executed or cancelled.</summary>
    public uint Shares
        => BinaryPrimitives.ReadUInt32BigEndian(_body[((char)Type switch { 'A' or 'F' or 'P' => 20, 'U' => 27, _ => 19 })..]);

    /// <summary>Q: shares.</summary>
    public ulong CrossShares => BinaryPrimitives.ReadUInt64BigEndian(_body[11..]);

    /// <summary>A, F, C, U, P, Q: price in dollars times 10,000.</summary>
    public uint Price
        => BinaryPrimitives.ReadUInt32BigEndian(_body[((char)Type switch { 'U' => 31, 'Q' => 27, _ => 32 })..]);

    /// <summary>E, C, P, Q, B: Nasdaq's number of the trade.</summary>
    public ulong Match
        => BinaryPrimitives.ReadUInt64BigEndian(_body[((char)Type switch { 'P' => 36, 'Q' => 31, 'B' => 11, _ => 23 })..]);

    /// <summary>C: 'Y' if the execution counts as volume, else 'N'.</summary>
    public byte Printable => _body[31];

    /// <summary>H: 'H' halted, 'P' paused, 'Q' quotes only, 'T' trading.</summary>
    public byte TradingState => _body[19];

    /// <summary>S: 'O' start of messages, 'S' start of system hours, 'Q' start of market hours, 'M' end of
    /// market hours, 'E' end of system hours, 'C' end of messages.</summary>
    public byte SystemEvent => _body[11];

    /// <summary>R, H, Y, L, K, J, h, N, O, A, F, P, I, Q: the stock's symbol.</summary>
    public string Stock => Encoding.ASCII.GetString(
        _body.Slice((char)Type switch { 'A' or 'F' or 'P' => 24, 'I' => 28, 'Q' => 19, 'L' => 15, _ => 11 }, 8)).TrimEnd(' ');
}
