using System.Runtime.CompilerServices;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>Drives books with the commands of an order flow, as a user of the book would: through its public
/// methods. Hot.</summary>
internal sealed class MatchDriver : IDisposable
{
    /// <summary>The file's own word is not trusted with all our memory.</summary>
    private const long MostExpected = 4_000_000;

    private readonly LadderStore _store;
    private readonly LadderBook[] _books;
    private readonly FillBuffer _fills = new();

    /// <summary>Empty books for a flow.</summary>
    public MatchDriver(int symbols, long expectedOrders)
    {
        _store = new LadderStore((int)Math.Min(expectedOrders, MostExpected));
        _books = new LadderBook[symbols];
        for (var i = 0; i < symbols; i++)
        {
            _books[i] = new LadderBook(store: _store);
        }
    }

    /// <summary>Commands that named an order which does not rest.</summary>
    public long Rejects { get; private set; }

    /// <summary>Fills.</summary>
    public long Trades { get; private set; }

    /// <summary>Lots traded.</summary>
    public long TradedQuantity { get; private set; }

    /// <summary>Price × quantity over all fills, in ticks × lots.</summary>
    public long Notional { get; private set; }

    /// <summary>Whether to add every fill to <see cref="TradeHash"/>.</summary>
    public bool Hashes { get; init; }

    /// <summary>Fingerprint of the fills, if asked for.</summary>
    public StateHash TradeHash;

    /// <summary>The books.</summary>
    public ReadOnlySpan<LadderBook> Books => _books;

    /// <summary>Unmanaged bytes of all books.</summary>
    public long MemoryBytes => _store.MemoryBytes + _books.Sum(book => book.MemoryBytes);

    /// <summary>Gives the books' memory back.</summary>
    public void Dispose()
    {
        foreach (var book in _books)
        {
            book.Dispose();
        }

        _store.Dispose();
    }

    /// <summary>Executes commands and counts what comes of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ReadOnlySpan<OrderFlowRecord> commands)
    {
        var books = _books;
        foreach (ref readonly var command in commands)
        {
            Execute(books[command.Symbol], command);
        }
    }

    /// <summary>Executes one command and counts its fills.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Execute(in OrderFlowRecord command) => Execute(_books[command.Symbol], command);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Execute(LadderBook book, in OrderFlowRecord command)
    {
        if (command.Type == OrderFlowType.Cancel)
        {
            Count(book.Remove(new OrderId(command.Order)));
        }
        else if (command.Type == OrderFlowType.Reduce)
        {
            Count(book.Reduce(new OrderId(command.Order), new Quantity(command.Quantity)));
        }
        else if (command.Type != OrderFlowType.Replace)
        {
            Enter(book, command.Order, command);
        }
        else if (Count(book.Remove(new OrderId(command.Order))))
        {
            Enter(book, command.NewOrder, command);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Count(bool done)
    {
        if (!done)
        {
            Rejects++;
        }

        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Enter(LadderBook book, ulong id, in OrderFlowRecord command)
    {
        var limit = command.Type != OrderFlowType.Market ? command.Price
            : command.Side == Side.Buy ? long.MaxValue : long.MinValue;
        var left = book.Enter(
            new OrderId(id), default, 0, command.Side, new Price(limit), new Quantity(command.Quantity),
            restRemainder: command.Type < OrderFlowType.Market, _fills);
        if (left.Lots != command.Quantity)
        {
            CountFills(id);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountFills(ulong taker)
    {
        unchecked
        {
            foreach (ref readonly var fill in _fills.Items)
            {
                Trades++;
                TradedQuantity += fill.Quantity.Lots;
                Notional += fill.Price.Ticks * fill.Quantity.Lots;
                if (Hashes)
                {
                    TradeHash.Add(fill.Maker.Value);
                    TradeHash.Add(taker);
                    TradeHash.Add(fill.Price.Ticks);
                    TradeHash.Add(fill.Quantity.Lots);
                }
            }

            _fills.Clear();
        }
    }
}
