using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>One account at one look.</summary>
/// <param name="Time">When.</param>
/// <param name="Account">Whose.</param>
/// <param name="Balances">What it owns by <see cref="AssetId"/>, in smallest units.</param>
/// <param name="Equity">All of it at mid, in minor units of the reporting currency.</param>
/// <param name="Profit">Equity less what was put in.</param>
public sealed record AccountSample(SimTime Time, AccountId Account, IReadOnlyList<long> Balances, double Equity, double Profit);

/// <summary>What every account owns, looked at from time to time.</summary>
public sealed class AccountSeries : IMetric
{
    private readonly ProfitLedger _ledger;
    private readonly int _assets;
    private readonly List<AccountId> _accounts = [];
    private readonly List<AccountSample> _samples = [];
    private SampleClock _clock;

    /// <summary>Sets up the looks.</summary>
    /// <param name="instruments">What is traded; ids are their places.</param>
    /// <param name="reporting">The currency in which equity is counted.</param>
    /// <param name="feeAccount">Who receives fees.</param>
    /// <param name="first">The first look.</param>
    /// <param name="interval">Time between looks; more than zero.</param>
    public AccountSeries(
        IReadOnlyList<Instrument> instruments, AssetId reporting, AccountId feeAccount, SimTime first, SimDuration interval)
    {
        _ledger = new ProfitLedger(instruments, reporting, feeAccount, account =>
        {
            _accounts.Add(account);
            return _accounts.Count - 1;
        });
        _assets = new Valuation(instruments, reporting).AssetCount;
        _clock = new SampleClock(first, interval);
    }

    /// <summary>The looks, by time and then by account in order of first appearance.</summary>
    public IReadOnlyList<AccountSample> Samples => _samples;

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
        for (var group = 0; group < _accounts.Count; group++)
        {
            var balances = new long[_assets];
            for (var asset = 0; asset < _assets; asset++)
            {
                balances[asset] = _ledger.Holdings.Balance(group, new AssetId(asset));
            }

            _samples.Add(new AccountSample(time, _accounts[group], balances, _ledger.Equity(group), _ledger.Profit(group)));
        }
    }
}
