using System.Text;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Blockchain;

/// <summary>An exchange of one stock as the machine of a cluster: executes orders as text, answers with what came of them.</summary>
/// <remarks>A new order's number is its place in the log, and that place also serves as its time, so that nothing but the log decides.
/// The state is saved as the commands that led to it: the exchange is a function of them.</remarks>
public sealed class OrderMachine : IReplicatedMachine
{
    private const long Cash = 1L << 50;
    private const long Shares = 1L << 40;

    private readonly EventBuffer _events = new();
    private readonly List<(long Index, ReadOnlyMemory<byte> Text)> _history = [];
    private Exchange _exchange = Open();

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Apply(LogEntry entry)
    {
        _history.Add((entry.Index, entry.Data));
        return Execute(entry.Index, entry.Data.Span);
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Save()
    {
        var writer = new FrameWriter();
        foreach (var (index, text) in _history)
        {
            writer.Long(index).Bytes(text.Span);
        }

        return writer.Written.ToArray();
    }

    /// <inheritdoc/>
    public void Restore(ReadOnlyMemory<byte> state)
    {
        Reset();
        var reader = new FrameReader(state.Span);
        while (!reader.IsAtEnd)
        {
            var (index, text) = (reader.Long(), reader.Bytes().ToArray());
            _history.Add((index, text));
            Execute(index, text);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _exchange = Open();
        _history.Clear();
    }

    /// <inheritdoc/>
    public ulong ComputeHash() => _exchange.ComputeHash();

    /// <summary>What an answer says happened.</summary>
    public static MarketEvent[] ReadAnswer(ReadOnlySpan<byte> answer)
    {
        var events = new MarketEvent[answer.Length / EventCodec.Size];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = EventCodec.Read(answer[(i * EventCodec.Size)..]);
        }

        return events;
    }

    private static Exchange Open()
    {
        var exchange = new Exchange([OrderText.Stock]);
        var events = new EventBuffer();
        exchange.Apply(Commands.OpenSession(), SimTime.Zero, events);
        for (var i = 0; i < OrderText.Accounts; i++)
        {
            var account = new AccountId(OrderText.FirstAccount + i);
            exchange.Apply(Commands.OpenAccount(account), SimTime.Zero, events);
            exchange.Apply(Commands.Deposit(account, OrderText.Stock.Quote, Cash), SimTime.Zero, events);
            exchange.Apply(Commands.Deposit(account, OrderText.Stock.Base, Shares), SimTime.Zero, events);
        }

        return exchange;
    }

    private byte[] Execute(long index, ReadOnlySpan<byte> text)
    {
        _events.Clear();
        var now = SimTime.FromMilliseconds(index);
        if (OrderText.TryParse(Encoding.UTF8.GetString(text), new OrderId((ulong)index), out var command))
        {
            _exchange.Apply(command, now, _events);
        }
        else
        {
            _events.Add(new MarketEvent { Kind = EventKind.Rejected, Reject = RejectReason.Malformed, Time = now });
        }

        var answer = new byte[_events.Count * EventCodec.Size];
        var at = 0;
        foreach (ref readonly var item in _events.Items)
        {
            EventCodec.Write(item, answer.AsSpan(at));
            at += EventCodec.Size;
        }

        return answer;
    }
}
