using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Accounts: opening them, and bringing assets in or taking them out.</content>
public sealed partial class Exchange
{
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
        if (!Ledger.IsKnown(command.Asset) || !Ledger.CanApply(transfer))
        {
            Reject(command, Ledger.IsKnown(command.Asset) ? RejectReason.InsufficientFunds : RejectReason.Malformed, events);
            return;
        }

        Ledger.Apply(transfer);
        events.Add(new MarketEvent
        {
            Kind = EventKind.Deposited, Time = _now, Account = command.Account, Asset = command.Asset, Amount = command.Amount,
        });
    }

    private bool IsPosition(AssetId asset) => _instruments.Any(i => i.IsMargined && i.Base == asset);
}
