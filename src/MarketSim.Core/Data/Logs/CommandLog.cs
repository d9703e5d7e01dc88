using static System.Buffers.Binary.BinaryPrimitives;

namespace MarketSim.Core;

/// <summary>A command and the instant at which the exchange applied it.</summary>
public readonly record struct LoggedCommand
{
    /// <summary>When it was applied.</summary>
    public readonly SimTime Time;

    /// <summary>What was asked.</summary>
    public readonly Command Command;

    /// <summary>A command applied at an instant.</summary>
    public LoggedCommand(SimTime time, in Command command) => (Time, Command) = (time, command);

    /// <summary>Both parts.</summary>
    public void Deconstruct(out SimTime time, out Command command) => (time, command) = (Time, Command);
}

/// <summary>Writes everything that an exchange was asked, in the order in which it was applied.</summary>
public sealed class CommandLogWriter : LogWriter<LoggedCommand, CommandCodec>
{
    /// <summary>Starts a log in a stream.</summary>
    /// <param name="stream">Where it goes; at its beginning.</param>
    /// <param name="blockBytes">How much is gathered before it is written.</param>
    /// <param name="leaveOpen">Whether the stream outlives this writer.</param>
    public CommandLogWriter(Stream stream, int blockBytes = DefaultBlockBytes, bool leaveOpen = false)
        : base(stream, blockBytes, leaveOpen)
    {
    }

    /// <summary>Starts a log in a file, replacing what is there.</summary>
    public static CommandLogWriter Create(string path, int blockBytes = DefaultBlockBytes) => new(CreateFile(path), blockBytes);

    /// <summary>Appends one command.</summary>
    public void Append(SimTime time, in Command command) => Append(new LoggedCommand(time, in command));
}

/// <summary>Reads a command log.</summary>
public sealed class CommandLogReader : LogReader<LoggedCommand, CommandCodec>
{
    /// <summary>Reads and checks the header.</summary>
    /// <exception cref="FormatException">It is no command log, is of a newer version, or its header is damaged.</exception>
    public CommandLogReader(Stream stream, bool leaveOpen = false)
        : base(stream, leaveOpen)
    {
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="FormatException">As above.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CommandLogReader Open(string path) => new(OpenFile(path));
}

/// <summary>The bytes of a logged command: 112, little-endian, in the order written here.</summary>
public readonly struct CommandCodec : ILogCodec<LoggedCommand>
{
    /// <inheritdoc/>
    public static string Noun => "command log";

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> Magic => "MSIMCMD1"u8;

    /// <inheritdoc/>
    public static uint Version => 1;

    /// <inheritdoc/>
    public static int Size => 112;

    /// <inheritdoc/>
    public static void Write(in LoggedCommand record, Span<byte> bytes)
    {
        bytes = bytes[..112];
        ref readonly var command = ref record.Command;
        WriteInt64LittleEndian(bytes, record.Time.Nanoseconds);
        bytes[8] = (byte)command.Kind;
        bytes[9] = (byte)command.Side;
        bytes[10] = (byte)command.Type;
        bytes[11] = (byte)command.TimeInForce;
        bytes[12] = (byte)command.PostOnly;
        bytes[13] = (byte)command.SelfTrade;
        bytes[14] = (byte)command.Peg;
        bytes[15] = (byte)command.Flags;
        WriteInt32LittleEndian(bytes[16..], command.Account.Value);
        WriteInt32LittleEndian(bytes[20..], command.Instrument.Value);
        WriteUInt64LittleEndian(bytes[24..], command.Order.Value);
        WriteUInt64LittleEndian(bytes[32..], command.NewOrder.Value);
        WriteInt64LittleEndian(bytes[40..], command.Price.Ticks);
        WriteInt64LittleEndian(bytes[48..], command.Quantity.Lots);
        WriteInt64LittleEndian(bytes[56..], command.Display.Lots);
        WriteInt64LittleEndian(bytes[64..], command.Minimum.Lots);
        WriteInt64LittleEndian(bytes[72..], command.StopPrice.Ticks);
        WriteInt64LittleEndian(bytes[80..], command.Offset);
        WriteInt64LittleEndian(bytes[88..], command.Expiry.Nanoseconds);
        WriteInt32LittleEndian(bytes[96..], command.Asset.Value);
        bytes[100] = (byte)command.Instruction;
        bytes[101] = (byte)command.AccountType;
        bytes[102] = (byte)command.Phase;
        bytes[103] = (byte)command.Mark;
        WriteInt64LittleEndian(bytes[104..], command.Amount);
    }

    /// <inheritdoc/>
    public static LoggedCommand Read(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..112];
        return new(new SimTime(ReadInt64LittleEndian(bytes)), new Command
        {
            Kind = (CommandKind)bytes[8],
            Side = (Side)bytes[9],
            Type = (OrderType)bytes[10],
            TimeInForce = (TimeInForce)bytes[11],
            PostOnly = (PostOnly)bytes[12],
            SelfTrade = (SelfTradePrevention)bytes[13],
            Peg = (PegReference)bytes[14],
            Flags = (OrderFlags)bytes[15],
            Account = new AccountId(ReadInt32LittleEndian(bytes[16..])),
            Instrument = new InstrumentId(ReadInt32LittleEndian(bytes[20..])),
            Order = new OrderId(ReadUInt64LittleEndian(bytes[24..])),
            NewOrder = new OrderId(ReadUInt64LittleEndian(bytes[32..])),
            Price = new Price(ReadInt64LittleEndian(bytes[40..])),
            Quantity = new Quantity(ReadInt64LittleEndian(bytes[48..])),
            Display = new Quantity(ReadInt64LittleEndian(bytes[56..])),
            Minimum = new Quantity(ReadInt64LittleEndian(bytes[64..])),
            StopPrice = new Price(ReadInt64LittleEndian(bytes[72..])),
            Offset = ReadInt64LittleEndian(bytes[80..]),
            Expiry = new SimTime(ReadInt64LittleEndian(bytes[88..])),
            Asset = new AssetId(ReadInt32LittleEndian(bytes[96..])),
            Instruction = (Instruction)bytes[100],
            AccountType = (AccountType)bytes[101],
            Phase = (TradingPhase)bytes[102],
            Mark = (OrderMark)bytes[103],
            Amount = ReadInt64LittleEndian(bytes[104..]),
        });
    }
}
