using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>All that a strategy may see: the time, its own chance, the data that has reached it, and what it owns.</summary>
public sealed class MarketView
{
    private readonly Instrument[] _instruments;
    private readonly Quote?[] _quotes;
    private TradedVolume?[]? _volumes;
    private readonly Dictionary<AssetId, long> _holdings = [];
    private readonly List<OwnOrder> _openOrders = [];

    /// <summary>A view of the given instruments, before any data has arrived.</summary>
    public MarketView(IReadOnlyList<Instrument> instruments)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        _instruments = [.. instruments];
        _quotes = new Quote?[instruments.Count];
    }

    /// <summary>The present instant.</summary>
    public SimTime Now { get; internal set; }

    /// <summary>The trader's own random stream.</summary>
    public Rng Random { get; internal set; } = null!;

    /// <summary>What the venue trades, with the terms in force as far as is known.</summary>
    public IReadOnlyList<Instrument> Instruments => _instruments;

    /// <summary>Own orders that are open as far as is known, oldest first; those just sent included.</summary>
    public IReadOnlyList<OwnOrder> OpenOrders => _openOrders;

    /// <summary>The last quote that arrived, which is as old as the latency.</summary>
    /// <returns>Null before the first.</returns>
    public Quote? QuoteOf(InstrumentId instrument) => _quotes[instrument.Value];

    /// <summary>What traded lately, as the last answer told it; for strategies whose feed has <see cref="FeedKind.Volumes"/>.</summary>
    /// <returns>Null before the first.</returns>
    public TradedVolume? VolumeOf(InstrumentId instrument) => _volumes?[instrument.Value];

    /// <summary>What is owned of an asset, in its smallest unit, what open orders have reserved included; negative where it is owed.
    /// </summary>
    public long Holding(AssetId asset) => _holdings.GetValueOrDefault(asset);

    /// <summary>Lots owned of an instrument; negative when short.</summary>
    public Quantity Position(InstrumentId instrument) => new(Holding(Instruments[instrument.Value].Base));

    /// <summary>Money owned in the currency of an instrument.</summary>
    public Money Cash(InstrumentId instrument) => new(Holding(Instruments[instrument.Value].Quote));

    internal void Take(Quote quote) => _quotes[quote.Instrument.Value] = quote;

    internal void Take(TradedVolume volume)
    {
        _volumes ??= new TradedVolume?[_quotes.Length];
        _volumes[volume.Instrument.Value] = volume;
    }

    internal void AddHolding(AssetId asset, long amount) => _holdings[asset] = Holding(asset) + amount;

    internal void AddOrder(in OwnOrder order) => _openOrders.Add(order);

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
                _instruments[item.Instrument.Value] = _instruments[item.Instrument.Value].After(item);
                break;
            case EventKind.Rejected when Find(item.Order) is var i && i >= 0 && !_openOrders[i].IsConfirmed:
            case EventKind.Cancelled when Find(item.Order) is var j && j >= 0:
                _openOrders.RemoveAt(Find(item.Order));
                break;
            case EventKind.Accepted or EventKind.Rested or EventKind.Repriced or EventKind.Reduced:
                Update(item.Order, item.Kind == EventKind.Accepted ? item.Quantity : item.Open, item);
                break;
            case EventKind.Replaced:
                Rename(item);
                break;
        }
    }

    private void TakeTrade(in MarketEvent item, AccountId self)
    {
        var instrument = Instruments[item.Instrument.Value];
        if (item.Account == self)
        {
            AddTrade(instrument, item, item.Side);
            Update(item.Order, item.Open, item with { Price = default });
        }

        if (item.CounterAccount == self)
        {
            AddTrade(instrument, item, item.Side.Opposite());
            Update(item.CounterOrder, item.CounterOpen, item with { Price = default });
        }
    }

    private void AddTrade(Instrument instrument, in MarketEvent item, Side side)
    {
        AddHolding(instrument.Base, side.Sign() * item.Quantity.Lots);
        AddHolding(instrument.Quote, -side.Sign() * instrument.TradePayment(item.Price, item.Quantity, new Money(item.Amount)).Minor);
    }

    private void Update(OrderId order, Quantity open, in MarketEvent item)
    {
        var place = Find(order);
        if (place < 0)
        {
            return;
        }

        if (open.IsZero)
        {
            _openOrders.RemoveAt(place);
            return;
        }

        var known = _openOrders[place];
        var price = item.Price == default ? known.Price : item.Price;
        _openOrders[place] = known with { Open = open, Price = price, IsConfirmed = true };
    }

    private void Rename(in MarketEvent item)
    {
        var place = Find(item.CounterOrder);
        if (place >= 0)
        {
            _openOrders[place] = _openOrders[place] with { Id = item.Order, Open = item.Open, Price = item.Price };
        }
    }

    private int Find(OrderId order)
    {
        for (var i = 0; i < _openOrders.Count; i++)
        {
            if (_openOrders[i].Id == order)
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
