using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Buying power: what orders and withdrawals an account may still make, all its open orders filled in the worst case.</content>
public abstract partial class MarginMechanism
{
    private readonly decimal _minimumEquity;

    /// <inheritdoc/>
    public override RejectReason OnEntry(in Command command, in EntryContext context)
    {
        if (!_accounts.TryGetValue(command.Account.Value, out var account))
        {
            return RejectReason.None;
        }

        return command.Kind == CommandKind.Deposit
            ? MayWithdraw(account, command)
            : MayEnter(account, command, context);
    }

    private RejectReason MayEnter(MarginAccount account, in Command command, in EntryContext context)
    {
        var instrument = context.Instrument;
        if (!_valuation.Counts(instrument))
        {
            return PaysInFull(account.Type) ? PaysOtherCurrency(account, command, instrument) : RejectReason.NotPermitted;
        }

        if (!TryOrder(command, instrument, out var order))
        {
            return RejectReason.NoReferencePrice;
        }

        // The order joins the account's others for as long as the question takes; what it replaces is out.
        var orders = account.Orders;
        var replaces = orders.Take(command.Order, out var replaced);
        var holdings = HoldingsOf(account);
        var before = RoomOf(account, holdings, orders);
        orders.Put(order);
        var reason = Answer(account, holdings, order, before);
        orders.Take(order.Id, out _);
        if (replaces)
        {
            orders.Put(replaced);
        }

        return reason;
    }

    private RejectReason Answer(
        MarginAccount account, Holdings holdings, in LadderOrder order, (decimal Initial, decimal Maintenance) before)
    {
        if (PaysInFull(account.Type) && Sells(account, holdings, order) is var reason and not RejectReason.None)
        {
            return reason;
        }

        if (account.Call is not null && !PaysInFull(account.Type) && IsShortSale(account, holdings, order))
        {
            // In a call nothing is sold short, not even together with a sale that frees more than it takes.
            return RejectReason.InsufficientFunds;
        }

        var after = RoomOf(account, holdings, account.Orders);
        if (account.Liquidation is not null || MayTradeToday(account, holdings, before, after) != RejectReason.None)
        {
            return RejectReason.InsufficientFunds;
        }

        return !PaysInFull(account.Type) && after.Maintenance < before.Maintenance
            && ValuationOf(account).Value(holdings).MarginEquity < _minimumEquity * _minorPerMoney && UsesCredit(holdings, account.Orders)
                ? RejectReason.InsufficientFunds
                : RejectReason.None;
    }

    // Whether shares are sold beyond those that are held, other sales that wait filled first.
    private bool IsShortSale(MarginAccount account, Holdings holdings, in LadderOrder order)
        => order.Side == Side.Sell && Desk.Instruments[order.Instrument.Value] is not (OptionContract or Future)
            && account.Orders.ClassOf(order.Instrument).Of(order.Instrument, Side.Sell).All.Lots
                > Math.Max(0, holdings[order.Instrument]);

    // An order that takes no more room is always welcome: it closes something.
    private static bool IsShort(decimal before, decimal after) => after < 0 && after < before;

    private RejectReason MayWithdraw(MarginAccount account, in Command command)
    {
        var holdings = HoldingsOf(account);
        Holdings left;
        if (command.Asset == _currency)
        {
            left = new Holdings(holdings.Cash + command.Amount, [.. holdings.Positions]);
        }
        else if (_instrumentOfAsset.TryGetValue(command.Asset.Value, out var instrument))
        {
            left = holdings.With(instrument, command.Amount, 0);
            var sold = account.Orders.ClassOf(instrument).Of(instrument, Side.Sell).All.Lots;
            if (left[instrument] < sold && PaysInFull(account.Type))
            {
                return RejectReason.InsufficientAssets;
            }

            if (left[instrument] < 0)
            {
                return RejectReason.InsufficientAssets;
            }
        }
        else
        {
            return Desk.Ledger.Available(account.Id, command.Asset) >= -command.Amount
                ? RejectReason.None
                : RejectReason.InsufficientFunds;
        }

        var room = RoomOf(account, left, account.Orders);
        var figures = ValuationOf(account).Value(left);
        var isIndebted = left.Cash < 0 || figures.ShortStock > 0 || figures.ShortOptions > 0;
        var keepsMinimum = PaysInFull(account.Type) || !isIndebted || figures.MarginEquity >= _minimumEquity * _minorPerMoney;
        return room.Initial >= 0 && room.Maintenance >= 0 && keepsMinimum && account.Call is null && account.Liquidation is null
            && account.Days is not { Called: > 0 }
            ? RejectReason.None
            : RejectReason.InsufficientFunds;
    }

    // What is left above requirements once all orders have filled in the worst case.
    private (decimal Initial, decimal Maintenance) RoomOf(MarginAccount account, Holdings holdings, AccountOrders orders)
    {
        var valuation = ValuationOf(account);
        var use = UseOf(account);
        var fees = use.Fees(orders);
        return (
            valuation.Excess(holdings, MarginTime.Initial) + KeptSma(account) + use.Worst(holdings, orders, MarginTime.Initial) - fees,
            valuation.Excess(holdings, MarginTime.Maintenance) + use.Worst(holdings, orders, MarginTime.Maintenance) - fees);
    }

