using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>What open orders need in the worst case, kept up to date order by order, against a sum over all of them.</summary>
public sealed class RandomOrderUseTests
{
    private static readonly AccountType[] Types = [AccountType.RegT, AccountType.Portfolio, AccountType.Cash];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void WhatIsKeptUpToDateEqualsTheSumOverAllOrders(ulong seed)
    {
        var random = new Rng(seed, "random-order-use");
        var shares = new[] { MechanismVenue.Share(0, "ABC"), MechanismVenue.Share(1, "XYZ") };
        var call = MechanismVenue.Option(2, shares[0], OptionRight.Call, 5, new DateOnly(2026, 6, 19));
        var future = new Future
        {
            Id = new(3), Symbol = "FUT", Base = new(4), Quote = MechanismVenue.Usd, TickValueNumerator = 10, SettlementPrice = new(500),
            InitialMargin = new(2_000), MaintenanceMargin = new(1_500),
        };
        Instrument[] all = [.. shares, call, future];
        var fees = seed % 2 == 0 ? FeeSchedule.Free : new FeeSchedule { TakerPartsPerMillion = 300, MakerMicroMinorPerLot = 300_000 };
        var venue = new MechanismVenue(
            all,
            [MechanismSpec.Of("margin", ("liquidates", "false")), MechanismSpec.Of("portfolio-margin", ("liquidates", "false"),
                ("offsets", seed > 2 ? "ABC+XYZ=80" : "")), MechanismSpec.Of("futures")],
            new ExchangeOptions { Fees = fees });
        venue.Apply(Commands.OpenSession());
        var traders = Enumerable.Range(0, 6).Select(i => venue.Open(i, Types[i % 3], 1_000_000)).ToArray();
        foreach (var instrument in all)
        {
            venue.Apply(Instructions.ReferencePrice(instrument.Id, new Price(500)));
        }

        foreach (var trader in traders)
        {
            venue.Give(trader, shares[0], 300);
            venue.Give(trader, shares[1], 300);
        }

        // Prices around those at which the margin of short shares turns: 2.50, 5.00, 16.67.
        var (open, short_, most) = (new List<OrderId>(), 0, 0);
        for (var step = 0; step < 1_500; step++)
        {
            var trader = traders[random.Below(traders.Length)];
            var instrument = all[random.Below(all.Length)];
            var mark = venue.Exchange.Prices.Mark(instrument.Id)!.Value.Ticks;
            switch (random.Below(20))
            {
                case 0:
                    venue.Apply(Commands.MassCancel(trader));
                    break;
                case 1 when open.Count > 0:
                    venue.Apply(Commands.Cancel(trader, instrument.Id, open[(int)random.Below(open.Count)]));
                    break;
                case 2 when open.Count > 0:
                    var change = open[(int)random.Below(open.Count)];
                    venue.Apply(Commands.Reduce(trader, instrument.Id, change, new Quantity(random.Between(1, 20))));
                    break;
                case 3:
                    var to = random.Between(150, 2_500);
                    venue.Apply(Instructions.ReferencePrice(instrument.Id, new Price(instrument is OptionContract ? to / 10 : to)));
                    break;
                case 4:
                    venue.Market(trader, instrument, random.Chance(0.5) ? Side.Buy : Side.Sell, random.Between(1, 30));
                    break;
                default:
                    var price = Math.Max(2, mark + random.Between(-mark / 3, mark / 3));
                    open.Add(venue.Limit(
                        trader, instrument, random.Chance(0.5) ? Side.Buy : Side.Sell, price / 100m,
                        instrument is OptionContract ? random.Between(1, 3) : random.Between(1, 250)));
                    break;
            }

            foreach (var account in traders)
            {
                var margin = (MarginMechanism)venue.Exchange.Mechanisms[
                    venue.Exchange.TypeOf(account) == AccountType.Portfolio ? 1 : 0];
                short_ += venue.Position(account, shares[0]) < 0 ? 1 : 0;
                foreach (var time in (MarginTime[])[MarginTime.Initial, MarginTime.Maintenance])
                {
                    var (fast, plain) = margin.UseOfOrders(account, time);
                    most += plain < 0 ? 1 : 0;
                    Assert.True(fast == plain, $"{fast} and {plain}: seed {seed}, step {step}, account {account}, {time}; replay "
                        + "with ./test unit --filter-class '*RandomOrderUse*'");
                }
            }
        }

        Assert.InRange(short_, 100, int.MaxValue);
        Assert.InRange(most, 1_000, int.MaxValue);
    }
}
