using MarketSim.Core;

namespace MarketSim.Market;

/// <content>Closing positions of an account that did not meet its call.</content>
/// <remarks>Open orders are cancelled first. Then, position by position, the largest requirement first: the smallest number of whole
/// lots that restores margin at the mark, else all of it. What trades away from the mark, or not at all, is made up for by the next
/// round. Source: MARKET rules, section 8.</remarks>
public abstract partial class MarginMechanism
{
    private readonly bool _liquidates;
    private readonly SimDuration _retryAfter;

    private void StartLiquidation(MarginAccount account, long shortfall)
    {
        account.Liquidation = new Liquidation();
        Desk.Report(new MarketEvent
        {
            Kind = EventKind.LiquidationStarted, Account = account.Id, Asset = _currency, Amount = shortfall,
        });
    }

    private void GoOnLiquidating(MarginAccount account, Holdings holdings)
    {
        var liquidation = account.Liquidation!;
        var shortfall = Shortfall(account, holdings);
        if (shortfall == 0 || !CanBeClosed(holdings))
        {
            EndLiquidation(account, shortfall);
            return;
        }

        if (liquidation.Pending.Count > 0 || liquidation.RetryAt != SimTime.Never || WaitsForCall(account) || !Desk.IsOpen)
        {
            // Its orders, its deadline or the next phase change wake it.
            return;
        }

        foreach (var order in Desk.OpenOrders.Of(account.Id).ToList())
        {
            Desk.Cancel(order, CancelReason.Liquidation);
        }

        if (!liquidation.HasTraded)
        {
            account.RetryAt = Desk.Now + _retryAfter;
            return;
        }

        liquidation.HasTraded = false;
        PlaceClosingOrders(account, holdings);
    }

    // In a call an order of ours is waiting for its end.
    private bool WaitsForCall(MarginAccount account) => Desk.OpenOrders.Of(account.Id).Any(order
        => MechanismDesk.IsVenueOrder(order.Id) && Desk.Model(order.Instrument).Phase.IsCall());

    private bool CanBeClosed(Holdings holdings)
        => holdings.Positions.Any(held => _valuation.Counts(Desk.Instruments[held.Instrument.Value]));

    private void PlaceClosingOrders(MarginAccount account, Holdings holdings)
    {
        var pending = account.Liquidation!.Pending;
        foreach (var (instrument, lots) in Largest(account, holdings))
        {
            var (closed, isEnough) = FewestLots(account, holdings, instrument, lots);
            if (closed == 0)
            {
                continue;
            }

            pending.Add(Place(account.Id, instrument, lots, closed));
            holdings = Closed(holdings, instrument, lots, closed);
            if (isEnough)
            {
                break;
            }
        }

        if (pending.Count == 0)
        {
            // Nothing by itself brings relief: then everything goes.
            foreach (var held in Largest(account, holdings).ToList())
            {
                pending.Add(Place(account.Id, held.Instrument, held.Lots, Math.Abs(held.Lots)));
            }
        }
    }

    // An order of the venue's entered, left or was refused: the liquidation goes on from what came of it.
    private void FollowLiquidation(in MarketEvent item)
    {
        if (MechanismDesk.IsVenueOrder(item.Order) && _accounts.TryGetValue(item.Account.Value, out var account)
            && account.Liquidation is { } liquidation)
        {
            liquidation.Pending.Remove(item.Order);
            _touched.Add(item.Account.Value);
        }
    }

    private IEnumerable<HeldLots> Largest(MarginAccount account, Holdings holdings)
        => holdings.Positions.Where(held => _valuation.Counts(Desk.Instruments[held.Instrument.Value]))
            .OrderByDescending(held => Alone(account, held)).ThenBy(held => held.Instrument.Value);

    // What a position needs by itself; of long options, which need nothing more, what they are worth comes after.
    private decimal Alone(MarginAccount account, HeldLots held)
    {
        var valuation = ValuationOf(account);
        return valuation.Requirement(
            new Holdings(0, [held]), valuation.ClassOf(held.Instrument), MarginTime.Maintenance);
    }

    // The margin that is left grows with every lot that is closed, or not at all: halving finds the fewest.
    private (long Lots, bool IsEnough) FewestLots(MarginAccount account, Holdings holdings, InstrumentId instrument, long lots)
    {
        var step = Desk.Instruments[instrument.Value].LotStep;
        var all = Math.Abs(lots);
        var now = RoomAfter(account, holdings, Closed(holdings, instrument, lots, 0));
        var best = RoomAfter(account, holdings, Closed(holdings, instrument, lots, all));
        if (best <= now)
        {
            return (0, false);
        }

        if (best < 0)
        {
            return (all, false);
        }

        var (low, high) = (1L, all);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (RoomAfter(account, holdings, Closed(holdings, instrument, lots, middle)) >= 0)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return (Math.Min(all, (high + step - 1) / step * step), true);
    }

    private long RoomAfter(MarginAccount account, Holdings before, Holdings after)
    {
        var valuation = ValuationOf(account);
        var maintenance = valuation.Excess(after, MarginTime.Maintenance);
        if (!HasSma(account.Type) || account.Sma >= 0)
        {
            return maintenance;
        }

        // An initial call is met by what closing sets free.
        var freed = valuation.Excess(after, MarginTime.Initial) - valuation.Excess(before, MarginTime.Initial);
        return Math.Min(maintenance, account.Sma + freed);
    }

    private Holdings Closed(Holdings holdings, InstrumentId instrument, long lots, long closed)
    {
        var traded = lots > 0 ? -closed : closed;
        var what = Desk.Instruments[instrument.Value];
        var money = Desk.Prices.Mark(instrument) is not { } mark ? 0
            : what is Future future ? what.QuoteAmount(new Price(mark - future.SettlementPrice), new Quantity(closed)).Minor
            : what.QuoteAmount(mark, new Quantity(closed)).Minor;
        return holdings.With(instrument, traded, lots > 0 ? money : -money);
    }

    private OrderId Place(AccountId account, InstrumentId instrument, long lots, long closed)
        => Desk.Place(Commands.Market(account, instrument, default, lots > 0 ? Side.Sell : Side.Buy, new Quantity(closed)));

    private void EndLiquidation(MarginAccount account, long shortfall)
    {
        account.Liquidation = null;
        Desk.Report(new MarketEvent
        {
            Kind = EventKind.LiquidationEnded, Account = account.Id, Asset = _currency, Amount = shortfall,
        });
        if (shortfall == 0)
        {
            account.Call = null;
            return;
        }

        // A debt without anything behind it: a last call, and at its day's end the broker bears it.
        account.WritesOff = Desk.Calendar.AddBusinessDays(Desk.Today, _writeOffDays);
        account.Call = (account.Call ?? new MarginCall(false, shortfall, SimTime.Never)) with
        {
            Amount = shortfall, Deadline = SimTime.Never,
        };
    }

    private void WakeLiquidations()
    {
        foreach (var account in _agenda.Liquidating.Select(id => _accounts[id]))
        {
            account.RetryAt = SimTime.Never;
            account.Liquidation!.HasTraded = true;
            _touched.Add(account.Id.Value);
        }
    }
}
