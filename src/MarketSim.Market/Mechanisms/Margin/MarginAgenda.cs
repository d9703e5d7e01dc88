using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>When which account must be looked at, and which are being liquidated: so that nobody needs to ask them all.</summary>
internal sealed class MarginAgenda
{
    private readonly SortedSet<(SimTime Due, int Account)> _due = [];
    private readonly SortedSet<int> _liquidating = [];

    /// <summary>The earliest instant; <see cref="SimTime.Never"/> if there is none.</summary>
    public SimTime Next => _due.Count == 0 ? SimTime.Never : _due.Min.Due;

    /// <summary>The accounts that are being liquidated, in order.</summary>
    public IReadOnlyList<int> Liquidating => [.. _liquidating];

    /// <summary>The accounts whose instant has come, in order of account.</summary>
    public IReadOnlyList<int> DueBy(SimTime now)
        => [.. _due.TakeWhile(entry => entry.Due <= now).Select(entry => entry.Account).Order()];

    /// <summary>Something that decides when an account is due has changed.</summary>
    public void Schedule(MarginAccount account)
    {
        if (account.Liquidation is null)
        {
            _liquidating.Remove(account.Id.Value);
        }
        else
        {
            _liquidating.Add(account.Id.Value);
        }

        var due = account.Due;
        if (due == account.Scheduled)
        {
            return;
        }

        if (account.Scheduled != SimTime.Never)
        {
            _due.Remove((account.Scheduled, account.Id.Value));
        }

        if (due != SimTime.Never)
        {
            _due.Add((due, account.Id.Value));
        }

        account.Scheduled = due;
    }
}
