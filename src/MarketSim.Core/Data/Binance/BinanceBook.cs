namespace MarketSim.Core;

/// <summary>Keeps a Binance book in step with its differences, by the exchange's rules of sequence.</summary>
/// <remarks>
/// After a snapshot with lastUpdateId L the differences that ended before it are dropped. Spot: the first to apply covers L + 1,
/// and each must begin one after the end of the one before. Futures: the first covers L, and each must name the end of the one
/// before as pu. A snapshot comes some time after the differences it belongs to, so the latest ones are kept until it is there.
/// </remarks>
internal sealed class BinanceBook
{
    // At ten differences a second a quarter of an hour, far more than a snapshot can take to arrive.
    private const int MostWaiting = 10_000;

    private readonly Queue<(long First, long Last, long Previous, PriceLevel[] Bids, PriceLevel[] Asks)> _waiting = [];
    private long _dropped;
    private bool _isFirst;

    public LevelBook Levels { get; } = new();

    /// <summary>Whether a snapshot has been seen.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Update number up to which the book is complete.</summary>
    public long Update { get; private set; }

    /// <summary>Differences applied after the snapshot.</summary>
    public long Applied { get; private set; }

    /// <summary>Differences that do not follow from the one before.</summary>
    public long Gaps { get; private set; }

    /// <summary>Differences that ended before the snapshot, or came when too many were waiting for it.</summary>
    public long Dropped => _dropped;

    /// <summary>Differences that wait for a snapshot.</summary>
    public long Waiting => _waiting.Count;

    /// <summary>Takes in a snapshot or a difference, in the order of the file.</summary>
    /// <param name="applied">Called after each difference that changed the book, with whether it followed from the one before.</param>
    public void Add(BinanceRecord record, Action<bool> applied)
    {
        if (record.Kind == BinanceKind.Depth && !IsStarted)
        {
            _waiting.Enqueue((record.FirstUpdate, record.LastUpdate, record.PreviousUpdate, [.. record.Bids], [.. record.Asks]));
            if (_waiting.Count > MostWaiting)
            {
                _waiting.Dequeue();
                _dropped++;
            }
        }
        else if (record.Kind == BinanceKind.Depth)
        {
            Apply(record.FirstUpdate, record.LastUpdate, record.PreviousUpdate, record.Bids, record.Asks, applied);
        }
        else if (!IsStarted || record.LastUpdate > Update)
        {
            Start(record);
            while (_waiting.TryDequeue(out var each))
            {
                Apply(each.First, each.Last, each.Previous, each.Bids, each.Asks, applied);
            }
        }
    }

    private void Start(BinanceRecord snapshot)
    {
        Levels.Clear();
        foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
        {
            foreach (var level in snapshot.Of(side))
            {
                Levels.Set(side, level.Price, level.Quantity);
            }
        }

        Update = snapshot.LastUpdate;
        IsStarted = true;
        _isFirst = true;
    }

    private void Apply(
        long first, long last, long previous, IReadOnlyList<PriceLevel> bids, IReadOnlyList<PriceLevel> asks, Action<bool> applied)
    {
        var isFutures = previous >= 0;
        if (last < Update || (last == Update && !isFutures) || (last == Update && !_isFirst))
        {
            _dropped++;
            return;
        }

        var follows = (_isFirst, isFutures) switch
        {
            (true, true) => first <= Update,
            (true, false) => first <= Update + 1,
            (false, true) => previous == Update,
            (false, false) => first == Update + 1,
        };
        _isFirst = false;
        Gaps += follows ? 0 : 1;
        foreach (var level in bids)
        {
            Levels.Set(Side.Buy, level.Price, level.Quantity);
        }

        foreach (var level in asks)
        {
            Levels.Set(Side.Sell, level.Price, level.Quantity);
        }

        Update = last;
        Applied++;
        applied(follows);
    }
}
