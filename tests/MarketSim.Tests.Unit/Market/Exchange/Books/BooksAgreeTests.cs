using System.Globalization;
using MarketSim.Core;
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

    /// <summary>Agreement on what never happens proves nothing.</summary>
    [Fact]
    public void RandomFlowsReachEveryRule()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 1UL; seed <= 160; seed++)
        {
            Observe(new RandomFlow(seed), seen);
        }

        var rare = Rules().Where(rule => seen.GetValueOrDefault(rule) < 10)
            .Select(rule => $"{rule}, {seen.GetValueOrDefault(rule)} times");
        Assert.True(!rare.Any(), $"seldom seen: {string.Join("; ", rare)}");
    }

    private static IEnumerable<string> Rules() =>
        from way in (string[])["fifo", "shared"]
        from happening in (string[])
        [
            "Trade", "Refresh", "SelfTradeMakerCancelled", "SelfTradeMakerReduced", "SelfTradeTakerCancelled",
            "Trade Hidden", "Trade AllOrNone", "Trade Pegged", "SelfTradeMakerCancelled Hidden",
            "SelfTradeMakerReduced Hidden", "SelfTradeTakerCancelled AllOrNone", "passed over", "many steps", "refused",
        ]
        select $"{way}: {happening}";

    private static void Observe(RandomFlow flow, Dictionary<string, int> seen)
    {
        var way = flow.Settings.Allocation is "" or "fifo" ? "fifo" : "shared";
        var book = new OrderBook(AllocationText.Parse(flow.Settings.Allocation));
        var steps = new FillBuffer();
        for (var i = 0; i < flow.Settings.Commands; i++)
        {
            var call = flow.Next();
            var answer = call.ApplyTo(book, steps);
            flow.Observe(call, answer, steps.Items);
            Count(answer.Refusal is not null, "refused");
            Count(steps.Count >= 10, "many steps");
            var best = default(Price);
            Count(
                call.Call == BookCall.Match && !answer.Quantity.IsZero && book.TryBest(call.Order.Side.Opposite(), out best)
                    && call.Order.Side.Accepts(call.Order.Price, best),
                "passed over");
            foreach (var step in steps.Items)
            {
                Count(true, $"{step.Kind}");
                foreach (var flag in Enum.GetValues<BookFlags>())
                {
                    Count((step.MakerFlags & flag) != 0, $"{step.Kind} {flag}");
                }
            }
        }

        void Count(bool happened, string what)
        {
            if (happened)
            {
                seen[$"{way}: {what}"] = seen.GetValueOrDefault($"{way}: {what}") + 1;
            }
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
                Assert.Fail($"""
                    The books differ at seed {seed}, {difference}
                    Replay: MARKETSIM_SEED={seed} MARKETSIM_COMMANDS={most} ./test unit --filter-class '*BooksAgreeTests'
                    """);
            }

            commands -= most;
        }
    }

    private static long Number(string variable, long otherwise)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
