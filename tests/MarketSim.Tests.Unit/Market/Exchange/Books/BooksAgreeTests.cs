using System.Globalization;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>The random comparison: the same calls to two books, fill by fill and state by state.</summary>
/// <remarks><c>MARKETSIM_SEED</c> names the first flow, <c>MARKETSIM_COMMANDS</c> how many commands there are
/// in all; 200,000 if it does not say, ten million in a nightly run.</remarks>
public sealed class BooksAgreeTests
{
    private const int LargestNaiveSize = 40;

    private static readonly ulong FirstSeed = (ulong)Number("MARKETSIM_SEED", 1);
    private static readonly long Commands = Number("MARKETSIM_COMMANDS", Effort.Cases(ordinary: 200_000, nightly: 10_000_000));

    [Fact]
    public void ThePlainBookAndTheFastOneAgree() =>
        Compare(
            new BookComparison(allocation => new OrderBook(allocation), allocation => new LadderBook(allocation)),
            Commands,
            settings => true);

    [Fact]
    public void ThePlainBookAndTheNaiveOneAgree() =>
        Compare(
            new BookComparison(allocation => new OrderBook(allocation), allocation => new NaiveBook(allocation)),
            Math.Min(Commands, Effort.Cases(ordinary: 50_000, nightly: 1_000_000)),
            settings => settings.Size <= LargestNaiveSize);

    [Fact]
    public void ADifferenceIsFoundAndShortenedToTheCallsThatShowIt()
    {
        var comparison = new BookComparison(
            allocation => new OrderBook(allocation), allocation => new BookThatForgetsPriorityOnReduce(allocation));

        var report = Enumerable.Range(1, 100).Select(seed => comparison.Run((ulong)seed, 2_000)).First(found => found is not null);

        Assert.Matches("[2-9] calls show it", report);
        Assert.Contains("> reduce", report, StringComparison.Ordinal);
    }

    /// <summary>The books of one exchange share the memory of their orders; none may see another's.</summary>
    [Fact]
    public void FastBooksInOneStoreAgreeWithPlainBooksOfTheirOwn()
    {
        var commands = Math.Min(Commands, Effort.Cases(ordinary: 50_000, nightly: 2_000_000));
        for (var seed = FirstSeed; commands > 0; seed++)
        {
            using var neighbours = new BooksInOneStore(seed, books: 4);
            var most = (int)Math.Min(commands, 4_000);
            if (neighbours.Run(most) is { } difference)
            {
                Assert.Fail(Failure(seed, most, difference));
            }

            commands -= most;
        }
    }

    private static void Compare(BookComparison comparison, long commands, Func<RandomFlowSettings, bool> takes)
    {
        for (var seed = FirstSeed; commands > 0; seed++)
        {
            var settings = new RandomFlowSettings(seed);
            if (!takes(settings))
            {
                continue;
            }

            var most = (int)Math.Min(commands, settings.Commands);
            if (comparison.Run(seed, most) is { } difference)
            {
                Assert.Fail(Failure(seed, most, difference));
            }

            commands -= most;
        }
    }

    private static string Failure(ulong seed, int commands, string difference) => $"""
        The books differ at seed {seed}, {difference}
        Replay: MARKETSIM_SEED={seed} MARKETSIM_COMMANDS={commands} ./test unit --filter-class '*BooksAgreeTests'
        """;

    private static long Number(string variable, long otherwise)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
