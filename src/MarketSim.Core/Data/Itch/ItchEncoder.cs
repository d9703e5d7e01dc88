using System.Buffers.Binary;
using System.Text;

namespace MarketSim.Core;

/// <summary>Puts ITCH 5.0 messages into bytes, each preceded by its length in two bytes. Buffered.</summary>
internal sealed class ItchEncoder(Stream stream)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _filled;

    public void SystemEvent(long time, char code)
    {
        var body = Begin('S', 0, time);
        body[11] = (byte)code;
    }

    // Common stock, normal status, round lots of 100, production; no short-sale threshold, IPO flag or ETF
    // leverage.
    public void Directory(int locate, long time, string symbol)
    {
        var body = Begin('R', locate, time);
        Symbol(body[11..], symbol);
        body[19] = (byte)'Q';
        body[20] = (byte)'N';
        BinaryPrimitives.WriteUInt32BigEndian(body[21..], 100);
        "NCZ PNN1N"u8.CopyTo(body[25..]);
        BinaryPrimitives.WriteUInt32BigEndian(body[34..], 0);
        body[38] = (byte)'N';
    }

    public void TradingAction(int locate, long time, string symbol, char state)
    {
        var body = Begin('H', locate, time);
        Symbol(body[11..], symbol);
        body[19] = (byte)state;
        body[20] = (byte)' ';
        "    "u8.CopyTo(body[21..]);
    }

    public void Add(int locate, long time, ulong order, Side side, uint shares, string symbol, uint price)
    {
        var body = Begin('A', locate, time);
        BinaryPrimitives.WriteUInt64BigEndian(body[11..], order);
        body[19] = Letter(side);
        BinaryPrimitives.WriteUInt32BigEndian(body[20..], shares);
        Symbol(body[24..], symbol);
        BinaryPrimitives.WriteUInt32BigEndian(body[32..], price);
    }

    public void Execute(int locate, long time, ulong order, uint shares, ulong match)
    {
        var body = Begin('E', locate, time);
        BinaryPrimitives.WriteUInt64BigEndian(body[11..], order);
        BinaryPrimitives.WriteUInt32BigEndian(body[19..], shares);
        BinaryPrimitives.WriteUInt64BigEndian(body[23..], match);
    }

    public void ExecuteAt(int locate, long time, ulong order, uint shares, ulong match, uint price, bool isPrintable = true)
    {
        var body = Begin('C', locate, time);
        BinaryPrimitives.WriteUInt64BigEndian(body[11..], order);
        BinaryPrimitives.WriteUInt32BigEndian(body[19..], shares);
        BinaryPrimitives.WriteUInt64BigEndian(body[23..], match);
        body[31] = isPrintable ? (byte)'Y' : (byte)'N';
        BinaryPrimitives.WriteUInt32BigEndian(body[32..], price);
    }

    public void Reduce(int locate, long time, ulong order, uint shares)
    {
        var body = Begin('X', locate, time);
        BinaryPrimitives.WriteUInt64BigEndian(body[11..], order);
        BinaryPrimitives.WriteUInt32BigEndian(body[19..], shares);
    }

    public void Delete(int locate, long time, ulong order)
        => BinaryPrimitives.WriteUInt64BigEndian(Begin('D', locate, time)[11..], order);

    public void Replace(int locate, long time, ulong old, ulong order, uint shares, uint price)
    {
        var body = Begin('U', locate, time);
        BinaryPrimitives.WriteUInt64BigEndian(body[11..], old);
        BinaryPrimitives.WriteUInt64BigEndian(body[19..], order);
        BinaryPrimitives.WriteUInt32BigEndian(body[27..], shares);
        BinaryPrimitives.WriteUInt32BigEndian(body[31..], price);
    }

    public void Trade(int locate, long time, Side resting, uint shares, string symbol, uint price, ulong match)
    {
        var body = Begin('P', locate, time);
        BinaryPrimitives.WriteUInt64BigEndian(body[11..], 0);
        body[19] = Letter(resting);
        BinaryPrimitives.WriteUInt32BigEndian(body[20..], shares);
        Symbol(body[24..], symbol);
        BinaryPrimitives.WriteUInt32BigEndian(body[32..], price);
        BinaryPrimitives.WriteUInt64BigEndian(body[36..], match);
    }

    public void Cross(int locate, long time, ulong shares, string symbol, uint price, ulong match, char type)
    {
        var body = Begin('Q', locate, time);
        BinaryPrimitives.WriteUInt64BigEndian(body[11..], shares);
        Symbol(body[19..], symbol);
        BinaryPrimitives.WriteUInt32BigEndian(body[27..], price);
        BinaryPrimitives.WriteUInt64BigEndian(body[31..], match);
        body[39] = (byte)type;
    }

    // Far, near and reference price are the one price that the auction would have.
    public void Imbalance(
        int locate, long time, ulong paired, ulong imbalance, Side side, string symbol, uint price, char type)
    {
        var body = Begin('I', locate, time);
        BinaryPrimitives.WriteUInt64BigEndian(body[11..], paired);
        BinaryPrimitives.WriteUInt64BigEndian(body[19..], imbalance);
        body[27] = paired == 0 ? (byte)'O' : imbalance == 0 ? (byte)'N' : Letter(side);
        Symbol(body[28..], symbol);
        for (var place = 36; place <= 44; place += 4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(body[place..], price);
        }

        body[48] = (byte)type;
        body[49] = (byte)' ';
    }

    public void Flush()
    {
        stream.Write(_buffer, 0, _filled);
        _filled = 0;
        stream.Flush();
    }

    private Span<byte> Begin(char type, int locate, long time)
    {
        var length = ItchSpec.LengthOf((byte)type);
        if (_buffer.Length - _filled < length + 2)
        {
            stream.Write(_buffer, 0, _filled);
            _filled = 0;
        }

        var framed = _buffer.AsSpan(_filled, length + 2);
        _filled += length + 2;
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)length);
        var body = framed[2..];
        BinaryPrimitives.WriteUInt16BigEndian(body[1..], (ushort)locate);
        BinaryPrimitives.WriteUInt64BigEndian(body[3..], (ulong)time);   // Its upper two bytes are the tracking number, zero.
        body[0] = (byte)type;
        return body;
    }

    private static byte Letter(Side side) => side == Side.Buy ? (byte)'B' : (byte)'S';

    private static void Symbol(Span<byte> field, string symbol)
    {
        field[..8].Fill((byte)' ');
        Encoding.ASCII.GetBytes(symbol, field[..8]);
    }
}
