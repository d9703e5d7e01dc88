using MarketSim.Core;

namespace MarketSim.Market;

/// <content>New terms of instruments, positions that move outside trades, orders restated by the venue.</content>
public sealed partial class Exchange
{
    internal void Relist(Instrument instrument)
    {
        var old = _instruments[instrument.Id.Value];
        Guard.That(
            old.Base == instrument.Base && old.Quote == instrument.Quote && old.PriceUnit == instrument.PriceUnit,
            "new terms keep assets and price unit");
        _instruments[instrument.Id.Value] = instrument;
        var model = _models[instrument.Id.Value];
        model.Relist(instrument);
        if (!Options.ChecksFunds)
        {
            return;
        }

        _clearing.Restate(old, instrument);
        foreach (var order in _reserves.Of(instrument.Id))
        {
            // What has traded at this instant and is not cleared yet shrinks the reserve in its turn.
            if (model.TryGetOpen(order, out var open))
            {
                _reserves.Restate(order, instrument, open.Open);
            }
        }
    }

    internal void Move(in Transfer transfer)
    {
        var position = Options.ChecksFunds ? Array.Find(_instruments, ContractOf(transfer.Asset)) : null;
        if (position is null)
        {
            Ledger.Charge(transfer);
        }
        else
        {
            _clearing.MovePosition(transfer, position);
        }
    }

    private static Predicate<Instrument> ContractOf(AssetId asset) => instrument => instrument.IsMargined && instrument.Base == asset;

    // Reserves follow at once: the events say no more than the new price and quantity.
    internal void Restate(InstrumentId id, Func<Command, Command> restate, Func<Price, Price> price, EventBuffer events)
    {
        var instrument = _instruments[id.Value];
        _models[id.Value].Restate(Funded, price, _now, events);

        Command Funded(Command order)
        {
            var after = restate(order);
            if (after == order || after.Quantity.IsZero || !_reserves.TryGet(order.Order, out var reserve))
            {
                return after;
            }

            var worst = order.Price == reserve.WorstPrice ? after.Price : reserve.WorstPrice;
            return _reserves.TrySet(order.Order, order.Account, instrument, order.Side, worst, after.Quantity)
                ? after
                : after with { Quantity = Quantity.Zero };
        }
    }
}
