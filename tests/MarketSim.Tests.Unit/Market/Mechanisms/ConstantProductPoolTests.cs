using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

public sealed class ConstantProductPoolTests
{
    private const long Micro = 1_000_000;

    // A coin and a dollar of six decimals each; prices in cents of a dollar a coin.
    private static readonly CryptoPair Eth = new()
    {
        Id = new(0), Symbol = "ETHUSD", Base = new(1), Quote = MechanismVenue.Usd, QuantityDecimals = 6, TickValueDenominator = 100,
    };

    // EX-16a.
    [Fact]
    public void ASwapPaysWhatTheProductLeaves()
    {
        var venue = Pool(1_000, 2_000_000, out var trader, out var pool);
        venue.Apply(Instructions.Swap(trader, Eth.Id, Side.Sell, 10 * Micro));
        var swap = venue.Last.Single(e => e.Kind == EventKind.Swapped);
        Assert.Equal(19_743_160_687, swap.Amount);   // 19,743.160687…, rounded down to a millionth in the pool's favour
        Assert.Equal(1_974.316069, swap.Amount / 1e6 / 10, 6);
        Assert.Equal(1_960.650336, (double)pool.QuoteReserve / pool.BaseReserve, 6);
    }

    // EX-16b.
    [Theory]
    [InlineData(1.25, -0.619201)]
    [InlineData(2, -5.719096)]
    [InlineData(4, -20)]
    public void ProvidingLiquidityLosesAgainstHolding(double ratio, double percent)
        => Assert.Equal(percent, 100 * ConstantProduct.ImpermanentLoss(ratio), 6);

    [Fact]
    public void TheLossShowsInWhatAProviderTakesOut()
    {
        var venue = Pool(1_000, 2_000_000, out var trader, out var pool, feePpm: 0);
        var (_, paid, _) = ConstantProduct.ArbitrageTo(1_000, 2_000_000, 4_000);
        venue.Apply(Instructions.Swap(trader, Eth.Id, Side.Buy, (long)(paid * Micro)));
        var provider = new AccountId(HouseAccounts.FirstParticipant.Value);
        venue.Apply(Instructions.RemoveLiquidity(provider, Eth.Id, pool.SharesOf(provider)));
        var taken = (venue.Exchange.Ledger.Balance(provider, Eth.Base) * 4_000 / 1e6) + (venue.Exchange.Ledger.Balance(provider, Eth.Quote) / 1e6);
        Assert.Equal(ConstantProduct.ImpermanentLoss(2), (taken / ((1_000 * 4_000) + 2_000_000)) - 1, 6);
        Assert.Equal((0L, 0L, 0L), (pool.BaseReserve, pool.QuoteReserve, pool.TotalShares));
    }

    // EX-16c.
    [Fact]
    public void ArbitrageBringsThePoolToTheOutsidePrice()
    {
        var (bought, paid, profit) = ConstantProduct.ArbitrageTo(1_000, 2_000_000, 2_100);
        Assert.Equal((24.099927, 49_390.153192, 1_219.693616), (Math.Round(bought, 6), Math.Round(paid, 6), Math.Round(profit, 6)));

        var venue = Pool(1_000, 2_000_000, out var trader, out var pool, feePpm: 0);
        venue.Apply(Instructions.Swap(trader, Eth.Id, Side.Buy, (long)(paid * Micro)));
        Assert.Equal(24.099927, venue.Last.Single(e => e.Kind == EventKind.Swapped).Quantity.Lots / 1e6, 5);
        Assert.Equal(2_100, (double)pool.QuoteReserve / pool.BaseReserve, 3);
    }

    [Fact]
    public void WhatCannotBeGivenOrWouldComeBackTooLittleIsRefusedAndChangesNothing()
    {
        var venue = Pool(1_000, 2_000_000, out var trader, out _);
        var before = venue.Exchange.Ledger.Version;
        venue.Apply(Instructions.Swap(trader, Eth.Id, Side.Sell, 10 * Micro, atLeast: 19_743_160_688));
        Assert.Equal(RejectReason.PriceBand, venue.Refusal);
        venue.Apply(Instructions.Swap(trader, Eth.Id, Side.Sell, 1_000_000 * Micro));
        Assert.Equal(RejectReason.InsufficientAssets, venue.Refusal);
        venue.Apply(Instructions.Swap(new AccountId(99), Eth.Id, Side.Sell, Micro));
        Assert.Equal(RejectReason.UnknownAccount, venue.Refusal);
        venue.Apply(Instructions.RemoveLiquidity(trader, Eth.Id, 1));
        Assert.Equal(RejectReason.InsufficientAssets, venue.Refusal);
        Assert.Equal(before, venue.Exchange.Ledger.Version);
    }

    [Fact]
    public void TheProductNeverFallsAndTheReservesAreInTheLedger()
    {
        var random = new Rng(1, "pool");
        var venue = Pool(1_000, 2_000_000, out var trader, out var pool, feePpm: 1);
        var k = (Int128)pool.BaseReserve * pool.QuoteReserve;
        for (var i = 0; i < 2_000; i++)
        {
            var side = (Side)random.Below(2);
            venue.Apply(Instructions.Swap(trader, Eth.Id, side, random.Between(1, side == Side.Buy ? 5_000 * Micro : 3 * Micro)));
            var after = (Int128)pool.BaseReserve * pool.QuoteReserve;
            Assert.True(after >= k, string.Create(CultureInfo.InvariantCulture, $"swap {i} lowered the product"));
            k = after;
            Assert.Equal(pool.BaseReserve, venue.Exchange.Ledger.Balance(HouseAccounts.Pools, Eth.Base));
            Assert.Equal(pool.QuoteReserve, venue.Exchange.Ledger.Balance(HouseAccounts.Pools, Eth.Quote));
        }
    }

    private static MechanismVenue Pool(
        long coins, long dollars, out AccountId trader, out ConstantProductPool pool, int feePpm = 3_000)
    {
        var venue = new MechanismVenue(
            [Eth], [MechanismSpec.Of("amm-pool", ("instrument", "ETHUSD"), ("fee-ppm", feePpm.ToString(CultureInfo.InvariantCulture)))]);
        var provider = venue.Open(0);
        trader = venue.Open(1);
        foreach (var (account, factor) in ((AccountId, long)[])[(provider, 1), (trader, 10)])
        {
            venue.Apply(Commands.Deposit(account, Eth.Base, coins * Micro * factor));
            venue.Apply(Commands.Deposit(account, Eth.Quote, dollars * Micro * factor));
        }

        venue.Apply(Instructions.AddLiquidity(provider, Eth.Id, coins * Micro, dollars * Micro));
        Assert.Equal(RejectReason.None, venue.Refusal);
        pool = (ConstantProductPool)venue.Exchange.Mechanisms.Single();
        return venue;
    }
}
