using MarketSim.Core;

namespace MarketSim.Market;

/// <content>What accounts have, need and may enter. Amounts are minor units of the quote asset.</content>
public sealed partial class CryptoMargin
{
    /// <inheritdoc/>
    public override RejectReason OnEntry(in Command command, in EntryContext context)
    {
        var account = command.Account;
        if (!Carries(Desk.TypeOf(account)))
        {
            return RejectReason.None;
        }

        if (command.Kind == CommandKind.Deposit)
        {
            return Free(account, command.Asset, spendsProfits: false) + command.Amount >= 0 ? RejectReason.None : RejectReason.InsufficientFunds;
        }

        if (context.Instrument is not Perpetual perpetual)
        {
            return PaidInFull.Check(command, context, Desk, Free(account, context.Instrument.Quote, command.Order));
        }

        var before = OrderMargin(account, perpetual, null);
        var after = OrderMargin(account, perpetual, command);
        if (after.Margin > before.Margin && after.ExceedsTier)
        {
            return RejectReason.PositionLimit;
        }

        return after.Margin <= before.Margin || Free(account, perpetual.Quote) >= after.Margin - before.Margin
            ? RejectReason.None
            : RejectReason.InsufficientFunds;
    }

    /// <summary>Money that neither positions nor open orders need; profits that are not paid yet count in cross accounts, for
    /// positions only.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="currency">Which money.</param>
    /// <param name="except">An order that is not counted.</param>
    /// <param name="spendsProfits">Whether those profits count.</param>
    public long Free(AccountId account, AssetId currency, OrderId except = default, bool spendsProfits = true)
    {
        var free = (decimal)Desk.Ledger.Available(account, currency) - PaidInFull.Committed(account, currency, Desk, except);
        foreach (var perpetual in Perpetuals.Perpetuals.Where(p => p.Quote == currency))
        {
            free -= OrderMargin(account, perpetual, null).Margin;
            var position = Perpetuals.Position(account, perpetual.Id);
            if (Desk.TypeOf(account) == AccountType.Cross && !position.IsFlat)
            {
                free += spendsProfits ? Profit(position, perpetual) : Math.Min(0, Profit(position, perpetual));
                free -= MarginFor(perpetual, ValueAtMark(position, perpetual), LeverageOf(account, perpetual.Id));
            }
        }

        return (long)decimal.Floor(free);
    }

    // All buys fill, or all sells, oldest first: what closes is free, what opens needs its margin and what it would lose at once.
    private (long Margin, bool ExceedsTier) OrderMargin(AccountId account, Perpetual perpetual, in Command? added)
    {
        var position = Perpetuals.Position(account, perpetual.Id);
        var leverage = LeverageOf(account, perpetual.Id);
        var mark = Perpetuals.Mark(perpetual.Id);
        var (buys, sells) = (Math.Max(0, -position.Lots), Math.Max(0, position.Lots));
        var (buyMargin, sellMargin) = (0L, 0L);
        var (buyValue, sellValue) = (Int128.Zero, Int128.Zero);
        var replaced = added?.Order ?? default;
        foreach (var open in Desk.OpenOrders.Of(account))
        {
            if (open.Instrument == perpetual.Id && open.Id != replaced)
            {
                Add(open.Side, open.Price, open.Open.Lots);
            }
        }

        if (added is { } order)
        {
            Add(order.Side, order.Price, order.Quantity.Lots);
        }

        var held = position.EntryValue;
        var value = Int128.Max((position.Lots > 0 ? held : 0) + buyValue, (position.Lots < 0 ? held : 0) + sellValue);
        var notional = Notional(perpetual, value);
        return (Math.Max(buyMargin, sellMargin), notional / leverage < Tiers.Maintenance(notional));

        void Add(Side side, Price price, long lots)
        {
            ref var closing = ref side == Side.Buy ? ref buys : ref sells;
            var opened = lots - Math.Min(closing, lots);
            closing -= lots - opened;
            price = price == default && mark is { } known ? known : price;
            var worth = (Int128)price.Ticks * opened;
            var beyond = mark is { } at ? Math.Max(0, (price - at) * side.Sign()) : 0;
            var margin = MarginFor(perpetual, worth, leverage)
                + perpetual.QuoteAmount(new Price(beyond), new Quantity(opened)).Minor
                + Desk.Options.Fees.WorstCase(perpetual.QuoteAmount(price, new Quantity(opened)), new Quantity(opened)).Minor;
            if (side == Side.Buy)
            {
                (buyMargin, buyValue) = (checked(buyMargin + margin), buyValue + worth);
            }
            else
            {
                (sellMargin, sellValue) = (checked(sellMargin + margin), sellValue + worth);
            }
        }
    }

    private static long MarginFor(Instrument terms, Int128 value, long leverage)
        => checked((long)Rounding.Up.Divide(
            Int128.Max(0, value) * terms.TickValueNumerator, (Int128)terms.TickValueDenominator * leverage));

    private Int128 ValueAtMark(PerpetualPosition position, Instrument terms)
        => Perpetuals.Mark(terms.Id) is { } mark ? (Int128)mark.Ticks * Math.Abs(position.Lots) : position.EntryValue;

    // Minor units in one unit of price x quantity as they are displayed.
    private static decimal MinorUnits(Instrument terms)
        => (decimal)terms.TickValueNumerator / terms.TickValueDenominator / (terms.PriceUnit * terms.ToDecimal(new Quantity(1)));

    private static decimal Notional(Instrument terms, Int128 value)
        => (decimal)value * terms.PriceUnit * terms.ToDecimal(new Quantity(1));

    private decimal Profit(PerpetualPosition position, Instrument terms)
        => !position.IsFlat && Perpetuals.Mark(terms.Id) is { } mark ? position.ProfitAt(mark, terms) : 0;

    private decimal Maintenance(PerpetualPosition position, Instrument terms)
        => position.IsFlat ? 0 : Tiers.Maintenance(Notional(terms, ValueAtMark(position, terms))) * MinorUnits(terms);

    // What stands behind a position besides its own profit: its margin, or the balance and what the other positions have gained.
    private decimal Behind(AccountId account, Instrument terms, bool countsOthersMaintenance)
    {
        if (Desk.TypeOf(account) == AccountType.Isolated)
        {
            return IsolatedMargin(account, terms.Id).Minor;
        }

        var behind = (decimal)Desk.Ledger.Balance(account, terms.Quote);
        foreach (var other in Perpetuals.Perpetuals.Where(p => p.Quote == terms.Quote && p.Id != terms.Id))
        {
            var position = Perpetuals.Position(account, other.Id);
            behind += Profit(position, other) - (countsOthersMaintenance ? Maintenance(position, other) : 0);
        }

        return behind;
    }

    private bool MustBeLiquidated(AccountId account, PerpetualPosition position, Instrument terms)
        => Behind(account, terms, countsOthersMaintenance: true) + Profit(position, terms) <= Maintenance(position, terms);
}
