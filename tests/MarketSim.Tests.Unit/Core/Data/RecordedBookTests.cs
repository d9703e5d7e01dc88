using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class RecordedBookTests
{
    [Fact]
    public void ALargerQuantityOrANewPriceLosesPriorityAndASmallerQuantityKeepsIt()
    {
        var book = Book(Add(1, 100, 5), Add(2, 100, 5), Add(3, 100, 5));
        book.Apply(Modify(1, 100, 4));
        Assert.Equal("1:4 2:5 3:5", Queue(book, 100));

        book.Apply(Modify(1, 100, 6));
        Assert.Equal("2:5 3:5 1:6", Queue(book, 100));

        book.Apply(Modify(2, 101, 5));
        Assert.Equal("3:5 1:6", Queue(book, 100));
        Assert.Equal(101, book.Of(Side.Buy).Best!.Price);
        Assert.Equal(1, book.Repriced);
    }

    [Fact]
    public void AnIcebergsNextSliceGoesToTheBackThoughItIsNoLargerThanTheOneBefore()
    {
        RecordedMessage[] story = [Add(1, 100, 5), Add(2, 100, 5), Message(RecordedKind.Fill, 1, 100, 5), Modify(1, 100, 5)];

        Assert.Equal("2:5 1:5", Queue(Book(story), 100));
        Assert.Equal("1:5 2:5", Queue(Fill(new RecordedBook(slicesLosePriority: false), story), 100));
    }

    [Fact]
    public void AFillThatTheModificationOnlyConfirmsKeepsTheOrdersPlace()
        => Assert.Equal("1:3 2:5", Queue(Book(Add(1, 100, 5), Add(2, 100, 5), Message(RecordedKind.Fill, 1, 100, 2), Modify(1, 100, 3)), 100));

    [Fact]
    public void PriorityByIdPutsALateComerWithAnOldReferenceInFront()
        => Assert.Equal("3:1 7:5 8:2", Queue(Fill(new RecordedBook(RecordedPriority.Id), [Add(7, 100, 5), Add(8, 100, 2), Add(3, 100, 1)]), 100));

    [Fact]
    public void UnknownDuplicateAndOverdrawnOrdersAreCountedAndDoNoHarm()
    {
        var book = Book(
            Add(1, 100, 5), Message(RecordedKind.Execute, 9, 0, 1), Message(RecordedKind.Replace, 9, 100, 1) with { Other = 10 },
            Message(RecordedKind.Delete, 9, 0, 0), Add(1, 101, 3), Message(RecordedKind.Reduce, 1, 0, 4));

        Assert.Equal(3, book.Unknown.Total);
        Assert.Equal(1, book.Unknown[RecordedKind.Replace]);
        Assert.Equal(1, book.Duplicates);
        Assert.Equal(1, book.Overdrawn);
        Assert.Equal(0, book.OrderCount);
        Assert.Null(book.Of(Side.Buy).Best);
    }

    [Fact]
    public void QuantityOfOrdersOlderThanTheRecordingStandsInFrontAndGoesWithMessagesAboutThem()
    {
        var book = new RecordedBook();
        book.SeedLevel(Side.Buy, 100, 8);
        Fill(book, [Add(1, 100, 5), Message(RecordedKind.Execute, 77, 100, 6)]);
        Assert.Equal((7, 2L), ((int)book.Of(Side.Buy).Best!.Quantity, book.Of(Side.Buy).Best!.Older));

        Fill(book, [Message(RecordedKind.Delete, 78, 100, 2), Message(RecordedKind.Delete, 1, 0, 0)]);
        Assert.Null(book.Of(Side.Buy).Best);
    }

    [Fact]
    public void ClearingForgetsOneInstrumentsOrdersAndNoOthers()
    {
        var book = Book(Add(1, 100, 5), Add(2, 100, 5) with { Instrument = 3 }, new RecordedMessage { Kind = RecordedKind.Clear });

        Assert.Null(book.Find(1));
        Assert.NotNull(book.Find(2));
        Assert.Equal(1, book.OrderCount);
    }

    [Fact]
    public void ACompletedFeedTellsSideAndPriceOfEveryKnownOrder()
    {
        using var feed = new CompletedFeed(new ItchFeed(new MemoryStream(GoodFiles.Itch(hasLengths: true)), "good"));
        var told = RecordedFeed.Messages(feed).Where(message => message.Order is 11 or 12 or 13)
            .Select(message => $"{message.Kind} {message.Side} {message.Quantity}@{message.Price}");

        Assert.Equal(
            [
                "Add Buy 300@100000", "Add Sell 200@101000", "Execute Buy 100@100000", "Execute Sell 50@100500", "Reduce Buy 20@100000",
                "Replace Buy 90@99000", "Delete Buy 90@99000",
            ], told);
    }

    [Fact]
    public void LevelsStayInOrderWhateverIsSetAndRemoved()
    {
        var random = new Rng(5, "levels");
        var (book, plain) = (new LevelBook(), new SortedDictionary<long, long>());
        for (var step = 0; step < 20_000; step++)
        {
            var (price, quantity) = (random.Between(1, 200), random.Chance(0.4) ? 0 : random.Between(1, 50));
            book.Set(Side.Sell, price, quantity);
            book.Set(Side.Buy, price, quantity);
            plain.Remove(price);
            if (quantity > 0)
            {
                plain.Add(price, quantity);
            }

            Assert.Equal(plain.Count, book.Count(Side.Sell));
            Assert.Equal(plain.Count(pair => pair.Key < price), book.Rank(Side.Sell, price));
            Assert.Equal(quantity, book.Quantity(Side.Buy, price));
        }

        Assert.Equal(plain.Select(pair => (pair.Key, pair.Value)), Enumerable.Range(0, plain.Count).Select(rank => Pair(book.At(Side.Sell, rank))));
        Assert.Equal(plain.Reverse().Select(pair => (pair.Key, pair.Value)), Enumerable.Range(0, plain.Count).Select(rank => Pair(book.At(Side.Buy, rank))));
    }

    private static (long Price, long Quantity) Pair(PriceLevel level) => (level.Price, level.Quantity);

    private static RecordedMessage Add(ulong order, long price, long quantity) => Message(RecordedKind.Add, order, price, quantity);

    private static RecordedMessage Modify(ulong order, long price, long quantity) => Message(RecordedKind.Modify, order, price, quantity);

    private static RecordedMessage Message(RecordedKind kind, ulong order, long price, long quantity)
        => new() { Kind = kind, Order = order, Side = Side.Buy, Price = price, Quantity = quantity };

    private static RecordedBook Book(params RecordedMessage[] messages) => Fill(new RecordedBook(), messages);

    private static RecordedBook Fill(RecordedBook book, RecordedMessage[] messages)
    {
        foreach (var message in messages)
        {
            book.Apply(message);
        }

        return book;
    }

    private static string Queue(RecordedBook book, long price)
    {
        var shown = new List<string>();
        for (var order = book.Of(Side.Buy).Find(price)?.First; order is not null; order = order.Next)
        {
            shown.Add($"{order.Id}:{order.Quantity}");
        }

        return string.Join(' ', shown);
    }
}
