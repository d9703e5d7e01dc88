using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>The short way through a continuous book allocates nothing per command.</summary>
public sealed class MatchingAllocationTests
{
    [Fact]
    public void PlainOrdersCancelsAndReplacementsAllocateNothing()
    {
        var model = new ContinuousBook(MatchingFixture.Cents, new LadderBook());
        var events = new EventBuffer();
        model.Apply(Commands.OpenSession(), SimTime.Zero, events);
        Run(model, events, 101, 40_000);
        var next = 40_001UL;
        Assert.Equal(0, AllocatedBytes.Of(() => Run(model, events, next, (next += 10_000) - 1)));
    }

    private static void Run(ContinuousBook model, EventBuffer events, ulong from, ulong to)
    {
        for (var id = from; id <= to; id++)
        {
            var side = (Side)(id & 1);
            var price = new Price(1_000 + (long)(id * 7 % 20) - (side == Side.Buy ? 12 : 8));
            Apply(Commands.Limit(new AccountId(1), MatchingFixture.Alpha, new OrderId(id), side, price, new Quantity(10)));
            Apply(Commands.Replace(new AccountId(1), MatchingFixture.Alpha, new OrderId(id - 3), price, new Quantity(12)));
            Apply(Commands.Reduce(new AccountId(1), MatchingFixture.Alpha, new OrderId(id - 2), new Quantity(1)));
            Apply(Commands.Cancel(new AccountId(1), MatchingFixture.Alpha, new OrderId(id - 10)));
        }

        void Apply(in Command command)
        {
            events.Clear();
            model.Apply(command, SimTime.Zero, events);
        }
    }
}
