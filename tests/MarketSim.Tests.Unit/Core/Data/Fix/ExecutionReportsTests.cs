using System.Text;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class ExecutionReportsTests
{
    private static readonly Equity Xyz = MechanismVenue.Share(0);

    // EX-15a.
    [Fact]
    public void TheOwnerOfAnOrderIsToldItsWholeLife()
    {
        var venue = Venue(out var buyer, out var seller);
        venue.Limit(seller, Xyz, Side.Sell, 9.99m, 300);
        venue.Limit(seller, Xyz, Side.Sell, 10.00m, 200);
        var order = venue.Limit(buyer, Xyz, Side.Buy, 10.00m, 1_000, TimeInForce.Gtc);
        venue.Apply(Commands.Replace(buyer, Xyz.Id, order, new Price(1_000), new Quantity(300)));
        venue.Apply(Commands.Cancel(buyer, Xyz.Id, order));
        venue.Apply(Commands.Cancel(buyer, Xyz.Id, order));

        var told = Reports(venue).Where(r => r.Account == buyer)
            .Select(r => $"{(char)r.Kind} {(char)r.ExecType} {(char)r.OrdStatus} 38={r.OrderQuantity} 14={r.CumulativeQuantity} 151={r.LeavesQuantity} 6={r.AveragePriceTicks / 100:0.####}");
        Assert.Equal(
            [
                "8 0 0 38=1000 14=0 151=1000 6=0",
                "8 F 1 38=1000 14=300 151=700 6=9.99",
                "8 F 1 38=1000 14=500 151=500 6=9.994",
                "8 5 1 38=800 14=500 151=300 6=9.994",
                "8 4 4 38=800 14=500 151=0 6=9.994",
                "9 8 8 38=0 14=0 151=0 6=0",
            ],
            told);
    }

    [Fact]
    public void ARefusedReplacementLeavesTheOrderAsItIs()
    {
        var venue = Venue(out var buyer, out _);
        var order = venue.Limit(buyer, Xyz, Side.Buy, 10.00m, 100, TimeInForce.Gtc);
        venue.Apply(Commands.Replace(buyer, Xyz.Id, order, new Price(1_000), new Quantity(1_000_000)));
        var last = Reports(venue).Last();
        Assert.Equal((FixMessageKind.OrderCancelReject, FixOrdStatus.New, "InsufficientFunds"), (last.Kind, last.OrdStatus, last.Text));
        Assert.Equal(100, last.LeavesQuantity.Lots);
    }

    [Fact]
    public void TheEndOfTheDayExpiresAndAnImmediateRemainderIsCancelled()
    {
        var venue = Venue(out var buyer, out _);
        venue.Limit(buyer, Xyz, Side.Buy, 10.00m, 100);
        venue.Limit(buyer, Xyz, Side.Buy, 10.00m, 100, TimeInForce.Ioc);
        venue.Apply(Commands.CloseSession());
        var ends = Reports(venue).Where(r => r.LeavesQuantity.IsZero).Select(r => ((char)r.ExecType, (char)r.OrdStatus, r.Text));
        Assert.Equal([('4', '4', "NoRemainderRests"), ('C', 'C', "Expired")], ends);
    }

    [Fact]
    public void AMessageHasItsLengthAndChecksum()
    {
        var venue = Venue(out var buyer, out var seller);
        venue.Limit(seller, Xyz, Side.Sell, 9.99m, 300);
        venue.Limit(buyer, Xyz, Side.Buy, 10.00m, 100);
        var encoder = new FixEncoder(
            "VENUE", [Xyz], account => $"A{account}", MarketCalendar.Default.FirstDay, MarketCalendar.Default.ZeroIsAt);
        foreach (var report in Reports(venue))
        {
            var message = encoder.Encode(report);
            var fields = message.TrimEnd(FixEncoder.Soh).Split(FixEncoder.Soh);
            var start = message.IndexOf($"{FixEncoder.Soh}35=", StringComparison.Ordinal) + 1;
            var end = message.LastIndexOf("10=", StringComparison.Ordinal);
            Assert.Equal($"9={end - start}", fields[1]);
            Assert.Equal($"10={Encoding.ASCII.GetBytes(message[..end]).Sum(b => b) % 256:000}", fields[^1]);
        }

        var fill = encoder.Encode(Reports(venue).Single(r => r.ExecType == FixExecType.Trade && r.Account == buyer));
        Assert.Contains("\u000131=9.99\u0001", fill);
        Assert.Contains("\u000160=20260105-09:30:00.000000\u0001", fill);
        Assert.Contains("\u0001151=0\u000114=100\u00016=9.99\u0001", fill);
    }

    // A market order's protection price is the venue's; only one with a limit of its own carries tag 44.
    [Theory]
    [InlineData(OrderType.Market, false)]
    [InlineData(OrderType.Stop, false)]
    [InlineData(OrderType.TrailingStop, false)]
    [InlineData(OrderType.Limit, true)]
    [InlineData(OrderType.StopLimit, true)]
    public void OnlyALimitIsSaidInTag44(OrderType type, bool hasPrice)
    {
        var venue = Venue(out var buyer, out _);
        venue.Limit(buyer, Xyz, Side.Buy, 9.00m, 100);
        var report = Reports(venue).First() with { Type = type, TimeInForce = TimeInForce.AtOpen };
        var message = new FixEncoder(
            "VENUE", [Xyz], account => $"A{account}", MarketCalendar.Default.FirstDay, MarketCalendar.Default.ZeroIsAt).Encode(report);
        Assert.Equal(hasPrice, message.Contains("\u000144=9\u0001", StringComparison.Ordinal));
    }

    private static MechanismVenue Venue(out AccountId buyer, out AccountId seller)
    {
        var venue = new MechanismVenue([Xyz], []);
        buyer = venue.Open(0, dollars: 100_000);
        seller = venue.Open(1);
        venue.Give(seller, Xyz, 1_000);
        venue.Apply(Commands.OpenSession());
        return venue;
    }

    private static IEnumerable<ExecutionReport> Reports(MechanismVenue venue)
    {
        var reports = new ExecutionReports();
        return [.. venue.Events.SelectMany(item => reports.Of(item))];
    }
}
