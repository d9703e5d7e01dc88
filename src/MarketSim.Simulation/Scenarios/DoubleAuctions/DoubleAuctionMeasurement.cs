using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Who took part in a double auction.</summary>
/// <param name="Strategy">How he decides.</param>
/// <param name="Role">Buyer or seller.</param>
/// <param name="Limits">What his units are worth to him.</param>
public sealed record DoubleAuctionTrader(string Strategy, Side Role, IReadOnlyList<Price> Limits);

/// <summary>What one day of a double auction brought.</summary>
/// <param name="Trades">Units that traded.</param>
/// <param name="Efficiency">Gains from trade that were made, as a fraction of all there were.</param>
/// <param name="Alpha">Smith's coefficient of convergence: root mean square distance of the day's prices from equilibrium, as a fraction
/// of it; null without a trade.</param>
/// <param name="MeanPrice">Of the day's trades, in currency units; null without one.</param>
/// <param name="Profits">By trader, in currency units: buyers what they redeem less what they pay, sellers what they get less cost.</param>
public sealed record DoubleAuctionDay(int Trades, double Efficiency, double? Alpha, double? MeanPrice, IReadOnlyList<double> Profits);

/// <summary>Measures the trading days of a double auction.</summary>
/// <remarks>Source: Smith (1962), coefficient of convergence α; Gode and Sunder (1993), allocative efficiency and root mean square
/// profit dispersion. The n-th unit that one trades in a day is his n-th; a unit beyond his last is worth nothing to a buyer.</remarks>
public sealed class DoubleAuctionMeasurement(
    InducedSchedule schedule, IReadOnlyList<DoubleAuctionTrader> traders, int firstAccount, double priceUnit) : IMeasurement
{
    private readonly List<DoubleAuctionDay> _days = [];
    private readonly int[] _used = new int[traders.Count];
    private readonly double[] _profits = new double[traders.Count];
    private readonly List<long> _prices = [];

    /// <summary>The days that have ended.</summary>
    public IReadOnlyList<DoubleAuctionDay> Days => _days;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings =>
    [
        new("days", _days.Count),
        new("efficiency", Mean(_days.Select(d => 100 * d.Efficiency)), "%", 100),
        new("efficiency-deviation", Deviation([.. _days.Select(d => 100 * d.Efficiency)]), "%"),
        new("smiths-alpha", Mean(_days.Where(d => d.Alpha is not null).Select(d => 100 * d.Alpha!.Value)), "% of the equilibrium price"),
        new("mean-price", Mean(_days.Where(d => d.MeanPrice is not null).Select(d => d.MeanPrice!.Value)), "a unit",
            schedule.EquilibriumPrice * priceUnit),
        new("trades-a-day", Mean(_days.Select(d => (double)d.Trades)), "", schedule.Units),
        new("profit-dispersion", Mean(_days.Select(Dispersion)), "a trader and day"),
        .. traders.Select(t => t.Strategy).Distinct(StringComparer.Ordinal).Select(strategy => new Finding(
            $"{strategy}.profit-a-day", Mean(_days.Select(day => ProfitOf(strategy, day))), "a trader",
            EquilibriumProfits().Where((_, i) => traders[i].Strategy == strategy).Average())),
    ];

    /// <summary>The mean profit a day of each trader over all days, in currency units.</summary>
    public IReadOnlyList<double> MeanProfits => [.. traders.Select((_, i) => Mean(_days.Select(d => d.Profits[i])) ?? 0)];

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        if (item.Kind == EventKind.Traded)
        {
            var price = item.Price.Ticks;
            for (var lot = 0L; lot < item.Quantity.Lots; lot++)
            {
                _prices.Add(price);
                Use(item.Account, price);
                Use(item.CounterAccount, price);
            }
        }
        else if (item.Kind == EventKind.PhaseChanged && item.Phase == TradingPhase.Closed)
        {
            EndDay();
        }
    }

    private void Use(AccountId account, long price)
    {
        var trader = account.Value - firstAccount;
        var (role, limits, unit) = (traders[trader].Role, traders[trader].Limits, _used[trader]++);

        // Nothing is made without cost: a seller's units beyond the last are priced like it.
        var worth = unit < limits.Count ? limits[unit].Ticks : role == Side.Buy ? 0 : limits[^1].Ticks;
        _profits[trader] += role.Sign() * (worth - price);
    }

    private void EndDay()
    {
        var gains = _profits.Sum();
        var equilibrium = schedule.EquilibriumPrice;
        _days.Add(new DoubleAuctionDay(
            _prices.Count,
            schedule.Surplus == 0 ? 1 : gains / schedule.Surplus,
            _prices.Count == 0 ? null
                : Math.Sqrt(_prices.Average(p => (p - equilibrium) * (p - equilibrium))) / equilibrium,
            _prices.Count == 0 ? null : _prices.Average() * priceUnit,
            [.. _profits.Select(profit => profit * priceUnit)]));
        _prices.Clear();
        Array.Clear(_used);
        Array.Clear(_profits);
    }

    private double ProfitOf(string strategy, DoubleAuctionDay day)
        => day.Profits.Where((_, i) => traders[i].Strategy == strategy).Average();

    private IEnumerable<double> EquilibriumProfits() => traders.Select(t => schedule.EquilibriumProfit(t.Role, t.Limits) * priceUnit);

    private double Dispersion(DoubleAuctionDay day)
        => Math.Sqrt(EquilibriumProfits().Zip(day.Profits, (theory, made) => (made - theory) * (made - theory)).Average());

    private static double? Mean(IEnumerable<double> values)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
        {
            sum += value;
            count++;
        }

        return count == 0 ? null : sum / count;
    }

    private static double? Deviation(IReadOnlyList<double> values)
    {
        var mean = Mean(values);
        return mean is null ? null : Math.Sqrt(values.Average(v => (v - mean.Value) * (v - mean.Value)));
    }
}
