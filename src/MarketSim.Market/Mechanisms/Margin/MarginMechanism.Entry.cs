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

        var holdings = HoldingsOf(account);
        var others = OpenOrders(account, except: command.Order);
        var reason = PaysInFull(account.Type) ? Sells(account, holdings, others, order) : RejectReason.None;
        if (reason != RejectReason.None)
        {
            return reason;
        }

        var all = others.Append(order).ToList();
        var before = RoomOf(account, holdings, others);
        var after = RoomOf(account, holdings, all);
        if (account.Liquidation is not null || IsShort(before.Initial, after.Initial) || IsShort(before.Maintenance, after.Maintenance))
        {
            return RejectReason.InsufficientFunds;
        }

        return UsesCredit(holdings, all) && after.Maintenance < before.Maintenance
            && ValuationOf(account).Value(holdings).MarginEquity < _minimumEquity * _minorPerMoney && !PaysInFull(account.Type)
                ? RejectReason.InsufficientFunds
                : RejectReason.None;
    }

    // An order that takes no more room is always welcome: it closes something.
    private static bool IsShort(decimal before, decimal after) => after < 0 && after < before;

    private RejectReason MayWithdraw(MarginAccount account, in Command command)
    {
        var holdings = HoldingsOf(account);
        var orders = OpenOrders(account, except: default);
        Holdings left;
        if (command.Asset == _currency)
        {
            left = new Holdings(holdings.Cash + command.Amount, [.. holdings.Positions]);
        }
        else if (_instrumentOfAsset.TryGetValue(command.Asset.Value, out var instrument))
        {
            left = holdings.With(instrument, command.Amount, 0);
            if (left[instrument] < orders.Where(o => o.Instrument == instrument && o.Side == Side.Sell).Sum(o => o.Lots)
                && PaysInFull(account.Type))
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

        var room = RoomOf(account, left, orders);
        var figures = ValuationOf(account).Value(left);
        var isIndebted = left.Cash < 0 || figures.ShortStock > 0 || figures.ShortOptions > 0;
        var keepsMinimum = PaysInFull(account.Type) || !isIndebted || figures.MarginEquity >= _minimumEquity * _minorPerMoney;
        return room.Initial >= 0 && room.Maintenance >= 0 && keepsMinimum && account.Call is null && account.Liquidation is null
            ? RejectReason.None
            : RejectReason.InsufficientFunds;
    }

    // What is left above requirements once all orders have filled in the worst case.
    private (decimal Initial, decimal Maintenance) RoomOf(MarginAccount account, Holdings holdings, IReadOnlyList<MarginOrder> orders)
    {
        var valuation = ValuationOf(account);
        var use = account.Type == AccountType.Cash ? _cashOrderUse ?? _orderUse : _orderUse;
        var fees = Fees(orders);
        var initial = (decimal)valuation.Excess(holdings, MarginTime.Initial);
        if (HasSma(account.Type))
        {
            // What the account still has from better days counts; what it takes out now does not.
            var sma = Math.Max(account.Sma, valuation.Excess(account.Known, MarginTime.Initial));
            initial += sma - valuation.Excess(account.Known, MarginTime.Initial);
        }

        return (
            initial + use.Worst(holdings, orders, MarginTime.Initial) - fees,
            valuation.Excess(holdings, MarginTime.Maintenance) + use.Worst(holdings, orders, MarginTime.Maintenance) - fees);
    }

    private decimal Fees(IReadOnlyList<MarginOrder> orders)
    {
        var fees = 0m;
        foreach (var order in Desk.Options.Fees.IsFree ? [] : orders)
        {
            var amount = order.Price * order.Lots * MarginValuation.MinorPerUnit(Desk.Instruments[order.Instrument.Value]);
            fees += Desk.Options.Fees.WorstCase(new Money(MarginValuation.Round(amount)), new Quantity(order.Lots)).Minor;
        }

        return fees;
    }

    private List<MarginOrder> OpenOrders(MarginAccount account, OrderId except)
    {
        var orders = new List<MarginOrder>();
        foreach (var open in Desk.OpenOrders.Of(account.Id))
        {
            var instrument = Desk.Instruments[open.Instrument.Value];
            if (open.Id != except && _valuation.Counts(instrument))
            {
                orders.Add(Order(instrument, open.Side, open.Open, open.Price));
            }
        }

        return orders;
    }

    private bool TryOrder(in Command command, Instrument instrument, out MarginOrder order)
    {
        var hasLimit = TickCheck.HasLimit(command);
        order = Order(instrument, command.Side, command.Quantity, hasLimit ? command.Price : Price.Zero);
        return hasLimit || Desk.Prices.Mark(instrument.Id) is not null
            || (command.Side == Side.Sell && Desk.Ledger.Balance(command.Account, instrument.Base) >= command.Quantity.Lots);
    }

    // An order without a limit trades near the mark; a sale of shares at it or above.
    private MarginOrder Order(Instrument instrument, Side side, Quantity quantity, Price limit)
    {
        var mark = _valuation.Mark(instrument.Id);
        var price = limit == Price.Zero ? mark : instrument.ToDecimal(limit);
        return new MarginOrder(
            instrument.Id, side, quantity.Lots,
            side == Side.Sell && instrument is not OptionContract ? Math.Max(price, mark) : price);
    }

    private bool UsesCredit(Holdings holdings, List<MarginOrder> orders)
    {
        var cash = (decimal)holdings.Cash;
        var positions = holdings;
        foreach (var order in orders)
        {
            var instrument = Desk.Instruments[order.Instrument.Value];
            cash -= order.Side == Side.Buy && instrument is not Future
                ? order.Price * order.Lots * MarginValuation.MinorPerUnit(instrument)
                : 0;
            positions = order.Side == Side.Sell ? positions.With(order.Instrument, -order.Lots, 0) : positions;
        }

        return cash < 0 || positions.Positions.Any(held => held.Lots < 0 && Desk.Instruments[held.Instrument.Value] is not Future);
    }

    private RejectReason Sells(MarginAccount account, Holdings holdings, List<MarginOrder> others, MarginOrder order)
    {
        if (order.Side == Side.Buy || Desk.Instruments[order.Instrument.Value].IsMargined)
        {
            var after = others.Append(order).Where(o => o.Side == Side.Sell)
                .Aggregate(holdings, (now, o) => now.With(o.Instrument, -o.Lots, 0));
            return order.Side == Side.Sell && !ValuationOf(account).Permits(after)
                ? RejectReason.InsufficientAssets
                : RejectReason.None;
        }

        var sold = others.Where(o => o.Side == Side.Sell && o.Instrument == order.Instrument).Sum(o => o.Lots);
        var left = holdings.With(order.Instrument, -order.Lots - sold, 0);
        return left[order.Instrument] < 0 || !ValuationOf(account).Permits(left)
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
