using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What an account's futures in one currency are worth and need, in minor units.</summary>
/// <param name="Equity">Balance, and what positions have gained since the last settlement price.</param>
/// <param name="Initial">Initial margin of its positions.</param>
/// <param name="Maintenance">Maintenance margin of its positions.</param>
/// <param name="WorstCase">Initial margin of the positions that its orders may lead to, and what those may trade at a loss.</param>
public readonly record struct FuturesStanding(long Equity, long Initial, long Maintenance, long WorstCase);

/// <summary>Margin of a futures account: so much a contract, less a credit for calendar spreads; orders at their worst.</summary>
internal sealed class FuturesMargin(decimal maintenancePercent, decimal spreadCreditPercent)
{
    /// <summary>The standing of an account, with one more order if given.</summary>
    public FuturesStanding Of(
        AccountId account, AssetId currency, IEnumerable<Future> futures, MechanismDesk desk, in Command? order = null)
    {
        var equity = (Int128)desk.Ledger.Balance(account, currency);
        var (initial, maintenance) = (new List<Leg>(), new List<Leg>());
        Int128 worst = PaidInFull.Committed(account, currency, desk, order?.Order ?? default);
        var credit = desk.TypeOf(account) == AccountType.Futures ? spreadCreditPercent : 0;
        foreach (var future in futures.Where(f => f.Quote == currency))
        {
            var lots = desk.Ledger.Balance(account, future.Base);
            var mark = desk.Prices.Mark(future.Id) ?? future.SettlementPrice;
            equity += future.QuoteAmount(new Price(mark - future.SettlementPrice), new Quantity(lots)).Minor;
            if (lots != 0)
            {
                initial.Add(new Leg(future.Underlying.Value, lots, future.InitialMargin.Minor));
                maintenance.Add(new Leg(future.Underlying.Value, lots, MaintenanceOf(future)));
            }

            worst += WorstCase(account, future, lots, mark, desk, order);
        }

        var needed = Sum(initial, credit);
        worst -= Sum(initial, 0) - needed;
        return new FuturesStanding(checked((long)equity), needed, Sum(maintenance, credit), checked((long)Int128.Max(worst, 0)));
    }

    /// <summary>Maintenance margin of one contract.</summary>
    public long MaintenanceOf(Future future) => future.MaintenanceMargin.Minor > 0
        ? future.MaintenanceMargin.Minor
        : (long)decimal.Round(future.InitialMargin.Minor * maintenancePercent / 100, MidpointRounding.AwayFromZero);

    // All buys fill, or all sells: the larger position counts. What an order may pay beyond the mark is lost at once.
    private static Int128 WorstCase(
        AccountId account, Future future, long lots, Price mark, MechanismDesk desk, in Command? order)
    {
        var (bought, sold, loss) = ((Int128)0, (Int128)0, (Int128)0);
        var replaced = order?.Order ?? default;
        foreach (var open in desk.OpenOrders.Of(account))
        {
            if (open.Instrument == future.Id && open.Id != replaced)
            {
                Add(open.Side, open.Price, open.Open);
            }
        }

        if (order is { } added && added.Instrument == future.Id)
        {
            Add(added.Side, added.Price, added.Quantity);
        }

        return (Int128.Max(Int128.Abs(lots + bought), Int128.Abs(lots - sold)) * future.InitialMargin.Minor) + loss;

        void Add(Side side, Price price, Quantity quantity)
        {
            if (side == Side.Buy)
            {
                bought += quantity.Lots;
            }
            else
            {
                sold += quantity.Lots;
            }

            var beyond = price == default ? 0 : (price - mark) * side.Sign();
            loss += beyond > 0 ? future.QuoteAmount(new Price(beyond), quantity).Minor : 0;
        }
    }

    // Long and short contracts of one underlying offset each other, dearest first, as far as both reach.
    private static long Sum(List<Leg> legs, decimal creditPercent)
    {
        var sum = (decimal)0;
        foreach (var leg in legs)
        {
            sum += Math.Abs((decimal)leg.Lots) * leg.Margin;
        }

        foreach (var group in legs.Where(leg => leg.Underlying >= 0).GroupBy(leg => leg.Underlying))
        {
            var spreads = (decimal)Math.Min(group.Sum(leg => Math.Max(leg.Lots, 0)), group.Sum(leg => Math.Max(-leg.Lots, 0)));
            sum -= (Dearest(group.Where(leg => leg.Lots > 0), spreads) + Dearest(group.Where(leg => leg.Lots < 0), spreads))
                * creditPercent / 100;
        }

        return (long)decimal.Ceiling(sum);
    }

    private static decimal Dearest(IEnumerable<Leg> legs, decimal lots)
    {
        var sum = 0m;
        foreach (var leg in legs.OrderByDescending(leg => leg.Margin))
        {
            var taken = Math.Min(lots, Math.Abs((decimal)leg.Lots));
            sum += taken * leg.Margin;
            lots -= taken;
        }

        return sum;
    }

    private readonly record struct Leg(int Underlying, long Lots, long Margin);
}
