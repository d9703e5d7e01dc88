namespace MarketSim.Core;

/// <summary>Named factories for the common commands; a <c>with</c> expression adds the rarer attributes.</summary>
public static class Commands
{
    /// <summary>A limit order.</summary>
    public static Command Limit(
        AccountId account, InstrumentId instrument, OrderId order, Side side, Price price, Quantity quantity,
        TimeInForce timeInForce = TimeInForce.Day)
        => new()
        {
            Kind = CommandKind.Place, Type = OrderType.Limit, Account = account, Instrument = instrument, Order = order,
            Side = side, Price = price, Quantity = quantity, TimeInForce = timeInForce,
        };

    /// <summary>A market order; what cannot trade is cancelled. Add a protection price with <c>with { Price, Flags = HasLimit }</c>.</summary>
    public static Command Market(AccountId account, InstrumentId instrument, OrderId order, Side side, Quantity quantity)
        => new()
        {
            Kind = CommandKind.Place, Type = OrderType.Market, Account = account, Instrument = instrument, Order = order,
            Side = side, Quantity = quantity,
        };

    /// <summary>A stop order: once the market reaches its trigger, a market order. A buy's trigger lies above the market, a sell's
    /// below.</summary>
    public static Command Stop(
        AccountId account, InstrumentId instrument, OrderId order, Side side, Price stopPrice, Quantity quantity)
        => new()
        {
            Kind = CommandKind.Place, Type = OrderType.Stop, Account = account, Instrument = instrument, Order = order,
            Side = side, StopPrice = stopPrice, Quantity = quantity,
        };

    /// <summary>A stop-limit order: once the market reaches its trigger, a limit order.</summary>
    public static Command StopLimit(
        AccountId account, InstrumentId instrument, OrderId order, Side side, Price stopPrice, Price price, Quantity quantity)
        => Stop(account, instrument, order, side, stopPrice, quantity) with { Type = OrderType.StopLimit, Price = price };

    /// <summary>Removes an open order.</summary>
    public static Command Cancel(AccountId account, InstrumentId instrument, OrderId order)
        => new() { Kind = CommandKind.Cancel, Account = account, Instrument = instrument, Order = order };

    /// <summary>Lowers an open order's quantity, keeping its priority; by its whole open quantity or more removes it.</summary>
    public static Command Reduce(AccountId account, InstrumentId instrument, OrderId order, Quantity by)
        => new() { Kind = CommandKind.Reduce, Account = account, Instrument = instrument, Order = order, Quantity = by };

    /// <summary>Gives an open order a new price and open quantity.</summary>
    /// <remarks>The price of a stop is its limit, or its protection price once the venue has given it one (<c>Accepted</c> names
    /// it); the price of a peg is its cap. Add <c>with { StopPrice = … }</c> or <c>Offset</c> to change those of a stop; left at
    /// zero they stay.</remarks>
    public static Command Replace(
        AccountId account, InstrumentId instrument, OrderId order, Price price, Quantity quantity, OrderId newOrder = default)
        => new()
        {
            Kind = CommandKind.Replace, Account = account, Instrument = instrument, Order = order, Price = price,
            Quantity = quantity, NewOrder = newOrder,
        };

    /// <summary>Removes all open orders of an account.</summary>
    public static Command MassCancel(AccountId account) => new() { Kind = CommandKind.MassCancel, Account = account };

    /// <summary>Brings an asset into an account.</summary>
    public static Command Deposit(AccountId account, AssetId asset, long amount)
        => new() { Kind = CommandKind.Deposit, Account = account, Asset = asset, Amount = amount };

    /// <summary>Opens an account.</summary>
    /// <param name="account">Its id; where mechanisms are in force at least <see cref="HouseAccounts.FirstParticipant"/>.</param>
    /// <param name="type">The terms on which it is held.</param>
    public static Command OpenAccount(AccountId account, AccountType type = AccountType.Cash)
        => new() { Kind = CommandKind.OpenAccount, Account = account, AccountType = type };

    /// <summary>Lets the venue act on the time.</summary>
    public static Command Advance() => new() { Kind = CommandKind.Advance };

    /// <summary>Stops trading in an instrument; its orders stay, and can be cancelled.</summary>
    public static Command Halt(InstrumentId instrument) => new() { Kind = CommandKind.Halt, Instrument = instrument };

    /// <summary>Lifts a halt.</summary>
    public static Command Resume(InstrumentId instrument) => new() { Kind = CommandKind.Resume, Instrument = instrument };

    /// <summary>Starts continuous trading.</summary>
    public static Command OpenSession() => new() { Kind = CommandKind.OpenSession };

    /// <summary>Moves one instrument into a phase.</summary>
    public static Command SetPhase(InstrumentId instrument, TradingPhase phase)
        => new() { Kind = CommandKind.SetPhase, Instrument = instrument, Phase = phase, Flags = OrderFlags.OneInstrument };

    /// <summary>Moves one instrument into a phase, and names the price to which its auction looks where its orders leave a choice.</summary>
    public static Command SetPhase(InstrumentId instrument, TradingPhase phase, Price reference)
        => new()
        {
            Kind = CommandKind.SetPhase, Instrument = instrument, Phase = phase, Price = reference,
            Flags = OrderFlags.OneInstrument | OrderFlags.HasLimit,
        };

    /// <summary>Moves all instruments into a phase. Closing this way leaves the end of the day to <see cref="RollDay"/>.</summary>
    public static Command SetPhase(TradingPhase phase) => new() { Kind = CommandKind.SetPhase, Phase = phase };

    /// <summary>Does what ends a day: expiries, marks, charges, margin calls, settlement.</summary>
    public static Command RollDay() => new() { Kind = CommandKind.RollDay };

    /// <summary>Ends the trading day: trading closes, and the day rolls at once.</summary>
    public static Command CloseSession() => new() { Kind = CommandKind.CloseSession };
}
