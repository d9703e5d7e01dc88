using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class LedgerTests
{
    private static readonly AssetId Cash = new(0);
    private static readonly AssetId Share = new(1);
    private static readonly AccountId Ann = new(1);
    private static readonly AccountId Bob = new(2);

    private static Ledger AnnHasCashAndBobHasShares()
    {
        var ledger = new Ledger(assetCount: 2);
        Assert.True(ledger.OpenAccount(Ann));
        Assert.True(ledger.OpenAccount(Bob));
        ledger.Apply(new Transfer(Cash, Ledger.OutsideWorld, Ann, 1_000));
        ledger.Apply(new Transfer(Share, Ledger.OutsideWorld, Bob, 10));
        return ledger;
    }

    [Fact]
    public void ATransferMovesAnAmountFromOneAccountToTheOther()
    {
        var ledger = AnnHasCashAndBobHasShares();
        ledger.Apply([new Transfer(Share, Bob, Ann, 3), new Transfer(Cash, Ann, Bob, 300)]);

        Assert.Equal((700, 3), (ledger.Balance(Ann, Cash), ledger.Balance(Ann, Share)));
        Assert.Equal((300, 7), (ledger.Balance(Bob, Cash), ledger.Balance(Bob, Share)));
        Assert.Equal((1_000, 10), (ledger.Issued(Cash), ledger.Issued(Share)));
        Assert.True(ledger.IsConserved());
        ledger.VerifyConservation();
    }

    [Fact]
    public void ATransferOfANegativeAmountMovesTheOtherWay()
    {
        var ledger = AnnHasCashAndBobHasShares();
        ledger.Apply(new Transfer(Cash, Bob, Ann, -250));
        Assert.Equal((750, 250), (ledger.Balance(Ann, Cash), ledger.Balance(Bob, Cash)));
    }

    [Fact]
    public void ATransferToOneselfChangesNothing()
    {
        var ledger = AnnHasCashAndBobHasShares();
        ledger.Apply(new Transfer(Cash, Ann, Ann, 5_000));
        Assert.Equal(1_000, ledger.Balance(Ann, Cash));
    }

    [Fact]
    public void SpendingMoreThanOneHasStopsTheRunAndSaysWhoAndHowMuch()
    {
        var ledger = AnnHasCashAndBobHasShares();
        var breach = Assert.Throws<InvariantViolatedException>(() => ledger.Apply(new Transfer(Cash, Ann, Bob, 1_001)));
        Assert.Contains("account 1 would owe 1 of asset 0", breach.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MovementsThatBelongTogetherMayDipBelowZeroInBetween()
    {
        var ledger = AnnHasCashAndBobHasShares();
        ledger.Apply([new Transfer(Cash, Ann, Bob, 1_200), new Transfer(Cash, Bob, Ann, 200)]);
        Assert.Equal(0, ledger.Balance(Ann, Cash));

        Assert.Throws<InvariantViolatedException>(
            () => ledger.Apply([new Transfer(Cash, Bob, Ann, 1_001), new Transfer(Cash, Bob, Bob, 1)]));
    }

    [Fact]
    public void AnAssetMayBeOwedOnlyWhereThatIsAllowed()
    {
        var ledger = AnnHasCashAndBobHasShares();
        ledger.AllowNegative(Share);
        ledger.Apply(new Transfer(Share, Ann, Bob, 4));
        Assert.Equal((-4, 14), (ledger.Balance(Ann, Share), ledger.Balance(Bob, Share)));
        ledger.VerifyConservation();
        Assert.Throws<InvariantViolatedException>(() => ledger.Apply(new Transfer(Cash, Bob, Ann, 1)));
    }

    [Fact]
    public void AnAccountMayOweOnlyWhereThatIsAllowed()
    {
        var ledger = AnnHasCashAndBobHasShares();
        ledger.AllowNegative(Bob);
        ledger.Apply(new Transfer(Cash, Bob, Ann, 50));
        Assert.Equal(-50, ledger.Balance(Bob, Cash));
        Assert.True(ledger.TryReserve(Bob, Cash, 1_000));
        Assert.Throws<InvariantViolatedException>(() => ledger.Apply(new Transfer(Share, Ann, Bob, 1)));
    }

    [Fact]
    public void AReserveLowersWhatIsAvailableAndMovesNothing()
    {
        var ledger = AnnHasCashAndBobHasShares();
        Assert.True(ledger.TryReserve(Ann, Cash, 600));
        Assert.Equal((1_000, 600, 400),
            (ledger.Balance(Ann, Cash), ledger.Reserved(Ann, Cash), ledger.Available(Ann, Cash)));
        Assert.False(ledger.TryReserve(Ann, Cash, 401));
        Assert.Equal(600, ledger.Reserved(Ann, Cash));
        Assert.True(ledger.TryReserve(Ann, Cash, 400));
        ledger.Release(Ann, Cash, 1_000);
        Assert.Equal(1_000, ledger.Available(Ann, Cash));
    }

    [Theory]
    [InlineData(601)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void ReleasingWhatIsNotReservedStopsTheRun(long amount)
    {
        var ledger = AnnHasCashAndBobHasShares();
        Assert.True(ledger.TryReserve(Ann, Cash, 600));
        Assert.Throws<InvariantViolatedException>(() => ledger.Release(Ann, Cash, amount));
        Assert.Equal(600, ledger.Reserved(Ann, Cash));
    }

    [Fact]
    public void ANegativeReserveStopsTheRun()
        => Assert.Throws<InvariantViolatedException>(() => AnnHasCashAndBobHasShares().TryReserve(Ann, Cash, -1));

    [Fact]
    public void ALossThatUncoversAReserveIsTold()
    {
        var ledger = AnnHasCashAndBobHasShares();
        Assert.True(ledger.TryReserve(Ann, Cash, 600));
        Assert.True(ledger.AllReservesAreCovered());
        ledger.Apply(new Transfer(Cash, Ann, Bob, 500));
        Assert.False(ledger.AllReservesAreCovered());
        Assert.Equal(-100, ledger.Available(Ann, Cash));
        Assert.False(ledger.TryReserve(Ann, Cash, 1));
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    [InlineData(-1_000, false)] // Bob has no cash that could move the other way
    [InlineData(0, true)]
    public void WhetherAMovementIsInOrderIsKnownBeforehand(long amount, bool expected)
        => Assert.Equal(expected, AnnHasCashAndBobHasShares().CanApply(new Transfer(Cash, Ann, Bob, amount)));

    [Fact]
    public void AMovementOfReservedMoneyOrByUnknownPartiesOrBeyond64BitsIsNotInOrder()
    {
        var ledger = AnnHasCashAndBobHasShares();
        Assert.True(ledger.TryReserve(Ann, Cash, 600));
        Assert.True(ledger.CanApply(new Transfer(Cash, Ann, Ledger.OutsideWorld, 400)));
        Assert.False(ledger.CanApply(new Transfer(Cash, Ann, Ledger.OutsideWorld, 401)));
        Assert.False(ledger.CanApply(new Transfer(Cash, new AccountId(9), Ann, 1)));
        Assert.False(ledger.CanApply(new Transfer(Cash, Ann, new AccountId(-1), 1)));
        Assert.False(ledger.CanApply(new Transfer(new AssetId(2), Ann, Bob, 0)));
        Assert.False(ledger.CanApply(new Transfer(Cash, Ledger.OutsideWorld, Ann, long.MaxValue)));
        Assert.False(ledger.CanApply(new Transfer(Cash, Ledger.OutsideWorld, Ann, long.MinValue)));
    }

    [Fact]
    public void ABalanceNeverWraps()
    {
        var ledger = AnnHasCashAndBobHasShares();
        Assert.Throws<OverflowException>(() => ledger.Apply(new Transfer(Cash, Ledger.OutsideWorld, Ann, long.MaxValue)));
    }

    [Fact]
    public void AllReservesOfAnAccountFit64BitsTogether()
    {
        var ledger = AnnHasCashAndBobHasShares();
        ledger.AllowNegative(Ann);
        Assert.True(ledger.TryReserve(Ann, Cash, long.MaxValue));
        Assert.False(ledger.TryReserve(Ann, Cash, 1));
    }

    [Fact]
    public void OnlyAFreshOrdinaryIdCanBeOpened()
    {
        var ledger = AnnHasCashAndBobHasShares();
        Assert.True(ledger.IsOpen(Ledger.OutsideWorld));
        Assert.False(ledger.OpenAccount(Ledger.OutsideWorld));
        Assert.False(ledger.OpenAccount(Ann));
        Assert.False(ledger.OpenAccount(new AccountId(-5)));
        Assert.False(ledger.OpenAccount(new AccountId(Ledger.MaxAccounts)));
        Assert.False(ledger.OpenAccount(new AccountId(int.MaxValue)));
        Assert.Equal(3, ledger.AccountCount);
        Assert.True(ledger.OpenAccount(new AccountId(1_000)));
        Assert.False(ledger.IsOpen(new AccountId(999)));
        Assert.Equal(1_000, ledger.Balance(Ann, Cash));
    }

    [Fact]
    public void NamingWhatIsNotThereStopsTheRun()
    {
        var ledger = AnnHasCashAndBobHasShares();
        Assert.Throws<InvariantViolatedException>(() => ledger.Balance(new AccountId(3), Cash));
        Assert.Throws<InvariantViolatedException>(() => ledger.Balance(Ann, new AssetId(2)));
        Assert.Throws<InvariantViolatedException>(() => ledger.Balance(Ann, new AssetId(-1)));
        Assert.Throws<InvariantViolatedException>(() => ledger.TryReserve(new AccountId(-1), Cash, 1));
        Assert.Throws<InvariantViolatedException>(() => ledger.Apply(new Transfer(Cash, Ann, new AccountId(3), 1)));
    }

    [Fact]
    public void MoreAssetsAndAccountsLeaveBalancesAsTheyWere()
    {
        var ledger = AnnHasCashAndBobHasShares();
        Assert.True(ledger.TryReserve(Bob, Share, 4));
        ledger.EnsureAssets(7);
        ledger.EnsureAssets(3);
        for (var i = 3; i < 300; i++)
        {
            Assert.True(ledger.OpenAccount(new AccountId(i)));
        }

        Assert.Equal(7, ledger.AssetCount);
        Assert.Equal((1_000, 10, 4), (ledger.Balance(Ann, Cash), ledger.Balance(Bob, Share), ledger.Reserved(Bob, Share)));
        ledger.Apply(new Transfer(new AssetId(6), Ledger.OutsideWorld, new AccountId(299), 5));
        Assert.Equal(5, ledger.Balance(new AccountId(299), new AssetId(6)));
        ledger.VerifyConservation();
    }

    [Fact]
    public void TheFingerprintDependsOnBalancesAndReservesAndNotOnHowTheyCameAbout()
    {
        static ulong Of(Ledger ledger)
        {
            var hash = default(StateHash);
            ledger.AddTo(ref hash);
            return hash.Value;
        }

        var (first, second) = (AnnHasCashAndBobHasShares(), AnnHasCashAndBobHasShares());
        Assert.Equal(Of(first), Of(second));
        first.Apply([new Transfer(Cash, Ann, Bob, 100), new Transfer(Cash, Ann, Bob, 50)]);
        Assert.NotEqual(Of(first), Of(second));
        second.Apply(new Transfer(Cash, Ann, Bob, 150));
        Assert.Equal(Of(first), Of(second));
        Assert.True(first.TryReserve(Ann, Cash, 1));
        Assert.NotEqual(Of(first), Of(second));
    }

    [Fact]
    public void EveryChangeRaisesTheVersionAndARefusalDoesNot()
    {
        var ledger = AnnHasCashAndBobHasShares();
        var before = ledger.Version;
        Assert.False(ledger.TryReserve(Ann, Cash, 5_000));
        Assert.Equal(before, ledger.Version);
        Assert.True(ledger.TryReserve(Ann, Cash, 5));
        ledger.Release(Ann, Cash, 5);
        ledger.Apply(new Transfer(Cash, Ann, Bob, 1));
        Assert.Equal(before + 3, ledger.Version);
    }

    [Fact]
    public void MovingAndReservingAllocatesNothing()
    {
        var ledger = AnnHasCashAndBobHasShares();
        Transfer[] swap = [new(Share, Bob, Ann, 1), new(Cash, Ann, Bob, 1), new(Share, Ann, Bob, 1), new(Cash, Bob, Ann, 1)];
        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                Trade();
            }
        }));

        void Trade()
        {
            if (!ledger.TryReserve(Ann, Cash, 7) || ledger.TryReserve(Ann, Cash, 100_000))
            {
                throw new InvalidOperationException("The reserve was judged wrongly.");
            }

            ledger.Apply(swap);
            ledger.Release(Ann, Cash, 7);
        }
    }

    [Fact]
    public void RandomMovementsAgreeWithAPlainDictionary()
    {
        const ulong Seed = 20_260_101;
        var random = new Rng(Seed, "ledger");
        var ledger = new Ledger(3);
        var twin = new SortedDictionary<(int Account, int Asset), (long Balance, long Reserved)>();
        for (var account = 0; account < 6; account++)
        {
            Assert.Equal(account > 0, ledger.OpenAccount(new AccountId(account)));
            for (var asset = 0; asset < 3; asset++)
            {
                twin[(account, asset)] = default;
            }
        }

        for (var step = 0; step < 20_000; step++)
        {
            var (a, b, asset) = ((int)random.Below(6), (int)random.Below(6), (int)random.Below(3));
            var amount = random.Between(-20, 100);
            var (mine, yours) = (twin[(a, asset)], twin[(b, asset)]);
            var transfer = new Transfer(new AssetId(asset), new AccountId(a), new AccountId(b), amount);
            var isInOrder = a == b
                || (amount >= 0
                    ? a == 0 || mine.Balance - amount >= mine.Reserved
                    : b == 0 || yours.Balance + amount >= yours.Reserved);
            Assert.True(isInOrder == ledger.CanApply(transfer), $"seed {Seed}, step {step}: {transfer}");
            if (isInOrder && a != b)
            {
                ledger.Apply(transfer);
                twin[(a, asset)] = (mine.Balance - amount, mine.Reserved);
                twin[(b, asset)] = (yours.Balance + amount, yours.Reserved);
            }

            (mine, amount) = (twin[(a, asset)], random.Below(60));
            if (random.Chance(0.5))
            {
                var fits = a == 0 || amount <= mine.Balance - mine.Reserved;
                Assert.True(fits == ledger.TryReserve(new AccountId(a), new AssetId(asset), amount), $"seed {Seed}, step {step}");
                twin[(a, asset)] = fits ? (mine.Balance, mine.Reserved + amount) : mine;
            }
            else
            {
                amount = Math.Min(amount, mine.Reserved);
                ledger.Release(new AccountId(a), new AssetId(asset), amount);
                twin[(a, asset)] = (mine.Balance, mine.Reserved - amount);
            }
        }

        foreach (var ((account, asset), expected) in twin)
        {
            Assert.Equal(expected, (ledger.Balance(new(account), new(asset)), ledger.Reserved(new(account), new(asset))));
        }

        ledger.VerifyConservation();
        Assert.True(ledger.AllReservesAreCovered());
    }
}
