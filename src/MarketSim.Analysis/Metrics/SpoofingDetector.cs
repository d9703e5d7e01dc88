using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>What makes a series of orders look like spoofing.</summary>
public sealed record SpoofingSigns
{
    /// <summary>How many times as much the account must show against its fill as on the side of the fill.</summary>
    public double Ratio { get; init; } = 5;

    /// <summary>Within how much time after the fill half of that must be withdrawn.</summary>
    public SimDuration Window { get; init; } = SimDuration.FromSeconds(2);

    /// <summary>How often it must happen.</summary>
    public int Episodes { get; init; } = 3;

    /// <summary>Which part of the account's fills it must be.</summary>
    public double PartOfFills { get; init; } = 0.3;
}

/// <summary>Finds accounts that show much on one side, trade on the other, and withdraw what they showed.</summary>
/// <remarks>Source: the pattern of Lee, Eom and Park (2013) and of the orders in CFTC v. Nav Sarao (2015): an episode is a fill while the
/// account's open lots on the opposite side are many times those on the side of the fill, of which half is cancelled soon after. A maker,
/// who shows as much on both sides, has none. It sees the accounts behind orders, as a venue does.</remarks>
public sealed class SpoofingDetector(SpoofingSigns? signs = null) : IMetric
{
    private readonly SpoofingSigns _signs = signs ?? new SpoofingSigns();
    private readonly Dictionary<OrderId, Live> _orders = [];
    private readonly SortedDictionary<(int Account, int Instrument), Book> _books = [];

    /// <summary>Fills and episodes of each account that traded, in order of account.</summary>
    public IReadOnlyList<SpoofingRecord> Records => [.. _books.Values.GroupBy(book => book.Account)
        .Select(own => new SpoofingRecord(own.Key, own.Sum(b => b.Fills), own.Sum(b => b.Episodes))).Where(r => r.Fills > 0)];

    /// <summary>The accounts that look like spoofers, in order.</summary>
    public IReadOnlyList<AccountId> Flagged => [.. Records
        .Where(r => r.Episodes >= _signs.Episodes && r.Episodes >= _signs.PartOfFills * r.Fills).Select(r => r.Account)];

    /// <summary>How right it is where the spoofers are known.</summary>
    /// <param name="spoofers">Those who are.</param>
    /// <returns>The part of the flagged who are spoofers, and of the spoofers who are flagged; one where there are none to be wrong
    /// about.</returns>
    public (double Precision, double Recall) Against(IReadOnlyCollection<AccountId> spoofers)
    {
        ArgumentNullException.ThrowIfNull(spoofers);
        var hits = Flagged.Count(spoofers.Contains);
        return (Flagged.Count == 0 ? 1 : (double)hits / Flagged.Count, spoofers.Count == 0 ? 1 : (double)hits / spoofers.Count);
    }

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Accepted:
                _orders[item.Order] = new Live(BookOf(item.Account, item.Instrument), item.Side);
                Change(item.Order, item.Quantity.Lots);
                break;
            case EventKind.Traded:
                Fill(item.Order, item);
                Fill(item.CounterOrder, item);
                break;
            case EventKind.Reduced:
                Withdraw(item.Order, item.Quantity.Lots, item.Time);
                break;
            case EventKind.Cancelled:
                Withdraw(item.Order, long.MaxValue, item.Time);
                break;
        }
    }

    /// <inheritdoc/>
    public void Complete(SimTime end)
    {
    }

    private void Fill(OrderId order, in MarketEvent trade)
    {
        if (!_orders.TryGetValue(order, out var live))
        {
            return;
        }

        var book = live.Book;
        var against = book.Open(live.Side.Opposite());
        book.Fills++;
        if (against >= _signs.Ratio * book.Open(live.Side))
        {
            book.Suspect = (trade.Time + _signs.Window, live.Side.Opposite(), (against + 1) / 2);
        }

        Change(order, -trade.Quantity.Lots);
    }

    private void Withdraw(OrderId order, long lots, SimTime time)
    {
        if (!_orders.TryGetValue(order, out var live))
        {
            return;
        }

        var book = live.Book;
        lots = Math.Min(lots, live.Lots);
        if (book.Suspect is { } suspect && suspect.Side == live.Side && time <= suspect.Until)
        {
            var left = suspect.Lots - lots;
            book.Episodes += left <= 0 ? 1 : 0;
            book.Suspect = left <= 0 ? null : suspect with { Lots = left };
        }

        Change(order, -lots);
    }

    private void Change(OrderId order, long by)
    {
        var live = _orders[order];
        live.Lots += by;
        live.Book.Add(live.Side, by);
        if (live.Lots <= 0)
        {
            _orders.Remove(order);
        }
    }

    private Book BookOf(AccountId account, InstrumentId instrument)
    {
        var key = (account.Value, instrument.Value);
        if (!_books.TryGetValue(key, out var book))
        {
            _books.Add(key, book = new Book(account));
        }

        return book;
    }

    private sealed class Live(Book book, Side side)
    {
        public Book Book => book;

        public Side Side => side;

        public long Lots { get; set; }
    }

    // What one account shows in one instrument.
    private sealed class Book(AccountId account)
    {
        private long _bid;
        private long _offered;

        public AccountId Account => account;

        public int Fills { get; set; }

        public int Episodes { get; set; }

        public (SimTime Until, Side Side, long Lots)? Suspect { get; set; }

        public long Open(Side side) => side == Side.Buy ? _bid : _offered;

        public void Add(Side side, long lots) => (_bid, _offered) = side == Side.Buy ? (_bid + lots, _offered) : (_bid, _offered + lots);
    }
}

/// <summary>What was seen of an account.</summary>
/// <param name="Account">Which.</param>
/// <param name="Fills">How often one of its orders traded.</param>
/// <param name="Episodes">After how many of these it withdrew what it had shown against them.</param>
public sealed record SpoofingRecord(AccountId Account, int Fills, int Episodes);
