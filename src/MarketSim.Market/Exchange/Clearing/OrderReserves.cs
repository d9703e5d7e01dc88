using System.Runtime.InteropServices;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What is set aside for one open order.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Instrument">What it trades.</param>
/// <param name="Side">Its side.</param>
/// <param name="WorstPrice">The worst price at which it may trade.</param>
/// <param name="Asset">The reserved asset.</param>
/// <param name="Amount">The reserved amount.</param>
/// <param name="Debt">What is reserved of the quote asset besides: a seller below zero pays the buyer. Never negative.</param>
public readonly record struct OrderReserve(
    AccountId Account, InstrumentId Instrument, Side Side, Price WorstPrice, AssetId Asset, long Amount, long Debt = 0);

/// <summary>The reserves of all open orders, kept equal to the worst case of what is left of each.</summary>
public sealed class OrderReserves(Ledger ledger, FeeSchedule fees, Func<InstrumentId, AssetId> quoteOf)
{
    // Looked up by key only, never enumerated: its order cannot decide anything.
    private readonly Dictionary<OrderId, OrderReserve> _byOrder = [];
    private readonly bool _isFree = fees.IsFree;

    /// <summary>How many orders have something set aside.</summary>
    public int Count => _byOrder.Count;

    /// <summary>Sets aside what an order needs, or changes what it has.</summary>
    /// <returns>False, and nothing changed, if the account has too little.</returns>
    public bool TrySet(OrderId order, AccountId account, Instrument instrument, Side side, Price worst, Quantity open)
    {
        var (asset, amount) = Requirement(instrument, side, worst, open);
        var debt = Debt(instrument, side, worst, open);
        _byOrder.TryGetValue(order, out var old);
        var had = old.Asset == asset ? old.Amount : 0;
        if (amount > had && !ledger.TryReserve(account, asset, amount - had))
        {
            return false;
        }

        if (debt > old.Debt && !ledger.TryReserve(account, instrument.Quote, debt - old.Debt))
        {
            if (amount > had)
            {
                ledger.Release(account, asset, amount - had);
            }

            return false;
        }

        if (amount < had)
        {
            ledger.Release(account, asset, had - amount);
        }

        if (debt < old.Debt)
        {
            ledger.Release(account, instrument.Quote, old.Debt - debt);
        }

        _byOrder[order] = new OrderReserve(account, instrument.Id, side, worst, asset, amount, debt);
        return true;
    }

    /// <summary>Sets aside what a new order needs.</summary>
    /// <returns>False, and nothing changed, if the account has too little, or something is set aside under this id.</returns>
    public bool TryAdd(OrderId order, AccountId account, Instrument instrument, Side side, Price worst, Quantity open)
    {
        if (worst.Ticks < 0)
        {
            return !_byOrder.ContainsKey(order) && TrySet(order, account, instrument, side, worst, open);
        }

        ref var reserve = ref CollectionsMarshal.GetValueRefOrAddDefault(_byOrder, order, out var exists);
        if (exists)
        {
            return false;
        }

        var (asset, amount) = Requirement(instrument, side, worst, open);
        if (amount > 0 && !ledger.TryReserve(account, asset, amount))
        {
            _byOrder.Remove(order);
            return false;
        }

        reserve = new OrderReserve(account, instrument.Id, side, worst, asset, amount);
        return true;
    }

    /// <summary>Whether an account could set aside this much more than an order has now; says which asset is short.</summary>
    public bool CanSet(OrderId order, AccountId account, Instrument instrument, Side side, Price worst, Quantity open, out AssetId asset)
    {
        (asset, var amount) = Requirement(instrument, side, worst, open);
        _byOrder.TryGetValue(order, out var old);
        var had = old.Asset == asset ? old.Amount : 0;
        if (amount > had && ledger.Available(account, asset) < amount - had)
        {
            return false;
        }

        asset = worst.Ticks < 0 ? instrument.Quote : asset;
        var more = Debt(instrument, side, worst, open) - old.Debt;
        return more <= 0 || ledger.Available(account, instrument.Quote) >= more;
    }

