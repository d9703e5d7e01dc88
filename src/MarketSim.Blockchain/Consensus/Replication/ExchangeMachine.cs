using System.Buffers.Binary;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Blockchain;

/// <summary>A node's own copy of an exchange, driven by the log: each entry is a command and the instant at which it takes effect.
/// </summary>
/// <remarks>It answers with the command's number, counted from 1: whoever sent it can tell in which order commands took effect, for the
/// log's own places also hold what is no command.</remarks>
public sealed class ExchangeMachine : IReplicatedMachine
{
    private readonly Func<Exchange> _create;
    private readonly List<LoggedCommand> _genesis = [];
    private readonly List<LoggedCommand> _applied = [];
    private readonly EventBuffer _events = new();
    private readonly bool _keepsHistory;
    private SimTime _last;
    private StateHash _tape;

    /// <summary>A copy that starts as all others do.</summary>
    /// <param name="create">Makes the exchange as it is before the first command.</param>
    /// <param name="keepsHistory">Whether its state can be saved: it is saved as the commands that led to it.</param>
    public ExchangeMachine(Func<Exchange> create, bool keepsHistory = false)
    {
        ArgumentNullException.ThrowIfNull(create);
        (_create, _keepsHistory) = (create, keepsHistory);
        Exchange = create();
    }

    /// <summary>The copy.</summary>
    public Exchange Exchange { get; private set; }

    /// <summary>How many commands it has executed.</summary>
    public long Count { get; private set; }

    /// <summary>How many trades there were.</summary>
    public long TradeCount { get; private set; }

    /// <summary>Fingerprint of the tape: of every trade's time, instrument, parties, price and quantity, in order.</summary>
    public ulong TapeHash => _tape.Value;

    /// <summary>A command as the log holds it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="time">When it was asked for; it takes effect then, or with the command before it if that is later.</param>
    public static byte[] Encode(in Command command, SimTime time)
    {
        var bytes = new byte[CommandCodec.Size];
        CommandCodec.Write(new LoggedCommand(time, command), bytes);
        return bytes;
    }

    /// <summary>What a node answered: the number of the command.</summary>
    public static long NumberOf(ReadOnlyMemory<byte> answer) => BinaryPrimitives.ReadInt64LittleEndian(answer.Span);

    /// <summary>A command takes effect before the log begins, on every copy alike.</summary>
    public void Prepare(in Command command, SimTime time)
    {
        _genesis.Add(new LoggedCommand(time, command));
        Execute(command, time);
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Apply(LogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var (time, command) = CommandCodec.Read(entry.Data.Span);
        Execute(command, time);
        Count++;
        if (_keepsHistory)
        {
            _applied.Add(new LoggedCommand(_last, command));
        }

        var answer = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(answer, Count);
        return answer;
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Save()
    {
        if (!_keepsHistory)
        {
            throw new InvalidOperationException("This copy was told not to keep what led to its state, so it cannot be saved.");
        }

        var state = new byte[_applied.Count * CommandCodec.Size];
        for (var i = 0; i < _applied.Count; i++)
        {
            CommandCodec.Write(_applied[i], state.AsSpan(i * CommandCodec.Size));
        }

        return state;
    }

    /// <inheritdoc/>
    public void Restore(ReadOnlyMemory<byte> state)
    {
        if (state.Length % CommandCodec.Size != 0)
        {
            throw new FormatException($"A saved exchange is a row of commands of {CommandCodec.Size} bytes each; these are {state.Length} bytes.");
        }

        Reset();
        for (var at = 0; at < state.Length; at += CommandCodec.Size)
        {
            var item = CommandCodec.Read(state.Span.Slice(at, CommandCodec.Size));
            Execute(item.Command, item.Time);
            _applied.Add(item);
            Count++;
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        (Exchange, Count, TradeCount, _last, _tape) = (_create(), 0, 0, SimTime.Zero, default);
        _applied.Clear();
        foreach (var (time, command) in _genesis)
        {
            Execute(command, time);
        }
    }

    /// <inheritdoc/>
    public ulong ComputeHash() => Exchange.ComputeHash();

    // Commands that were sent again may come after later ones: an exchange's time never runs back.
    private void Execute(in Command command, SimTime time)
    {
        _last = time < _last ? _last : time;
        _events.Clear();
        Exchange.Apply(command, _last, _events);
        foreach (ref readonly var item in _events.Items)
        {
            if (item.Kind == EventKind.Traded)
            {
                Print(item);
            }
        }
    }

    private void Print(in MarketEvent trade)
    {
        TradeCount++;
        unchecked
        {
            _tape.Add((ulong)trade.Time.Nanoseconds, (ulong)trade.Instrument.Value, (ulong)trade.Account.Value, (ulong)trade.CounterAccount.Value);
            _tape.Add((ulong)trade.Price.Ticks, (ulong)trade.Quantity.Lots, (ulong)trade.Side, (ulong)trade.Sequence);
        }
    }
}
