using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Accounts: opening them, and bringing assets in or taking them out.</content>
public sealed partial class Exchange
{
    // Where mechanisms add balances up, one deposit is at most a ninetieth of what 64 bits hold.
    private const long LargestDeposit = 100_000_000_000_000_000;

    // Only accounts in a group; in order of account.
    private readonly SortedDictionary<int, int> _selfTradeGroups = [];

    // Accounts that have left the market for good.
    private readonly SortedSet<int> _retired = [];

    private void OpenAccount(in Command command, EventBuffer events)
    {
        var first = _mechanisms.Length > 0 ? HouseAccounts.FirstParticipant.Value : FeeAccount.Value + 1;
        if (command.Account.Value < first || Ledger.IsOpen(command.Account))
        {
            Reject(command, RejectReason.Malformed, events);
            return;
        }

        if (command.AccountType != AccountType.Cash && !CanCarry(command.AccountType))
        {
            Reject(command, RejectReason.NotPermitted, events);
            return;
        }

        Ledger.OpenAccount(command.Account);
        NoteAccount(command.Account, command.AccountType);
        events.Add(new MarketEvent { Kind = EventKind.AccountOpened, Time = _now, Account = command.Account });
    }

    private void Deposit(in Command command, EventBuffer events)
    {
        if (!Ledger.IsOpen(command.Account))
        {
            Reject(command, RejectReason.UnknownAccount, events);
            return;
        }

        if (!Ledger.IsKnown(command.Asset) || (_mechanisms.Length > 0 && (command.Amount < -LargestDeposit || command.Amount > LargestDeposit)))
        {
            Reject(command, RejectReason.Malformed, events);
            return;
        }

        if (IsPosition(command.Asset))
        {
            // It would be a position without margin, and without anybody on its other side.
            Reject(command, RejectReason.NotPermitted, events);
            return;
        }

        if (command.Amount < 0 && _mechanisms.Length > 0 && MayNotWithdraw(command) is var refusal and not RejectReason.None)
        {
            Reject(command, refusal, events);
            return;
        }

        var transfer = new Transfer(command.Asset, Ledger.OutsideWorld, command.Account, command.Amount);
        if (!Ledger.CanApply(transfer))
        {
            Reject(command, RejectReason.InsufficientFunds, events);
            return;
        }

        Ledger.Apply(transfer);
        events.Add(new MarketEvent
        {
            Kind = EventKind.Deposited, Time = _now, Account = command.Account, Asset = command.Asset, Amount = command.Amount,
        });
    }

    private bool IsPosition(AssetId asset) => _instruments.Any(i => i.IsMargined && i.Base == asset);

    private RejectReason Retire(in Command command)
    {
        if (Options.ChecksFunds && !Ledger.IsOpen(command.Account))
        {
            return RejectReason.UnknownAccount;
        }

        _retired.Add(command.Account.Value);
        return RejectReason.None;
    }

    private RejectReason SetSelfTradeGroup(in Command command)
    {
        if (Options.ChecksFunds && !Ledger.IsOpen(command.Account))
        {
            return RejectReason.UnknownAccount;
        }

        if (command.Amount is < 0 or > int.MaxValue)
        {
            return RejectReason.Malformed;
        }

        if (command.Amount == 0)
        {
            _selfTradeGroups.Remove(command.Account.Value);
        }
        else
        {
            _selfTradeGroups[command.Account.Value] = (int)command.Amount;
        }

        foreach (var model in _models)
        {
            if (model is ContinuousBook book)
            {
                book.Owners = OwnerOf;
            }
        }

        return RejectReason.None;
    }

    // Groups are negative, so that none is mistaken for an account.
    private int OwnerOf(AccountId account)
        => _selfTradeGroups.TryGetValue(account.Value, out var group) ? -group : account.Value;

    private void AddGroupsTo(ref StateHash hash)
    {
        foreach (var (account, group) in _selfTradeGroups)
        {
            hash.Add((long)account);
            hash.Add((long)group);
        }

        foreach (var account in _retired)
        {
            hash.Add(account);
        }
    }
}