    // What the account still has from better days counts; what it takes out now does not.
    private long KeptSma(MarginAccount account)
        => HasSma(account.Type) ? Math.Max(0, account.Sma - ValuationOf(account).Excess(account.Known, MarginTime.Initial)) : 0;

    private LadderUse UseOf(MarginAccount account)
        => account.Type == AccountType.Cash ? _cashOrderUse ?? _orderUse : _orderUse;

    /// <summary>What all open orders of an account take in the worst case and may be charged, by sums and by looking at each: for
    /// tests.</summary>
    internal (decimal Fast, decimal Plain) UseOfOrders(AccountId id, MarginTime time)
    {
        var account = _accounts[id.Value];
        var (holdings, use) = (HoldingsOf(account), UseOf(account));
        var all = Desk.OpenOrders.Of(id).Where(open => _valuation.Counts(Desk.Instruments[open.Instrument.Value]))
            .Select(open => ValuationOf(account).Order(
                open.Instrument, open.Side, open.Open.Lots, AccountOrders.TicksOf(open.Price))).ToList();
        var fees = 0m;
        foreach (var order in all)
        {
            var amount = order.Price * order.Lots * MarginValuation.MinorPerUnit(Desk.Instruments[order.Instrument.Value]);
            fees += Desk.Options.Fees.WorstCase(new Money(MarginValuation.Round(amount)), new Quantity(order.Lots)).Minor;
        }

        return (
            use.Worst(holdings, account.Orders, time) - use.Fees(account.Orders),
            new OrderUse(Desk, ValuationOf(account)).Worst(holdings, all, time) - fees);
    }

    private bool TryOrder(in Command command, Instrument instrument, out LadderOrder order)
    {
        var hasLimit = TickCheck.HasLimit(command);
        order = new LadderOrder(
            command.Order, instrument.Id, command.Side, command.Quantity.Lots,
            AccountOrders.TicksOf(hasLimit ? command.Price : Price.Zero));
        return hasLimit || Desk.Prices.Mark(instrument.Id) is not null
            || (command.Side == Side.Sell && Desk.Ledger.Balance(command.Account, instrument.Base) >= command.Quantity.Lots);
    }

    private bool UsesCredit(Holdings holdings, AccountOrders orders)
    {
        var cash = (decimal)holdings.Cash;
        foreach (var (id, (buys, sales)) in orders.Classes.SelectMany(ofClass => ofClass.Ladders))
        {
            var instrument = Desk.Instruments[id];
            if (instrument is Future)
            {
                continue;
            }

            if (sales.All.Lots > Math.Max(0, holdings[instrument.Id]))
            {
                return true;
            }

            var unpriced = buys.Below(OrderLadder.NoPrice + 1).Lots;
            cash -= ((decimal)buys.All.Value * instrument.PriceUnit) + ((decimal)unpriced * _valuation.Mark(instrument.Id))
                is var money ? money * MarginValuation.MinorPerUnit(instrument) : 0;
        }

        return cash < 0 || holdings.Positions.Any(held => held.Lots < 0 && Desk.Instruments[held.Instrument.Value] is not Future);
    }

    private RejectReason Sells(MarginAccount account, Holdings holdings, in LadderOrder order)
    {
        if (order.Side == Side.Buy)
        {
            return RejectReason.None;
        }

        var isMargined = Desk.Instruments[order.Instrument.Value].IsMargined;
        var after = holdings;
        foreach (var (id, (_, sales)) in account.Orders.Classes.SelectMany(ofClass => ofClass.Ladders))
        {
            if (sales.Count > 0 && (isMargined || id == order.Instrument.Value))
            {
                after = after.With(new InstrumentId(id), -(long)sales.All.Lots, 0);
            }
        }

        return (!isMargined && after[order.Instrument] < 0) || !ValuationOf(account).Permits(after)
            ? RejectReason.InsufficientAssets
            : RejectReason.None;
    }

    // Money and assets of another currency than the account's: what is offered must be there.
    private RejectReason PaysOtherCurrency(MarginAccount account, in Command command, Instrument instrument)
    {
        if (!TickCheck.HasLimit(command) && command.Side == Side.Buy)
        {
            return RejectReason.NoReferencePrice;
        }

        var (asset, needed) = Needs(instrument, command.Side, command.Price, command.Quantity);
        foreach (var open in Desk.OpenOrders.Of(account.Id).ToList())
        {
            var (other, amount) = Needs(Desk.Instruments[open.Instrument.Value], open.Side, open.Price, open.Open);
            needed += other == asset && open.Id != command.Order ? amount : 0;
        }

        return Desk.Ledger.Available(account.Id, asset) >= needed ? RejectReason.None
            : asset == instrument.Quote ? RejectReason.InsufficientFunds
            : RejectReason.InsufficientAssets;
    }

    private (AssetId Asset, long Amount) Needs(Instrument instrument, Side side, Price price, Quantity quantity)
    {
        var (asset, amount) = instrument.RequirementFor(side, price, quantity);
        return asset == instrument.Quote
            ? (asset, amount + Desk.Options.Fees.WorstCase(instrument.QuoteAmount(price, quantity), quantity).Minor)
            : (asset, amount);
    }
}
