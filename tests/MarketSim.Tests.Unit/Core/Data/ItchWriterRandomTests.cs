using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Whatever is sent to a continuous book, its events written as ITCH and read back show the book that it displays.</summary>
public sealed class ItchWriterRandomTests
{
    [Fact]
    public void EveryOrderTypesEventsReadBackAsTheDisplayedBook()
    {
        var first = ulong.TryParse(Environment.GetEnvironmentVariable("MARKETSIM_SEED"), out var given) ? given : 1;
        var types = new SortedSet<char>();
        for (var seed = first; seed < first + (ulong)Effort.Cases(ordinary: 6, nightly: 300); seed++)
        {
            try
            {
                Follow(seed, types);
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException(
                    $"Seed {seed}. Replay: MARKETSIM_SEED={seed} ./test unit --filter-class '*{nameof(ItchWriterRandomTests)}'", problem);
            }
        }

        Assert.Superset(new SortedSet<char>("AEXDUPHRSQCI"), types);
    }

    private static void Follow(ulong seed, SortedSet<char> types)
    {
        var market = new MatchingFixture();
        var orders = new RandomOrders(seed);
        var buffer = new MemoryStream();
        using var writer = new ItchWriter(buffer, [new(MatchingFixture.Alpha, "ALPHA", PriceFactor: 1)], SimDuration.FromHours(9));
        var book = new RecordedBook();
        for (var step = 0; step < 2_000; step++)
        {
            market.Now = orders.Later(market.Now);
            market.DoAll(orders.Next());
            long traded = 0, executed = 0;
            foreach (ref readonly var item in market.Events)
            {
                writer.Write(item);
                traded += item.Kind == EventKind.Traded ? item.Quantity.Lots : 0;
            }

            writer.Flush();
            foreach (var message in Read(buffer, types))
            {
                book.Apply(message);
                // Of an auction the cross is what counts; its executions only leave the book.
                executed += message.Kind is RecordedKind.Execute or RecordedKind.Trade or RecordedKind.Cross
                    && (message.Flags & RecordedFlags.NotPrintable) == 0 ? message.Quantity : 0;
            }

            Assert.Equal(traded, executed);
            Assert.Equal(0, book.Unknown.Total + book.Duplicates + book.Overdrawn);
            Compare(market.Model.Book, book, Side.Buy);
            Compare(market.Model.Book, book, Side.Sell);
        }
    }

    private static void Compare(IOrderBook shown, RecordedBook rebuilt, Side side)
    {
        var depth = new DisplayedLevel[400];
        var levels = shown.CopyDepth(side, depth);
        var levelsRead = rebuilt.Of(side, 1);
        Assert.Equal(levels, levelsRead.Count);
        for (var rank = 0; rank < levels; rank++)
        {
            var level = levelsRead.At(rank);
            Assert.Equal(
                (depth[rank].Price.Ticks, (Int128)depth[rank].Quantity.Lots, depth[rank].Orders), (level.Price, level.Quantity, level.Count));
        }
    }

    private static List<RecordedMessage> Read(MemoryStream buffer, SortedSet<char> types)
    {
        using var feed = new ItchFeed(new MemoryStream(buffer.ToArray()), "run");
        buffer.SetLength(0);
        var messages = new List<RecordedMessage>();
        while (feed.TryRead(out var message))
        {
            messages.Add(message);
        }

        types.UnionWith(ItchSpec.Types.Where(type => feed.Count(type) > 0));
        return messages;
    }
}
