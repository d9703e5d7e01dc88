using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>The pool with other numbers than those of the rules' examples, and the order of things when an order has several faults.</summary>
public sealed class Section16To17Tests
{
    private const long Micro = 1_000_000;

    [Theory] // Reserves, fee in parts per million, the side, and millionths in and out.
    [InlineData(500, 1_250_000, 10_000, Side.Sell, 3_500_000, 8_602_882_027)]
    [InlineData(500, 1_250_000, 10_000, Side.Buy, 3_500_000_000, 1_382_168)]
    [InlineData(500, 1_250_000, 3_000, Side.Sell, 1_000, 2_492_495)]
    [InlineData(500, 1_250_000, 3_000, Side.Buy, 1_000_000, 398)]
    [InlineData(77, 1_001, 0, Side.Sell, 77_000_000, 500_500_000)]
    [InlineData(1_000, 2_000_000, 500, Side.Buy, 999_000_000_000, 332_999_944)]
    public void ASwapPaysWhatTheProductLeavesRoundedDown(long coins, long dollars, int fee, Side side, long paid, long received)
    {
        var pair = new CryptoPair
        {
            Id = new(0), Symbol = "ETHUSD", Base = new(1), Quote = MechanismVenue.Usd, QuantityDecimals = 6, TickValueDenominator = 100,
        };
        var venue = new MechanismVenue(
            [pair], [MechanismSpec.Of("amm-pool", ("instrument", "ETHUSD"), ("fee-ppm", fee.ToString(CultureInfo.InvariantCulture)))]);
        var (provider, trader) = (venue.Open(0), venue.Open(1));
        foreach (var account in (AccountId[])[provider, trader])
        {
            venue.Apply(Commands.Deposit(account, pair.Base, coins * Micro));
            venue.Apply(Commands.Deposit(account, pair.Quote, dollars * Micro));
        }

        venue.Apply(Instructions.AddLiquidity(provider, pair.Id, coins * Micro, dollars * Micro));
        var asset = side == Side.Sell ? pair.Quote : pair.Base;
        var before = venue.Exchange.Ledger.Balance(trader, asset);
        venue.Apply(Instructions.Swap(trader, pair.Id, side, paid));
        Assert.Equal(RejectReason.None, venue.Refusal);
        Assert.Equal(received, venue.Exchange.Ledger.Balance(trader, asset) - before);
    }

    [Theory] // Each with all the faults named after it as well.
    [InlineData("closed unknown tick account funds", RejectReason.MarketClosed)]
    [InlineData("halted tick account funds", RejectReason.Halted)]
    [InlineData("tick account funds", RejectReason.InvalidTick)]
    [InlineData("lot account funds", RejectReason.InvalidQuantity)]
    [InlineData("account funds", RejectReason.UnknownAccount)]
    [InlineData("funds locate test", RejectReason.InsufficientFunds)]
    [InlineData("locate test band", RejectReason.NoLocate)]
    [InlineData("test band", RejectReason.ShortSalePriceTest)]
    [InlineData("band post", RejectReason.PriceBand)]
    [InlineData("post", RejectReason.PostOnlyWouldTrade)]
    public void TheFirstFaultInTheOrderOfThingsNamesTheReasonAndNothingChanges(string faults, RejectReason reason)
    {
        bool Has(string fault) => faults.Split(' ').Contains(fault);
        var share = MechanismVenue.Share(0) with { LotStep = 10, PriceDecimals = 4, TickValueDenominator = 100 };
        var venue = new MechanismVenue(
            [share],
            [
                MechanismSpec.Of("margin"), MechanismSpec.Of("tick-regime"), MechanismSpec.Of("price-band", ("percent", "12")),
                MechanismSpec.Of("short-selling"),
            ]);
        venue.Apply(Instructions.ClosingPrice(share.Id, MechanismVenue.PriceOf(share, 40)));
        venue.Apply(Commands.OpenSession());
        var maker = venue.Open(0, AccountType.Cash, 1_000_000);
        venue.Give(maker, share, 100_000);
        venue.Trade(venue.Open(1, AccountType.Cash, 1_000_000), maker, share, 36, 100); // The price test is on.
        var trader = venue.Open(2, AccountType.RegT, 10_000);
        venue.Limit(maker, share, Side.Sell, 36.10m, 100);
        venue.Limit(maker, share, Side.Buy, 36.05m, 100);
        if (Has("halted"))
        {
            venue.Apply(Commands.Halt(share.Id));
        }

        if (Has("closed"))
        {
            venue.Apply(Commands.SetPhase(TradingPhase.Closed));
        }

        var isShort = Has("locate") || Has("test");
        if (isShort && !Has("locate"))
        {
            venue.Apply(Instructions.Locate(trader, share.Id, new(10_000)));
            Assert.Equal(RejectReason.None, venue.Refusal);
        }

        var price = Has("tick") ? 36.1005m : Has("band") ? (isShort ? 30m : 45m) : isShort ? 36m : 36.10m;

        var version = venue.Exchange.Ledger.Version;
        venue.Apply(Commands.Limit(
            Has("account") ? new AccountId(999) : trader, share.Id, new(5_000_000), isShort ? Side.Sell : Side.Buy,
            MechanismVenue.PriceOf(share, price), new((Has("funds") ? 100_000 : 20) + (Has("lot") ? 5 : 0))) with
        {
            PostOnly = Has("post") ? PostOnly.Reject : default,
        });
        Assert.Equal(reason, venue.Refusal);
        Assert.Equal(version, venue.Exchange.Ledger.Version);
    }
}
