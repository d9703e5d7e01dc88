using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Several fast books in one store beside each other, each with a random flow of its own and a plain book to compare
/// it with.</summary>
internal sealed class BooksInOneStore : IDisposable
{
    private readonly Rng _random;
    private readonly LadderStore _store = new();
    private readonly RandomFlow[] _flows;
    private readonly BookPair[] _pairs;
    private readonly OrderId[] _lastNamed;

    public BooksInOneStore(ulong seed, int books)
    {
        _random = new Rng(seed, "neighbours");
        _flows = new RandomFlow[books];
        _pairs = new BookPair[books];
        _lastNamed = new OrderId[books];
        for (var i = 0; i < books; i++)
        {
            // Powers of two keep all styles of ids apart: the lowest bits say whose an id is.
            _flows[i] = new RandomFlow(unchecked((seed * 1_000) + (ulong)i), idStep: 8, firstId: (ulong)i + 1);
            var allocation = _flows[i].Settings.Allocation;
            _pairs[i] = new BookPair(
                new OrderBook(AllocationText.Parse(allocation)), new LadderBook(AllocationText.Parse(allocation), _store));
        }
    }

    /// <summary>Makes so many calls, each to a random book.</summary>
    /// <returns>What differs; null if nothing does.</returns>
    public string? Run(int calls)
    {
        string? difference = null;
        for (var call = 1; call <= calls && difference is null; call++)
        {
            var i = (int)_random.Below(_pairs.Length);
            difference = (Call(i, seesState: call % BookComparison.CallsBetweenStates == 0) ?? Trespass(i)) is { } found
                ? $"call {call}, to book {i}: {found}" : null;
        }

        return difference;
    }

    public void Dispose()
    {
        foreach (var pair in _pairs)
        {
            pair.Dispose();
        }

        _store.Dispose();
    }

    private string? Call(int i, bool seesState)
    {
        var call = _flows[i].Next();
        _lastNamed[i] = call.Order.Id;
        var difference = _pairs[i].Apply(call, seesState, out var answer);
        _flows[i].Observe(call, answer, _pairs[i].Steps);
        return difference;
    }

    /// <summary>A book must not know its neighbours' orders, though its store does.</summary>
    private string? Trespass(int i)
    {
        var neighbours = _lastNamed[(i + 1) % _lastNamed.Length];
        var book = _pairs[i].Second;
        return book.TryGet(neighbours, out _) || book.Reduce(neighbours, new Quantity(1), out _) || book.Remove(neighbours, out _)
            ? $"order {neighbours} of another book was found here" : null;
    }
}
