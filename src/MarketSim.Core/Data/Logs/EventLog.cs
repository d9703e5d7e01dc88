using static System.Buffers.Binary.BinaryPrimitives;

namespace MarketSim.Core;

/// <summary>Writes everything that happened on an exchange, in order.</summary>
public sealed class EventLogWriter : LogWriter<MarketEvent, EventCodec>
{
    /// <summary>Starts a log in a stream.</summary>
    /// <param name="stream">Where it goes; at its beginning.</param>
    /// <param name="blockBytes">How much is gathered before it is written.</param>
    /// <param name="leaveOpen">Whether the stream outlives this writer.</param>
    public EventLogWriter(Stream stream, int blockBytes = DefaultBlockBytes, bool leaveOpen = false)
        : base(stream, blockBytes, leaveOpen)
    {
    }

    /// <summary>Starts a log in a file, replacing what is there.</summary>
    public static EventLogWriter Create(string path, int blockBytes = DefaultBlockBytes) => new(CreateFile(path), blockBytes);

    /// <summary>Appends all of them.</summary>
    public void Append(ReadOnlySpan<MarketEvent> events)
    {
        foreach (ref readonly var happened in events)
        {
            Append(in happened);
        }
    }
}

/// <summary>Reads an event log.</summary>
public sealed class EventLogReader : LogReader<MarketEvent, EventCodec>
{
    /// <summary>Reads and checks the header.</summary>
    /// <exception cref="FormatException">It is no event log, is of a newer version, or its header is damaged.</exception>
    public EventLogReader(Stream stream, bool leaveOpen = false)
        : base(stream, leaveOpen)
    {
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="FormatException">As above.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static EventLogReader Open(string path) => new(OpenFile(path));
}

/// <summary>The bytes of an event: 96, little-endian, in the order written here.</summary>
public readonly struct EventCodec : ILogCodec<MarketEvent>
{
    /// <inheritdoc/>
    public static string Noun => "event log";

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> Magic => "MSIMEVT1"u8;

    /// <inheritdoc/>
    public static uint Version => 1;

    /// <inheritdoc/>
    public static int Size => 96;

    /// <inheritdoc/>
    public static void Write(in MarketEvent record, Span<byte> bytes)
    {
        bytes = bytes[..96];
        bytes[0] = (byte)record.Kind;
        bytes[1] = (byte)record.Side;
        bytes[2] = (byte)record.Reject;
        bytes[3] = (byte)record.Cancel;
        bytes[4] = (byte)record.Type;
        bytes[5] = (byte)record.TimeInForce;
        bytes[6] = (byte)record.Phase;
        bytes[7] = (byte)record.Flags;
        WriteInt64LittleEndian(bytes[8..], record.Sequence);
        WriteInt64LittleEndian(bytes[16..], record.Time.Nanoseconds);
        WriteInt32LittleEndian(bytes[24..], record.Instrument.Value);
        WriteInt32LittleEndian(bytes[28..], record.Account.Value);
        WriteUInt64LittleEndian(bytes[32..], record.Order.Value);
        WriteUInt64LittleEndian(bytes[40..], record.CounterOrder.Value);
        WriteInt32LittleEndian(bytes[48..], record.CounterAccount.Value);
        WriteInt32LittleEndian(bytes[52..], record.Asset.Value);
        WriteInt64LittleEndian(bytes[56..], record.Price.Ticks);
        WriteInt64LittleEndian(bytes[64..], record.Quantity.Lots);
        WriteInt64LittleEndian(bytes[72..], record.Open.Lots);
        WriteInt64LittleEndian(bytes[80..], record.CounterOpen.Lots);
        WriteInt64LittleEndian(bytes[88..], record.Amount);
    }

    /// <inheritdoc/>
    public static MarketEvent Read(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..96];
        return new()
        {
            Kind = (EventKind)bytes[0],
            Side = (Side)bytes[1],
            Reject = (RejectReason)bytes[2],
            Cancel = (CancelReason)bytes[3],
            Type = (OrderType)bytes[4],
            TimeInForce = (TimeInForce)bytes[5],
            Phase = (TradingPhase)bytes[6],
            Flags = (EventFlags)bytes[7],
            Sequence = ReadInt64LittleEndian(bytes[8..]),
            Time = new SimTime(ReadInt64LittleEndian(bytes[16..])),
            Instrument = new InstrumentId(ReadInt32LittleEndian(bytes[24..])),
            Account = new AccountId(ReadInt32LittleEndian(bytes[28..])),
            Order = new OrderId(ReadUInt64LittleEndian(bytes[32..])),
            CounterOrder = new OrderId(ReadUInt64LittleEndian(bytes[40..])),
            CounterAccount = new AccountId(ReadInt32LittleEndian(bytes[48..])),
            Asset = new AssetId(ReadInt32LittleEndian(bytes[52..])),
            Price = new Price(ReadInt64LittleEndian(bytes[56..])),
            Quantity = new Quantity(ReadInt64LittleEndian(bytes[64..])),
            Open = new Quantity(ReadInt64LittleEndian(bytes[72..])),
            CounterOpen = new Quantity(ReadInt64LittleEndian(bytes[80..])),
            Amount = ReadInt64LittleEndian(bytes[88..]),
        };
    }
}
