using System.Runtime.InteropServices;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>All that a strategy may see: the time, its own chance, the data that has reached it, and what it owns.</summary>
public sealed class MarketView
{
    // Most traders see few instruments, quotes and orders: what they have not seen takes no room.
    private Instrument[] _instruments;
    private bool _ownsInstruments;
    private Quote? _quote;
    private Quote?[]? _quotes;
    private TradedVolume?[]? _volumes;
    private List<OwnOrder>? _openOrders;
    private OwnedAssets _holdings;

    /// <summary>A view of the given instruments, before any data has arrived.</summary>
    public MarketView(IReadOnlyList<Instrument> instruments)
        : this([.. instruments], isShared: false)
    {
    }

    /// <summary>A view that shares its list of instruments with others until terms change.</summary>
    internal MarketView(Instrument[] instruments, bool isShared) => (_instruments, _ownsInstruments) = (instruments, !isShared);

    /// <summary>The present instant.</summary>
    public SimTime Now { get; internal set; }

    /// <summary>The trader's own random stream.</summary>
    public Rng Random { get; internal set; } = null!;

    /// <summary>An instrument's terms in force as far as is known; the quick way to one of <see cref="Instruments"/>.</summary>
    public Instrument Terms(InstrumentId instrument) => _instruments[instrument.Value];

    /// <summary>What the venue trades, with the terms in force as far as is known.</summary>
    public IReadOnlyList<Instrument> Instruments => _instruments;

    /// <summary>Own orders that are open as far as is known, oldest first; those just sent included.</summary>
    public IReadOnlyList<OwnOrder> OpenOrders => _openOrders ?? (IReadOnlyList<OwnOrder>)[];

    /// <summary>The last quote that arrived, which is as old as the latency.</summary>
    /// <returns>Null before the first.</returns>
    public Quote? QuoteOf(InstrumentId instrument)
        => _quotes is not null ? _quotes[instrument.Value] : _quote?.Instrument == instrument ? _quote : null;

    /// <summary>What traded lately, as the last answer told it; for strategies whose feed has <see cref="FeedKind.Volumes"/>.</summary>
    /// <returns>Null before the first.</returns>
    public TradedVolume? VolumeOf(InstrumentId instrument) => _volumes?[instrument.Value];

    /// <summary>What is owned of an asset, in its smallest unit, what open orders have reserved included; negative where it is owed.
    /// </summary>
    public long Holding(AssetId asset) => _holdings.Of(asset);

    /// <summary>Lots owned of an instrument; negative when short.</summary>
    public Quantity Position(InstrumentId instrument) => new(Holding(_instruments[instrument.Value].Base));

    /// <summary>Money owned in the currency of an instrument.</summary>
    public Money Cash(InstrumentId instrument) => new(Holding(_instruments[instrument.Value].Quote));

    internal void Take(Quote quote)
    {
        if (_quotes is null)
        {
            if (_quote is null || _quote.Instrument == quote.Instrument)
            {
                _quote = quote;
                return;
            }

            // A second instrument: from now on there is a place for each.
            _quotes = new Quote?[_instruments.Length];
            _quotes[_quote.Instrument.Value] = _quote;
        }

        _quotes[quote.Instrument.Value] = quote;
    }

    internal void Take(TradedVolume volume)
    {
        _volumes ??= new TradedVolume?[_instruments.Length];
        _volumes[volume.Instrument.Value] = volume;
    }

    internal ReadOnlySpan<OwnOrder> OpenOrdersSpan => CollectionsMarshal.AsSpan(_openOrders);

    internal void AddHolding(AssetId asset, long amount) => _holdings.Add(asset, amount);

    internal void AddOrder(in OwnOrder order) => (_openOrders ??= new List<OwnOrder>(1)).Add(order);

    // Keeps the list of open orders and the holdings in step with a report. Lists are short, so a scan is quickest.
    internal void Take(in MarketEvent item, AccountId self)
    {
        switch (item.Kind)
        {
            case EventKind.Traded:
                TakeTrade(item, self);
                break;
            case EventKind.FeePosted:
                AddHolding(item.Asset, -item.Amount);
                break;
            case EventKind.Deposited:
                AddHolding(item.Asset, item.Amount);
                break;
            case EventKind.Posted:
                AddHolding(item.Asset, (item.CounterAccount == self ? item.Amount : 0) - (item.Account == self ? item.Amount : 0));
                break;
            case EventKind.Marked or EventKind.TermsChanged:
                Restate(item);
                break;
            case EventKind.Rejected or EventKind.Cancelled:
                Remove(item);
                break;
            case EventKind.Accepted or EventKind.Rested or EventKind.Repriced or EventKind.Reduced:
                Update(item.Order, item.Kind == EventKind.Accepted ? item.Quantity : item.Open, item.Price);
                break;
            case EventKind.Replaced:
                Rename(item);
                break;
        }
    }

    private void Restate(in MarketEvent item)
    {
        if (!_ownsInstruments)
        {
            (_instruments, _ownsInstruments) = ([.. _instruments], true);
        }

        _instruments[item.Instrument.Value] = _instruments[item.Instrument.Value].After(item);
    }

    // What was refused of an order that stands is a change of it, not the order.
    private void Remove(in MarketEvent item)
    {
        var place = Find(item.Order);
        if (place >= 0 && (item.Kind == EventKind.Cancelled || !_openOrders![place].IsConfirmed))
        {
            _openOrders!.RemoveAt(place);
        }
    }

    private void TakeTrade(in MarketEvent item, AccountId self)
    {
        var instrument = _instruments[item.Instrument.Value];
        if (item.Account == self)
        {
            AddTrade(instrument, item, item.Side);
            Update(item.Order, item.Open, price: default);
        }

        if (item.CounterAccount == self)
        {
            AddTrade(instrument, item, item.Side.Opposite());
            Update(item.CounterOrder, item.CounterOpen, price: default);
        }
    }

    private void AddTrade(Instrument instrument, in MarketEvent item, Side side)
    {
        AddHolding(instrument.Base, side.Sign() * item.Quantity.Lots);
        AddHolding(instrument.Quote, -side.Sign() * instrument.TradePayment(item.Price, item.Quantity, new Money(item.Amount)).Minor);
    }

    private void Update(OrderId order, Quantity open, Price price)
    {
        var place = Find(order);
        if (place < 0)
        {
            return;
        }

        if (open.IsZero)
        {
            _openOrders!.RemoveAt(place);
            return;
        }

        ref var known = ref CollectionsMarshal.AsSpan(_openOrders)[place];
        known = known with { Open = open, Price = price == default ? known.Price : price, IsConfirmed = true };
    }

    private void Rename(in MarketEvent item)
    {
        var place = Find(item.CounterOrder);
        if (place >= 0)
        {
            ref var known = ref CollectionsMarshal.AsSpan(_openOrders)[place];
            known = known with { Id = item.Order, Open = item.Open, Price = item.Price };
        }
    }

    private int Find(OrderId order)
    {
        var orders = CollectionsMarshal.AsSpan(_openOrders);
        for (var i = 0; i < orders.Length; i++)
        {
            if (orders[i].Id == order)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>An own order as far as its owner knows.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Instrument">What it trades.</param>
/// <param name="Side">Its side.</param>
/// <param name="Price">Its limit; zero for a market order.</param>
/// <param name="Open">What is left of it.</param>
/// <param name="IsConfirmed">Whether the exchange has answered.</param>
public readonly record struct OwnOrder(
    OrderId Id, InstrumentId Instrument, Side Side, Price Price, Quantity Open, bool IsConfirmed);
