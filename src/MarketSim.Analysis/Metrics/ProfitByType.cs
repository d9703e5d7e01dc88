using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Profit and loss of each type of agent over time, fees included.</summary>
/// <remarks>
/// Profit is cash and positions marked at mid, less what was put in; an endowment counts at the first mid. Summed
/// over all types, that of the fee account included, it is what the endowed assets have risen. Trading profit
/// leaves that rise out: it compares with holding what was put in, and sums to zero.
/// </remarks>
public sealed class ProfitByType : IMetric
{
    /// <summary>The type of accounts that the map does not name.</summary>
    public const string Others = "others";

    private readonly ProfitLedger _ledger;
    private readonly List<string> _types = [];
    private readonly List<(TimeSeries Total, TimeSeries Trading)> _series = [];
    private SampleClock _clock;

    /// <summary>Sets up the looks.</summary>
    /// <param name="instruments">What is traded; ids are their places.</param>
    /// <param name="reporting">The currency in which profit is counted.</param>
    /// <param name="typeOf">Account to type.</param>
    /// <param name="feeAccount">Who receives fees.</param>
    /// <param name="first">The first look.</param>
    /// <param name="interval">Time between looks; more than zero.</param>
    public ProfitByType(
        IReadOnlyList<Instrument> instruments, AssetId reporting, IReadOnlyDictionary<AccountId, string> typeOf,
        AccountId feeAccount, SimTime first, SimDuration interval)
    {
        ArgumentNullException.ThrowIfNull(typeOf);
        _ledger = new ProfitLedger(
            instruments, reporting, feeAccount, account => Group(typeOf.GetValueOrDefault(account, Others)));
        _clock = new SampleClock(first, interval);
    }

    /// <summary>The types, in order of their first appearance in the log.</summary>
    public IReadOnlyList<string> Types => _types;

    /// <summary>Profit of a type over time, in minor units of the reporting currency.</summary>
    /// <param name="type">One of <see cref="Types"/>.</param>
    public TimeSeries Of(string type) => _series[_types.IndexOf(type)].Total;

    /// <summary>What trading and fees brought a type over time, against holding what was put in; all types sum to
    /// zero.</summary>
    /// <param name="type">One of <see cref="Types"/>.</param>
    public TimeSeries OfTrading(string type) => _series[_types.IndexOf(type)].Trading;

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        while (_clock.IsDueBefore(item.Time))
        {
            Look(_clock.Take());
        }

        _ledger.Observe(item);
    }

    /// <inheritdoc/>
    public void Complete(SimTime end)
    {
        while (_clock.IsDueBefore(end))
        {
            Look(_clock.Take());
        }

        Look(end);
    }

    private void Look(SimTime time)
    {
        for (var group = 0; group < _types.Count; group++)
        {
            _series[group].Total.Set(time, _ledger.Profit(group));
            _series[group].Trading.Set(time, _ledger.TradingProfit(group));
        }
    }

    private int Group(string type)
    {
        var group = _types.IndexOf(type);
        if (group < 0)
        {
            group = _types.Count;
            _types.Add(type);
            _series.Add((new TimeSeries(), new TimeSeries()));
        }

        return group;
    }
}
