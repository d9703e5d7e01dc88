using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Margin accounts under random orders, prices and deposits, against a recomputation from the ledger after every command.</summary>
public sealed class RandomMarginTests
{
    private const int Accounts = 6;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WhatIsKeptUpToDateEqualsWhatTheLedgerSays(ulong seed)
    {
        var random = new Rng(seed, "random-margin");
        var shares = new[] { MechanismVenue.Share(0, "ABC"), MechanismVenue.Share(1, "XYZ") };
        var expiry = new DateOnly(2026, 6, 19);
        var options = new[]
        {
            MechanismVenue.Option(2, shares[0], OptionRight.Call, 55, expiry), MechanismVenue.Option(3, shares[0], OptionRight.Put, 45, expiry),
        };
        Instrument[] all = [.. shares, .. options];
        var venue = new MechanismVenue(all, [MechanismSpec.Of("margin", ("liquidates", "false"), ("debit-interest", "0"))]);
        venue.Apply(Commands.OpenSession());
        var traders = Enumerable.Range(0, Accounts).Select(i => venue.Open(i, AccountType.RegT, 3_000 + (1_000 * i))).ToArray();
        var checker = new Recomputation(venue, shares, options, traders, seed);
        foreach (var trader in traders)
        {
            venue.Give(trader, shares[random.Below(2)], 200);
        }

        foreach (var instrument in all)
        {
            venue.Apply(Instructions.ReferencePrice(instrument.Id, new Price(instrument is OptionContract ? 200 : 5000)));
        }

        checker.Restart();
        for (var step = 0; step < 1000; step++)
        {
            var trader = traders[random.Below(Accounts)];
            var instrument = all[random.Below(all.Length)];
            var mark = venue.Exchange.Prices.Mark(instrument.Id)!.Value.Ticks;
            if (random.Chance(0.3))
            {
                // Orders that rest take room: without this nobody would come to owe anything.
                venue.Apply(Commands.MassCancel(trader));
            }

            switch (random.Below(10))
            {
                case < 6:
                    var price = Math.Max(1, mark + random.Between(-mark / 20, mark / 20));
                    venue.Limit(
                        trader, instrument, random.Chance(0.5) ? Side.Buy : Side.Sell, price / 100m,
                        instrument is OptionContract ? random.Between(1, 3) : random.Between(1, 250));
                    break;
                case < 9:
                    var moved = Math.Max(5, mark + random.Between(-mark / 8, mark / 8));
                    venue.Apply(Instructions.ReferencePrice(instrument.Id, new Price(moved)));
                    break;
                default:
                    venue.Deposit(trader, random.Between(-3_000, 3_000));
                    break;
            }

            checker.Check(step);
        }

        // At last a fall that nobody who owes can stand, and a rise.
        for (var step = 1000; step < 1030; step++)
        {
            foreach (var share in shares)
            {
                var mark = venue.Exchange.Prices.Mark(share.Id)!.Value.Ticks;
                venue.Apply(Instructions.ReferencePrice(share.Id, new Price((mark * (step < 1012 ? 80 : 125) / 100) + 1)));
                checker.Check(step);
            }
        }

        Assert.Contains(venue.Events, e => e.Kind == EventKind.MarginCalled);
        Assert.Contains(venue.Events, e => e.Kind == EventKind.MarginCallMet);
        Assert.Contains(venue.Events, e => e.Kind == EventKind.Traded && e.Instrument.Value >= 2);
    }

    private sealed class Recomputation(
        MechanismVenue venue, Equity[] shares, OptionContract[] options, AccountId[] traders, ulong seed)
    {
        private readonly Dictionary<AccountId, long> _high = [];
        private readonly HashSet<AccountId> _called = [];
        private int _read;

        private IMarginMechanism Margin => (IMarginMechanism)venue.Exchange.Mechanisms[0];

        public void Restart()
        {
            foreach (var trader in traders)
            {
                _high[trader] = Margin.StatementOf(trader)!.Sma;
            }
        }

        public void Check(int step)
        {
            for (; _read < venue.Events.Count; _read++)
            {
                var item = venue.Events[_read];
                _ = item.Kind switch
                {
                    EventKind.MarginCalled => _called.Add(item.Account),
                    EventKind.MarginCallMet => _called.Remove(item.Account),
                    _ => false,
                };
            }

            var acted = venue.Last.Where(e => e.Kind is EventKind.Traded or EventKind.Deposited)
                .SelectMany(e => new[] { e.Account, e.CounterAccount }).ToHashSet();
            foreach (var trader in traders)
            {
                Check(trader, acted.Contains(trader), $"seed {seed}, step {step}, account {trader}; replay with "
                    + "./test unit --filter-class '*RandomMargin*'");
            }
        }

        private void Check(AccountId trader, bool hasActed, string where)
        {
            var statement = Margin.StatementOf(trader)!;
            var equity = (decimal)venue.Exchange.Ledger.Balance(trader, MechanismVenue.Usd);
            var (initial, maintenance) = (0m, 0m);
            foreach (var share in shares)
            {
                var price = venue.Exchange.Prices.Mark(share.Id)!.Value.Ticks / 100m;
                equity += 100 * price * venue.Position(trader, share);
                var book = new OptionBook(price, [.. options.Where(o => o.Underlying == share.Id && venue.Position(trader, o) != 0)
                    .Select(o => new OptionLeg(
                        o.Right, o.Strike.Ticks / 100m, o.Expiry, venue.Position(trader, o),
                        venue.Exchange.Prices.Mark(o.Id)!.Value.Ticks / 100m))], venue.Position(trader, share));
                initial += 100 * OptionMargin.Requirement(book).AgainstCash;
                maintenance += 100 * OptionMargin.Requirement(book, MarginTime.Maintenance).AgainstCash;
            }

            var rounded = (long)decimal.Round(maintenance, MidpointRounding.AwayFromZero);
            var excess = (long)equity - (long)decimal.Round(initial, MidpointRounding.AwayFromZero);
            Assert.True(statement.MarginEquity == equity, $"equity {statement.MarginEquity}, not {equity}: {where}");
            Assert.True(statement.Maintenance == rounded, $"maintenance {statement.Maintenance}, not {rounded}: {where}");

            // By prices alone the SMA can only rise, and to no other height than the excess.
            var high = hasActed ? Math.Max(statement.Sma, excess) : Math.Max(_high[trader], excess);
            Assert.True(statement.Sma == high, $"SMA {statement.Sma}, not {high}: {where}");
            _high[trader] = statement.Sma;

            var isShort = rounded > equity || -statement.Sma > 100_000;
            Assert.True(_called.Contains(trader) == isShort, $"called {_called.Contains(trader)}, short {isShort}: {where}");
        }
    }
}
