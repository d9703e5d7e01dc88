using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How a strategy acts: writes orders, stamped with account and order id, and sends them to the exchange.</summary>
public sealed class OrderPad
{
    private readonly MarketView _view;
    private readonly ICommandSink _sink;
    private readonly AccountId _account;
    private long _count;

    /// <summary>A pad for one account.</summary>
    /// <param name="account">Whose orders they are.</param>
    /// <param name="view">Where sent orders are noted as open.</param>
    /// <param name="send">Carries a command to the exchange.</param>
    public OrderPad(AccountId account, MarketView view, Action<Command> send)
        : this(account, view, new DelegateSink(send))
    {
    }

    internal OrderPad(AccountId account, MarketView view, ICommandSink sink)
    {
        _account = account;
        _view = view;
        _sink = sink;
    }

    /// <summary>How many orders it has sent.</summary>
    public long Count => _count;

    /// <summary>Sends a limit order.</summary>
    /// <returns>Its id.</returns>
    public OrderId Limit(
        InstrumentId instrument, Side side, Price price, Quantity quantity, TimeInForce timeInForce = TimeInForce.Day)
        => Place(Commands.Limit(_account, instrument, default, side, price, quantity, timeInForce));

    /// <summary>Sends a market order; what cannot trade within the venue's protection is cancelled.</summary>
    /// <returns>Its id.</returns>
    public OrderId Market(InstrumentId instrument, Side side, Quantity quantity)
        => Place(Commands.Market(_account, instrument, default, side, quantity));

    /// <summary>Sends any new order; account and id are stamped here.</summary>
    /// <returns>Its id.</returns>
    public OrderId Place(in Command command)
    {
        // The account in the upper half keeps ids of different senders apart without asking anybody.
        var id = new OrderId(((ulong)_account.Value << 32) | (ulong)++_count);
        var stamped = command with { Kind = CommandKind.Place, Account = _account, Order = id };
        _view.AddOrder(new OwnOrder(
            id, stamped.Instrument, stamped.Side, stamped.Price, stamped.Quantity, IsConfirmed: false));
        _sink.Send(stamped);
        return id;
    }

    /// <summary>Asks to cancel one of its own orders.</summary>
    public void Cancel(in OwnOrder order) => _sink.Send(Commands.Cancel(_account, order.Instrument, order.Id));

    /// <summary>Asks to cancel all of its own orders in an instrument that are known to be open.</summary>
    public void CancelAll(InstrumentId instrument)
    {
        foreach (ref readonly var order in _view.OpenOrdersSpan)
        {
            if (order.Instrument == instrument)
            {
                Cancel(order);
            }
        }
    }

    /// <summary>Asks to give one of its own orders a new price and open quantity.</summary>
    public void Replace(in OwnOrder order, Price price, Quantity quantity)
        => _sink.Send(Commands.Replace(_account, order.Instrument, order.Id, price, quantity));

    private sealed class DelegateSink(Action<Command> send) : ICommandSink
    {
        public void Send(in Command command) => send(command);
    }
}

/// <summary>What carries commands to an exchange.</summary>
internal interface ICommandSink
{
    /// <summary>Sends one.</summary>
    void Send(in Command command);
}
