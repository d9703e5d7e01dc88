using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Liquidation: the account's orders go, an order of the venue closes the position as far as the insurance fund could pay for,
/// the rest is taken over by those who are on the other side; one position after another.</content>
public sealed partial class CryptoMargin
{
    private readonly SortedDictionary<int, Price> _watched = [];
    private Liquidation? _active;
    private bool _hasSeeded;

    /// <inheritdoc/>
    public override void OnTime(SimTime now)
    {
        _watched.Clear();
        Watch();
    }

    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade)
    {
        if (Desk.Instruments[trade.Instrument.Value] is Perpetual perpetual && trade.Account != trade.CounterAccount)
        {
            Seed(perpetual);
            var lots = trade.Side.Sign() * trade.Quantity.Lots;
            FollowPosition(trade.Account, perpetual, lots, trade.Price);
            FollowPosition(trade.CounterAccount, perpetual, -lots, trade.Price);
            if (_active is { } active && trade.Order == active.Order)
            {
                active.Result -= Desk.Options.Fees.FeeOf(isTaker: true, new Money(trade.Amount), trade.Quantity).Minor;
                if (trade.Open.IsZero)
                {
                    Finish(active);
                }
            }
        }

        Watch();
    }

    /// <inheritdoc/>
    public override void OnEvent(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Cancelled or EventKind.Rejected when _active is { } active && item.Order == active.Order:
                Finish(active);
                break;
            case EventKind.Posted when item.Posting == Posting.Funding:
                TakeFromMargin(item.Account, item.Instrument);
                break;
            case EventKind.PhaseChanged when item.Phase == TradingPhase.Continuous:
                _watched.Clear();
                Watch();
                break;
        }
    }

    // Who cannot pay funding from free money pays from what is behind the position.
    private void TakeFromMargin(AccountId account, InstrumentId instrument)
    {
        var terms = Desk.Instruments[instrument.Value];
        if (_isolated.TryGetValue((account.Value, instrument.Value), out var position))
        {
            var missing = -Desk.Ledger.Available(account, terms.Quote);
            if (missing > 0)
            {
                SetMargin(account, terms, position.Lots, Math.Max(0, position.Margin - missing));
            }
        }
    }

    private void FollowPosition(AccountId account, Perpetual perpetual, long lots, Price price)
    {
        if (Desk.TypeOf(account) != AccountType.Isolated)
        {
            return;
        }

        var (held, margin) = _isolated.GetValueOrDefault((account.Value, perpetual.Id.Value));
        var closed = Math.Sign(held) == -Math.Sign(lots) ? Math.Min(Math.Abs(held), Math.Abs(lots)) : 0;
        if (closed > 0)
        {
            margin -= (long)Rounding.HalfUp.Divide((Int128)margin * closed, Math.Abs(held));
        }

        var opened = Math.Abs(lots) - closed;
        margin = checked(margin + MarginFor(perpetual, (Int128)price.Ticks * opened, LeverageOf(account, perpetual.Id)));
        SetMargin(account, perpetual, checked(held + lots), margin);
    }

    // Looks at the positions whose mark has moved since the last look.
    private void Watch()
    {
        if (_active is not null || !Desk.IsOpen)
        {
            return;
        }

        foreach (var perpetual in Perpetuals.Perpetuals)
        {
            if (Perpetuals.Mark(perpetual.Id) is not { } mark || Desk.Model(perpetual.Id).Phase != TradingPhase.Continuous
                || (_watched.TryGetValue(perpetual.Id.Value, out var seen) && seen == mark))
            {
                continue;
            }

            foreach (var (account, position) in Perpetuals.PositionsIn(perpetual.Id))
            {
                if (Carries(Desk.TypeOf(account)) && MustBeLiquidated(account, position, perpetual))
                {
                    Start(account, Largest(account, perpetual));
                    return;
                }
            }

            _watched[perpetual.Id.Value] = mark;
        }
    }

    // Of a cross account the position with the largest maintenance margin goes first.
    private Perpetual Largest(AccountId account, Perpetual found) => Desk.TypeOf(account) == AccountType.Isolated
        ? found
        : Perpetuals.Perpetuals
            .Where(p => p.Quote == found.Quote && Desk.Model(p.Id).Phase == TradingPhase.Continuous)
            .MaxBy(p => Maintenance(Perpetuals.Position(account, p.Id), p))!;

    private void Start(AccountId account, Perpetual perpetual)
    {
        var position = Perpetuals.Position(account, perpetual.Id);
        var isIsolated = Desk.TypeOf(account) == AccountType.Isolated;
        var bankrupt = InTicks(perpetual, BankruptcyPrice(account, perpetual.Id)!.Value);
        foreach (var order in Desk.OpenOrders.Of(account).Where(o => o.Instrument == perpetual.Id || !isIsolated))
        {
            Desk.Cancel(order, CancelReason.Liquidation);
        }

        var side = position.Lots > 0 ? Side.Sell : Side.Buy;
        var closing = Desk.Place(Commands.Limit(
            account, perpetual.Id, default, side, Limit(perpetual, position, bankrupt), new Quantity(Math.Abs(position.Lots)),
            TimeInForce.Ioc));
        Perpetuals.Follow(closing);
        _active = new Liquidation
        {
            Account = account, Instrument = perpetual.Id, Order = closing, Bankrupt = bankrupt,
            Margin = isIsolated ? IsolatedMargin(account, perpetual.Id).Minor : null,
        };
        Desk.Report(new MarketEvent
        {
            Kind = EventKind.LiquidationStarted, Account = account, Instrument = perpetual.Id, Asset = perpetual.Quote, Side = side,
            Order = closing, Quantity = new Quantity(Math.Abs(position.Lots)),
            Price = InTicks(perpetual, LiquidationPrice(account, perpetual.Id) ?? 0),
            Amount = (long)decimal.Ceiling(
                Maintenance(position, perpetual) - Behind(account, perpetual, countsOthersMaintenance: true) - Profit(position, perpetual)),
        });
    }

    // As far beyond the bankruptcy price as the insurance fund could pay for.
    private Price Limit(Perpetual perpetual, PerpetualPosition position, Price bankrupt)
    {
        var fund = Math.Max(0, Desk.Ledger.Balance(HouseAccounts.Insurance, perpetual.Quote));
        var beyond = (Int128)fund * perpetual.TickValueDenominator / ((Int128)perpetual.TickValueNumerator * Math.Abs(position.Lots));
        var raw = bankrupt.Ticks - (Math.Sign(position.Lots) * beyond);
        var price = new Price((long)Int128.Clamp(raw, perpetual.MinPrice.Ticks, perpetual.MaxPrice.Ticks));
        return position.Lots > 0 ? perpetual.Ticks.RoundUp(price) : perpetual.Ticks.RoundDown(price);
    }

    private void Finish(Liquidation liquidation)
    {
        var perpetual = (Perpetual)Desk.Instruments[liquidation.Instrument.Value];
        liquidation.Result += Perpetuals.RealisedByFollowed;
        Deleverage(liquidation, perpetual);
        _active = null;
        var balance = Desk.Ledger.Balance(liquidation.Account, perpetual.Quote);
        var isLast = Perpetuals.Perpetuals.All(p => p.Quote != perpetual.Quote || Perpetuals.Position(liquidation.Account, p.Id).IsFlat);

        // An isolated position costs exactly what stood behind it; a cross account at most all it has.
        var left = liquidation.Margin is { } margin ? margin + liquidation.Result : isLast ? Math.Min(0, balance) : 0;
        InsuranceTakes(liquidation, perpetual, left);
        Desk.Report(new MarketEvent
        {
            Kind = EventKind.LiquidationEnded, Account = liquidation.Account, Instrument = perpetual.Id, Asset = perpetual.Quote,
            Order = liquidation.Order, Amount = Math.Max(0, -left),
        });
        _watched.Clear();
        Watch();
    }

    // The difference to the bankruptcy price: what is left goes to the fund, what is missing comes from it, and beyond it is lost.
    private void InsuranceTakes(Liquidation liquidation, Perpetual perpetual, long left)
    {
        var about = new MarketEvent { Instrument = perpetual.Id, Order = liquidation.Order, Price = liquidation.Bankrupt };
        var fund = Math.Max(0, Desk.Ledger.Balance(HouseAccounts.Insurance, perpetual.Quote));
        var taken = Math.Max(left, -fund);
        Desk.Post(Posting.Insurance, liquidation.Account, HouseAccounts.Insurance, perpetual.Quote, taken, about);
        Desk.Post(Posting.LossWrittenOff, HouseAccounts.Broker, liquidation.Account, perpetual.Quote, taken - left, about);
    }

    private void Seed(Perpetual perpetual)
    {
        if (!_hasSeeded)
        {
            _hasSeeded = true;
            var amount = (long)((decimal)_options.Number("insurance") * MinorUnits(perpetual));
            Desk.Post(Posting.Insurance, Ledger.OutsideWorld, HouseAccounts.Insurance, perpetual.Quote, amount);
        }
    }

    private static Price InTicks(Instrument terms, decimal price)
        => new((long)decimal.Round(price / terms.PriceUnit, MidpointRounding.AwayFromZero));

    private void AddLiquidationsTo(ref StateHash hash)
    {
        hash.Add(_hasSeeded ? 1L : 0L);
        hash.Add(unchecked((long)(_active?.Order.Value ?? 0)));
        hash.Add(_active?.Result ?? 0);
        foreach (var (instrument, mark) in _watched)
        {
            hash.Add((long)instrument);
            hash.Add(mark.Ticks);
        }
    }

    private sealed class Liquidation
    {
        public required AccountId Account { get; init; }

        public required InstrumentId Instrument { get; init; }

        public required OrderId Order { get; init; }

        public required Price Bankrupt { get; init; }

        /// <summary>What stood behind an isolated position; none of a cross account.</summary>
        public required long? Margin { get; init; }

        /// <summary>What closing has brought so far: profit or loss, less fees.</summary>
        public long Result { get; set; }
    }
}
