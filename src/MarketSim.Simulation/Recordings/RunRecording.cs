using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>A run of ours as the public saw one of its instruments: the displayed orders and the trades of its event log as recorded
/// messages, in the shape of any recorded market.</summary>
/// <remarks>What did not show in the run does not show here: of hidden orders only their trades, of icebergs one slice after the other.
/// Assumes a log that begins with an empty book.</remarks>
internal sealed class RunRecording
{
    private readonly Dictionary<OrderId, Shown> _shown = [];
    private readonly List<RecordedMessage> _ready = [];
    private readonly Instrument _instrument;
    private readonly long _origin;
    private ulong _references;

    private RunRecording(Instrument instrument, long origin) => (_instrument, _origin) = (instrument, origin);

    /// <summary>The messages about an instrument of a run.</summary>
    /// <param name="run">It must have kept its events.</param>
    /// <param name="instrument">Which.</param>
    /// <param name="origin">Nanoseconds since 1970 at which the run's time is zero.</param>
    public static IEnumerable<RecordedMessage> Read(RunResult run, Instrument instrument, long origin)
    {
        var recording = new RunRecording(instrument, origin);
        using var events = run.ReadEvents();
        while (events.TryRead(out var item))
        {
            if (item.Instrument != instrument.Id)
            {
                continue;
            }

            recording._ready.Clear();
            recording.Take(item);
            foreach (var message in recording._ready)
            {
                yield return message;
            }
        }
    }

    /// <summary>When simulated time was zero, in nanoseconds since 1970.</summary>
    public static long OriginOf(RunManifest manifest)
    {
        var calendar = ExchangeSettings.FromTexts(manifest.Exchange).Calendar;
        return ((calendar.FirstDay.DayNumber - 719_162L) * 86_400_000_000_000) + manifest.TimeOfDayNanoseconds;
    }

    private void Take(in MarketEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Rested when !item.Quantity.IsZero:
                _shown[item.Order] = Show(item, ++_references);
                break;
            case EventKind.Traded when (item.Flags & EventFlags.Auction) != 0:
                Put(item, RecordedKind.Cross, 0, item.Price, item.Quantity.Lots, item.Side.Opposite(), RecordedFlags.NoSide);
                Shrink(item, item.Order, item.Open.Lots);
                Shrink(item, item.CounterOrder, item.CounterOpen.Lots);
                break;
            case EventKind.Traded:
                Trade(item);
                break;
            case EventKind.Refreshed when _shown.Remove(item.Order, out var slice):
                if (slice.Lots > 0)
                {
                    Put(item, RecordedKind.Delete, slice);
                }

                _shown[item.Order] = Show(item with { Side = slice.Side }, slice.Reference);
                break;
            case EventKind.Reduced:
                Shrink(item, item.Order, item.Open.Lots);
                break;
            case EventKind.Repriced or EventKind.Cancelled:
                Remove(item, item.Order);
                break;
            case EventKind.Replaced:
                Replace(item);
                break;
        }
    }

    private Shown Show(in MarketEvent item, ulong reference)
    {
        var shown = new Shown(reference, item.Side, item.Price, item.Quantity.Lots);
        Put(item, RecordedKind.Add, shown);
        return shown;
    }

    private void Trade(in MarketEvent item)
    {
        var resting = item.Side.Opposite();
        var known = _shown.TryGetValue(item.CounterOrder, out var maker);
        var visible = known ? Math.Min(maker.Lots, item.Quantity.Lots) : 0;
        if (visible > 0)
        {
            Put(item, RecordedKind.Execute, maker.Reference, item.Price, visible, resting);
            _shown[item.CounterOrder] = maker with { Lots = maker.Lots - visible };
        }

        if (item.Quantity.Lots > visible)
        {
            Put(item, RecordedKind.Trade, 0, item.Price, item.Quantity.Lots - visible, resting);
        }

        Shrink(item, item.CounterOrder, item.CounterOpen.Lots);
    }

    // What does not show goes first.
    private void Shrink(in MarketEvent item, OrderId order, long open)
    {
        if (!_shown.TryGetValue(order, out var shown))
        {
            return;
        }

        if (shown.Lots > open)
        {
            Put(item, RecordedKind.Reduce, shown.Reference, shown.Price, shown.Lots - open, shown.Side);
            _shown[order] = shown with { Lots = open };
        }

        if (open == 0)
        {
            _shown.Remove(order);
        }
    }

    private void Remove(in MarketEvent item, OrderId order)
    {
        if (_shown.Remove(order, out var shown) && shown.Lots > 0)
        {
            Put(item, RecordedKind.Delete, shown);
        }
    }

    private void Replace(in MarketEvent item)
    {
        var old = item.CounterOrder.Value == 0 ? item.Order : item.CounterOrder;
        if ((item.Flags & EventFlags.KeptPriority) == 0)
        {
            // Trades and Rested follow as for a new order.
            Remove(item, old);
            return;
        }

        Shrink(item, old, item.Open.Lots);
        if (item.Order != old && _shown.Remove(old, out var shown))
        {
            _shown.Add(item.Order, shown);
        }
    }

    private void Put(in MarketEvent item, RecordedKind kind, Shown shown)
        => Put(item, kind, shown.Reference, shown.Price, shown.Lots, shown.Side);

    private void Put(
        in MarketEvent item, RecordedKind kind, ulong reference, Price price, long lots, Side side, RecordedFlags flags = RecordedFlags.None)
        => _ready.Add(new RecordedMessage
        {
            Kind = kind, Side = side, Flags = flags | RecordedFlags.EndOfEvent, Timestamp = _origin + item.Time.Nanoseconds,
            Order = reference, Price = price.Ticks * _instrument.PriceUnitSteps, Quantity = lots, Position = item.Sequence,
        });

    private readonly record struct Shown(ulong Reference, Side Side, Price Price, long Lots);
}
