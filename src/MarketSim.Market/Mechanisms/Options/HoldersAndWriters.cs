using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Who has a position in a series: holders with a positive, writers with a negative number of contracts.</summary>
internal static class HoldersAndWriters
{
    /// <summary>All of them, in order of account; the outside world and the central counterparty never are.</summary>
    public static List<(AccountId Account, long Contracts)> Of(MechanismDesk desk, Instrument series)
    {
        var positions = new List<(AccountId, long)>();
        for (var id = 1; id < desk.Ledger.AccountCount; id++)
        {
            var account = new AccountId(id);
            if (account != HouseAccounts.Ccp && desk.Ledger.IsOpen(account)
                && desk.Ledger.Balance(account, series.Base) is var contracts and not 0)
            {
                positions.Add((account, contracts));
            }
        }

        return positions;
    }
}
