using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>The worked example of docs/concepts/order-life.md, run.</summary>
public sealed class OrderLifeTests
{
    public static TheoryData<string> Books => BookKinds.All;

    [Theory, MemberData(nameof(Books))]
    public void TheExampleOfTheDocumentIsWhatHappens(string book)
    {
        var market = new MatchingFixture(book);
        market.Sell(90, 1, 2000);
        market.Buy(91, 1, 2000);
        var told = new List<string>();
        Tell("place 1 sell stop 100, stop 19.50", MatchingFixture.Stop(1, Side.Sell, 100, 1950));
        Tell("place 2 sell stop-limit 100, stop 19.50, limit 19.40", MatchingFixture.StopLimit(2, Side.Sell, 100, 1950, 1940));
        Tell("place 3 buy 90@19.50, displaying 30", MatchingFixture.Limit(3, Side.Buy, 90, 1950) with { Display = new Quantity(30) });
        Tell("place 4 buy 100@19.45", MatchingFixture.Limit(4, Side.Buy, 100, 1945));
        Tell("place 5 sell 60@19.50", MatchingFixture.Limit(5, Side.Sell, 60, 1950));
        Tell("replace 2: 50@19.40", Replace(50, 1940));
        Tell("replace 2: 50@19.60", Replace(50, 1960));
        Tell("cancel 2", Commands.Cancel(new AccountId(1), MatchingFixture.Alpha, new OrderId(2)));
        Tell("cancel 2", Commands.Cancel(new AccountId(1), MatchingFixture.Alpha, new OrderId(2)));
        Assert.Equal(Written(), told);

        void Tell(string command, Command asked)
        {
            told.Add(command);
            told.AddRange(market.DoAll(asked).Select(line => "    " + line));
        }
    }

    private static Command Replace(long lots, long price)
        => Commands.Replace(new AccountId(1), MatchingFixture.Alpha, new OrderId(2), new Price(price), new Quantity(lots));

    private static IEnumerable<string> Written()
        => File.ReadLines(RepositoryRoot.Combine("docs/concepts/order-life.md"))
            .SkipWhile(line => line != "```events").Skip(1).TakeWhile(line => line != "```");
}
