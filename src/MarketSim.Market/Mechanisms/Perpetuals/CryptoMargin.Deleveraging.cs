using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Auto-deleveraging: what no market takes is closed against the other side at the bankruptcy price.</content>
public sealed partial class CryptoMargin
{
    private void Deleverage(Liquidation liquidation, Perpetual perpetual)
    {
        var left = Perpetuals.Position(liquidation.Account, perpetual.Id).Lots;
        if (left == 0)
        {
            return;
        }

        var others = Perpetuals.PositionsIn(perpetual.Id)
            .Where(p => Math.Sign(p.Position.Lots) == -Math.Sign(left))
            .Select(p => (p.Account, p.Position.Lots, Score: Score(p.Account, p.Position, perpetual)))
            .OrderByDescending(p => p.Score).ThenBy(p => p.Account.Value)
            .ToList();
        foreach (var (account, lots, _) in others)
        {
            var closed = Math.Min(Math.Abs(left), Math.Abs(lots)) * Math.Sign(left);
            TakeOver(liquidation, account, perpetual, closed);
            left -= closed;
            if (left == 0)
            {
                return;
            }
        }
    }

    // Profit x leverage; losses count the less the higher the leverage. Source: Binance, What Is Auto-Deleveraging.
    private decimal Score(AccountId account, PerpetualPosition position, Perpetual perpetual)
    {
        var entered = (decimal)position.EntryValue * perpetual.TickValueNumerator / perpetual.TickValueDenominator;
        var profit = Profit(position, perpetual);
        var equity = Behind(account, perpetual, countsOthersMaintenance: false) + profit;
        var value = (decimal)ValueAtMark(position, perpetual) * perpetual.TickValueNumerator / perpetual.TickValueDenominator;
        const decimal Highest = 1_000_000;
        var leverage = equity <= 0 ? Highest : Math.Min(Highest, value / equity);
        var ratio = entered == 0 ? 0 : profit / entered;
        return ratio > 0 ? ratio * leverage : leverage == 0 ? ratio : ratio / leverage;
    }

    private void TakeOver(Liquidation liquidation, AccountId other, Perpetual perpetual, long lots)
    {
        var about = new MarketEvent
        {
            Instrument = perpetual.Id, Price = liquidation.Bankrupt, Quantity = new Quantity(Math.Abs(lots)), Order = liquidation.Order,
        };
        Desk.Report(about with
        {
            Kind = EventKind.AutoDeleveraged, Account = other, CounterAccount = liquidation.Account,
            Side = lots > 0 ? Side.Buy : Side.Sell,
        });
        Desk.Post(Posting.ContractsClosed, liquidation.Account, other, perpetual.Base, lots, about);
        var before = Desk.Ledger.Balance(liquidation.Account, perpetual.Quote);
        Perpetuals.Change(liquidation.Account, perpetual.Id, -lots, liquidation.Bankrupt, default);
        liquidation.Result += Desk.Ledger.Balance(liquidation.Account, perpetual.Quote) - before;
        Perpetuals.Change(other, perpetual.Id, lots, liquidation.Bankrupt, default);
        FollowPosition(liquidation.Account, perpetual, -lots, liquidation.Bankrupt);
        FollowPosition(other, perpetual, lots, liquidation.Bankrupt);
    }
}