    /// <summary>Lowers an order's reserve to the worst case of what is left; removes it when nothing is.</summary>
    public void ShrinkTo(OrderId order, Instrument instrument, Quantity open)
    {
        ref var reserve = ref CollectionsMarshal.GetValueRefOrNullRef(_byOrder, order);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref reserve))
        {
            return;
        }

        var amount = open.IsZero ? 0 : Requirement(instrument, reserve.Side, reserve.WorstPrice, open).Amount;
        if (reserve.Amount > amount)
        {
            ledger.Release(reserve.Account, reserve.Asset, reserve.Amount - amount);
            reserve = reserve with { Amount = amount };
        }

        if (reserve.Debt > 0)
        {
            var debt = open.IsZero ? 0 : Math.Min(reserve.Debt, Debt(instrument, reserve.Side, reserve.WorstPrice, open));
            ledger.Release(reserve.Account, instrument.Quote, reserve.Debt - debt);
            reserve = reserve with { Debt = debt };
        }

        if (open.IsZero)
        {
            _byOrder.Remove(order);
        }
    }

    /// <summary>The orders of an instrument that have something set aside, by id.</summary>
    public IReadOnlyList<OrderId> Of(InstrumentId instrument)
        => [.. _byOrder.Where(pair => pair.Value.Instrument == instrument).Select(pair => pair.Key).OrderBy(id => id.Value)];

    /// <summary>Sets aside what an order needs under new terms of its instrument, covered or not.</summary>
    public void Restate(OrderId order, Instrument instrument, Quantity open)
    {
        var old = _byOrder[order];
        var (asset, amount) = Requirement(instrument, old.Side, old.WorstPrice, open);
        var debt = Debt(instrument, old.Side, old.WorstPrice, open);
        ledger.Release(old.Account, old.Asset, old.Amount);
        ledger.Release(old.Account, instrument.Quote, old.Debt);
        ledger.ReserveRegardless(old.Account, asset, amount);
        ledger.ReserveRegardless(old.Account, instrument.Quote, debt);
        _byOrder[order] = old with { Asset = asset, Amount = amount, Debt = debt };
    }

    /// <summary>Puts back what an order had set aside before a change that was refused.</summary>
    /// <param name="order">Which.</param>
    /// <param name="instrument">What it trades.</param>
    /// <param name="before">What it had.</param>
    public void Restore(OrderId order, Instrument instrument, in OrderReserve before)
    {
        var now = _byOrder[order];
        Change(before.Account, before.Asset, now.Amount, before.Amount);
        Change(before.Account, instrument.Quote, now.Debt, before.Debt);
        _byOrder[order] = before;
    }

    /// <summary>An order lives on under a new id.</summary>
    public void Rename(OrderId from, OrderId to)
    {
        if (from != to && _byOrder.Remove(from, out var reserve))
        {
            _byOrder[to] = reserve;
        }
    }

    /// <summary>What is set aside for an order.</summary>
    public bool TryGet(OrderId order, out OrderReserve reserve) => _byOrder.TryGetValue(order, out reserve);

    /// <summary>What all open orders of an account have set aside of an asset; counts through them, for checks.</summary>
    public long Total(AccountId account, AssetId asset)
    {
        var total = 0L;
        foreach (var reserve in _byOrder.Values)
        {
            total += reserve.Account == account && reserve.Asset == asset ? reserve.Amount : 0;
            total += reserve.Account == account && reserve.Debt > 0 && quoteOf(reserve.Instrument) == asset ? reserve.Debt : 0;
        }

        return total;
    }

    private void Change(AccountId account, AssetId asset, long had, long needed)
    {
        Guard.That(needed <= had || ledger.TryReserve(account, asset, needed - had), "what was just found free can be reserved");
        if (needed < had)
        {
            ledger.Release(account, asset, had - needed);
        }
    }

    // What a seller may have to pay: as a buyer at the same distance above zero.
    private long Debt(Instrument instrument, Side side, Price worst, Quantity open)
    {
        if (side == Side.Buy || worst.Ticks >= 0 || instrument.IsMargined)
        {
            return 0;
        }

        var amount = instrument.RequirementFor(Side.Buy, new Price(-worst.Ticks), open).Amount;
        return checked(amount + fees.WorstCase(new Money(amount), open).Minor);
    }

    private (AssetId Asset, long Amount) Requirement(Instrument instrument, Side side, Price worst, Quantity open)
    {
        var (asset, amount) = instrument.RequirementFor(side, worst, open);
        if (asset == instrument.Quote && !_isFree)
        {
            amount = checked(amount + fees.WorstCase(instrument.QuoteAmount(worst, open), open).Minor);
        }

        return (asset, amount);
    }
}
