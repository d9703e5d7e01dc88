using MarketSim.Core;

namespace MarketSim.Tests.Integration;

/// <summary>Every account's balances as a reader of the event log alone would have them. Written apart from the program's own
/// folds: it is their twin.</summary>
internal sealed class BalancesFromEvents(IReadOnlyList<Instrument> instruments)
{
    private readonly Instrument[] _instruments = [.. instruments];
    private readonly Dictionary<(int Account, int Asset), long> _balances = [];
    private readonly Dictionary<OrderId, (long Entered, long Filled, long Cancelled, long Open)> _orders = [];

    public void Take(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Deposited:
                Move(Ledger.OutsideWorld, item.Account, item.Asset, item.Amount);
                break;
            case EventKind.FeePosted:
                Move(item.Account, HouseAccounts.Fees, item.Asset, item.Amount);
                break;
            case EventKind.Posted:
                Assert.True(item.Amount > 0, "a posting names what it moved");
                Assert.True(Enum.IsDefined(item.Posting) && item.Posting != Posting.None, "a posting says why");
                Move(item.Account, item.CounterAccount, item.Asset, item.Amount);
                break;
            case EventKind.Traded:
                Trade(item);
                break;
            case EventKind.Marked or EventKind.TermsChanged:
                _instruments[item.Instrument.Value] = _instruments[item.Instrument.Value].After(item);
                break;
        }

        TakeOrder(item);
    }

    /// <summary>Per order, what was entered is what was filled, cancelled, and is open.</summary>
    public void VerifyOrders()
    {
        foreach (var (id, order) in _orders)
        {
            Assert.True(
                order.Entered == order.Filled + order.Cancelled + order.Open && order.Open >= 0,
                $"order {id}: {order.Entered} entered, {order.Filled} filled, {order.Cancelled} cancelled, {order.Open} open");
        }
    }

    /// <summary>The ledger's balances are those that the events tell of.</summary>
    public void VerifyEqual(Ledger ledger)
    {
        for (var account = 0; account < ledger.AccountCount; account++)
        {
            if (!ledger.IsOpen(new AccountId(account)))
            {
                continue;
            }

            for (var asset = 0; asset < ledger.AssetCount; asset++)
            {
                var told = _balances.GetValueOrDefault((account, asset));
                var held = ledger.Balance(new AccountId(account), new AssetId(asset));
                Assert.True(told == held, $"account {account} holds {held} of asset {asset}, the events tell of {told}");
            }
        }
    }

    private void Trade(in MarketEvent item)
    {
        var instrument = _instruments[item.Instrument.Value];
        var (buyer, seller) = item.Side == Side.Buy ? (item.Account, item.CounterAccount) : (item.CounterAccount, item.Account);
        Move(seller, buyer, instrument.Base, item.Quantity.Lots);
        Move(buyer, seller, instrument.Quote, instrument.TradePayment(item.Price, item.Quantity, new Money(item.Amount)).Minor);
    }

    private void Move(AccountId from, AccountId to, AssetId asset, long amount)
    {
        _balances[(from.Value, asset.Value)] = _balances.GetValueOrDefault((from.Value, asset.Value)) - amount;
        _balances[(to.Value, asset.Value)] = _balances.GetValueOrDefault((to.Value, asset.Value)) + amount;
    }

    private void TakeOrder(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Accepted:
                _orders[item.Order] = (item.Quantity.Lots, 0, 0, item.Quantity.Lots);
                break;
            case EventKind.Traded:
                Fill(item.Order, item.Quantity.Lots, item.Open.Lots);
                Fill(item.CounterOrder, item.Quantity.Lots, item.CounterOpen.Lots);
                break;
            case EventKind.Cancelled when _orders.TryGetValue(item.Order, out var order):
                Assert.Equal(order.Open, item.Quantity.Lots);
                _orders[item.Order] = order with { Cancelled = order.Cancelled + item.Quantity.Lots, Open = 0 };
                break;
            case EventKind.Reduced when _orders.TryGetValue(item.Order, out var order):
                _orders[item.Order] = order with
                {
                    Cancelled = order.Cancelled + item.Quantity.Lots, Open = order.Open - item.Quantity.Lots,
                };
                Assert.Equal(item.Open.Lots, _orders[item.Order].Open);
                break;
            case EventKind.Replaced when _orders.Remove(item.CounterOrder, out var old):
                _orders[item.Order] = old with { Entered = old.Entered + item.Open.Lots - old.Open, Open = item.Open.Lots };
                break;
        }
    }

    private void Fill(OrderId id, long lots, long open)
    {
        var order = _orders[id];
        _orders[id] = order with { Filled = order.Filled + lots, Open = open };
        Assert.Equal(order.Open - lots, open);
    }
}
