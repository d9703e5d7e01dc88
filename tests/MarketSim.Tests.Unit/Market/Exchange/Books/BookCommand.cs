using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>A call to a book.</summary>
internal enum BookCall
{
    Rest,
    Match,
    Available,
    Enter,
    EnterAndDrop,
    Get,
    Remove,
    Reduce,
}

/// <summary>One call to a book with its arguments, so that calls can be listed, told as a story, and made
/// again.</summary>
/// <param name="Order">The order; of get, remove and reduce only its id, of reduce also its open quantity: by
/// how much.</param>
internal readonly record struct BookCommand(BookCall Call, BookOrder Order, SelfTradePrevention SelfTrade = SelfTradePrevention.Off)
{
    /// <summary>Makes the call.</summary>
    /// <param name="fills">Holds the steps of this call afterwards.</param>
    public BookAnswer ApplyTo(IOrderBook book, FillBuffer fills)
    {
        fills.Clear();
        try
        {
            return Answer(book, fills);
        }
        catch (Exception refusal)
        {
            // Only the two kinds of refusal that the contract names are expected; of anything else the text tells more.
            var type = refusal.GetType();
            var isExpected = type == typeof(ArgumentException) || type == typeof(ArgumentOutOfRangeException);
            return new BookAnswer { Refusal = isExpected ? type.Name : string.Join('\n', refusal.ToString().Split('\n').Take(3)) };
        }
    }

    private BookAnswer Answer(IOrderBook book, FillBuffer fills)
    {
        BookOrder order = default;
        switch (Call)
        {
            case BookCall.Rest:
                book.Rest(Order);
                return default;
            case BookCall.Match:
                return new BookAnswer { Quantity = book.Match(Order, SelfTrade, fills) };
            case BookCall.Available:
                return new BookAnswer { Quantity = book.Available(Order, SelfTrade) };
            case BookCall.Enter or BookCall.EnterAndDrop:
                var rests = Call == BookCall.Enter;
                var left = book.Enter(
                    Order.Id, Order.Account, Order.Owner, Order.Side, Order.Price, Order.Open, rests, fills);
                return new BookAnswer { Quantity = left };
            case BookCall.Get:
                return new BookAnswer { Found = book.TryGet(Order.Id, out order), Order = order };
            case BookCall.Remove:
                return new BookAnswer { Found = book.Remove(Order.Id, out order), Order = order };
            case BookCall.Reduce:
                return new BookAnswer { Found = book.Reduce(Order.Id, Order.Open, out order), Order = order };
            default:
                throw new InvalidOperationException($"Unknown call {Call}.");
        }
    }
}

/// <summary>What a book answered, besides the steps it wrote.</summary>
internal readonly record struct BookAnswer
{
    public string? Refusal { get; init; }

    public bool Found { get; init; }

    public Quantity Quantity { get; init; }

    public BookOrder Order { get; init; }
}
