namespace MarketSim.Core;

/// <summary>Writes an exchange's events as a NASDAQ ITCH 5.0 file: what the public sees of one day, order by
/// order.</summary>
/// <remarks>
/// <code>
/// Rested, Refreshed -> A      Traded -> E of the displayed maker, C where the price is not its own, P for what was hidden
/// Reduced -> X                Replaced, Repriced -> U (X where the place is kept; D where it trades first)
/// Cancelled -> D              PhaseChanged -> H of an instrument, S of the session
/// Indicative -> I             Traded in an auction -> C, not printable, of each displayed side; Uncrossed -> Q
/// </code>
/// An order that loses its place gets a new reference, as the format demands. The same events give the same
/// bytes. Assumes the events of an exchange that began with an empty book.
/// </remarks>
public sealed class ItchWriter : IDisposable
{
    private const long Day = 86_400_000_000_000;

    private readonly ItchEncoder _encoder;
    private readonly Dictionary<InstrumentId, (ItchInstrument Instrument, int Locate)> _instruments = [];
    private readonly Dictionary<OrderId, Shown> _shown = [];
    private readonly long _startOfRun;
    private ulong _lastReference;
    private ulong _lastMatch;
    private OrderId _replaced;

    /// <summary>Begins a file: start of messages, then each instrument's directory entry and trading
    /// state.</summary>
    /// <param name="stream">Written from its place on; the caller's to dispose of.</param>
    /// <param name="instruments">Events of others are passed over.</param>
    /// <param name="startOfRun">Time of day at which simulated time is zero.</param>
    /// <exception cref="ArgumentException">A symbol or factor is not one that ITCH can carry.</exception>
    public ItchWriter(Stream stream, IReadOnlyList<ItchInstrument> instruments, SimDuration startOfRun)
    {
        if (instruments.Count is 0 or > ushort.MaxValue)
        {
            throw new ArgumentException(
                $"{instruments.Count} instruments; an ITCH file has 1 to {ushort.MaxValue}.", nameof(instruments));
        }

        _encoder = new ItchEncoder(stream);
        _startOfRun = startOfRun.Nanoseconds;
        var begin = TimeOf(SimTime.Zero);
        _encoder.SystemEvent(begin, 'O');
        foreach (var each in instruments)
        {
            if (each.Symbol.Length is 0 or > 8 || each.Symbol.Any(letter => letter is < '!' or > '~'))
            {
                throw new ArgumentException(
                    $"Symbol '{each.Symbol}': ITCH has 1 to 8 printable ASCII characters.", nameof(instruments));
            }

            ArgumentOutOfRangeException.ThrowIfLessThan(each.PriceFactor, 1, nameof(instruments));
            ArgumentOutOfRangeException.ThrowIfLessThan(each.ShareFactor, 1, nameof(instruments));
            var locate = _instruments.Count + 1;
            _instruments.Add(each.Instrument, (each, locate));
            _encoder.Directory(locate, begin, each.Symbol);
            _encoder.TradingAction(locate, begin, each.Symbol, 'T');
        }

        _encoder.SystemEvent(begin, 'Q');
    }

    /// <summary>Writes what one event shows to the public; many show nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A price, size or time is beyond what ITCH can
    /// carry.</exception>
    public void Write(in MarketEvent item)
    {
        if (item.Instrument.Value == 0 && item.Kind == EventKind.PhaseChanged
            && !_instruments.ContainsKey(item.Instrument))
        {
            WriteSession(item);
        }

        if (!_instruments.TryGetValue(item.Instrument, out var instrument))
        {
            return;
        }

        var time = TimeOf(item.Time);
        if (_replaced.Value != 0 && !(item.Kind == EventKind.Rested && item.Order == _replaced))
        {
            // It trades, or something else comes first: as far as the public is concerned it left.
            DropReplaced(time);
        }

        switch (item.Kind)
        {
            case EventKind.Rested:
                Rest(item, instrument.Instrument, instrument.Locate, time);
                break;
            case EventKind.Refreshed when _shown.TryGetValue(item.Order, out var shown):
                Refresh(item, shown, instrument.Instrument, time);
                break;
            case EventKind.Repriced when _shown.ContainsKey(item.Order):
                _replaced = item.Order;
                break;
            case EventKind.Traded when (item.Flags & EventFlags.Auction) != 0:
                _lastMatch++;
                Cross(item.Order, item.Open, item.Price, instrument.Instrument, time);
                Cross(item.CounterOrder, item.CounterOpen, item.Price, instrument.Instrument, time);
                break;
            case EventKind.Indicative:
                _encoder.Imbalance(
                    instrument.Locate, time, Wide(item.Quantity, instrument.Instrument), Wide(item.Open, instrument.Instrument),
                    item.Side, instrument.Instrument.Symbol, PriceOf(item.Price, instrument.Instrument), CrossType(item.Phase));
                break;
            case EventKind.Uncrossed when !item.Quantity.IsZero:
                _encoder.Cross(
                    instrument.Locate, time, Wide(item.Quantity, instrument.Instrument), instrument.Instrument.Symbol,
                    PriceOf(item.Price, instrument.Instrument), ++_lastMatch, CrossType(item.Phase));
                break;
            case EventKind.Traded:
                Trade(item, instrument.Instrument, instrument.Locate, time);
                break;
            case EventKind.Reduced:
                Shrink(item.Order, item.Open, instrument.Instrument, time);
                break;
            case EventKind.Replaced:
                Replace(item, instrument.Instrument, time);
                break;
            case EventKind.Cancelled when _shown.Remove(item.Order, out var shown) && shown.Shares > 0:
                _encoder.Delete(shown.Locate, time, shown.Reference);
                break;
            case EventKind.PhaseChanged:
                _encoder.TradingAction(
                    instrument.Locate, time, instrument.Instrument.Symbol,
                    item.Phase == TradingPhase.Continuous ? 'T' : item.Phase.IsCall() ? 'Q' : 'H');
                break;
        }
    }

    /// <summary>Ends the file: what is pending, then end of market hours and of messages.</summary>
    /// <param name="end">When the run ended.</param>
    public void Complete(SimTime end)
    {
        var time = TimeOf(end);
        DropReplaced(time);
        _encoder.SystemEvent(time, 'M');
        _encoder.SystemEvent(time, 'C');
        Flush();
    }

    /// <summary>Passes what is buffered on to the stream.</summary>
    public void Flush() => _encoder.Flush();

    /// <summary>Flushes; without <see cref="Complete"/> the file lacks its end, but is readable.</summary>
    public void Dispose() => Flush();

    private void WriteSession(in MarketEvent item)
        => _encoder.SystemEvent(TimeOf(item.Time), item.Phase == TradingPhase.Continuous ? 'Q' : 'M');

    private void Rest(in MarketEvent item, ItchInstrument instrument, int locate, long time)
    {
        var shares = Shares(item.Quantity.Lots, instrument);
        var price = PriceOf(item.Price, instrument);
        var isReplacement = _replaced.Value != 0;
        _replaced = default;
        if (isReplacement && _shown.Remove(item.Order, out var old) && old.Shares > 0)
        {
            if (shares > 0)
            {
                _encoder.Replace(locate, time, old.Reference, ++_lastReference, shares, price);
                _shown.Add(item.Order, new Shown(_lastReference, locate, item.Side, price, shares));
                return;
            }

            _encoder.Delete(locate, time, old.Reference);
        }

        if (shares > 0)
        {
            _encoder.Add(locate, time, ++_lastReference, item.Side, shares, instrument.Symbol, price);
            _shown[item.Order] = new Shown(_lastReference, locate, item.Side, price, shares);
        }
    }

    // A slice that was used up left by its executions, so the next one is a new order.
    private void Refresh(in MarketEvent item, Shown shown, ItchInstrument instrument, long time)
    {
        var shares = Shares(item.Quantity.Lots, instrument);
        if (shown.Shares > 0)
        {
            _encoder.Replace(shown.Locate, time, shown.Reference, ++_lastReference, shares, shown.Price);
        }
        else
        {
            _encoder.Add(shown.Locate, time, ++_lastReference, shown.Side, shares, instrument.Symbol, shown.Price);
        }

        _shown[item.Order] = shown with { Reference = _lastReference, Shares = shares };
    }

    private void Trade(in MarketEvent item, ItchInstrument instrument, int locate, long time)
    {
        var traded = Shares(item.Quantity.Lots, instrument);
        var price = PriceOf(item.Price, instrument);
        uint displayed = 0;
        _lastMatch++;
        if (_shown.TryGetValue(item.CounterOrder, out var maker))
        {
            displayed = Math.Min(traded, maker.Shares);
            if (displayed > 0 && price == maker.Price)
            {
                _encoder.Execute(locate, time, maker.Reference, displayed, _lastMatch);
            }
            else if (displayed > 0)
            {
                _encoder.ExecuteAt(locate, time, maker.Reference, displayed, _lastMatch, price);
            }

            _shown[item.CounterOrder] = maker with { Shares = maker.Shares - displayed };
        }

        if (traded > displayed)
        {
            _encoder.Trade(locate, time, item.Side.Opposite(), traded - displayed, instrument.Symbol, price, _lastMatch);
        }

        Shrink(item.CounterOrder, item.CounterOpen, instrument, time);
    }

    // Of an order in an auction what does not show goes first; the cross itself carries the volume.
    private void Cross(OrderId order, Quantity open, Price price, ItchInstrument instrument, long time)
    {
        if (!_shown.TryGetValue(order, out var shown))
        {
            return;
        }

        var left = (uint)Math.Min(shown.Shares, open.Lots * instrument.ShareFactor);
        if (left < shown.Shares)
        {
            _encoder.ExecuteAt(
                shown.Locate, time, shown.Reference, shown.Shares - left, _lastMatch, PriceOf(price, instrument), isPrintable: false);
        }

        _shown[order] = shown with { Shares = left };
        if (open.IsZero)
        {
            _shown.Remove(order);
        }
    }

    private static ulong Wide(Quantity quantity, ItchInstrument instrument)
        => (ulong)quantity.Lots * (ulong)instrument.ShareFactor;

    private static char CrossType(TradingPhase call) => call switch
    {
        TradingPhase.PreOpen or TradingPhase.OpeningAuction => 'O',
        TradingPhase.ClosingAuction => 'C',
        _ => 'H',
    };

    // What does not show goes first. An order that is gone for good is forgotten.
    private void Shrink(OrderId order, Quantity open, ItchInstrument instrument, long time)
    {
        if (!_shown.TryGetValue(order, out var shown))
        {
            return;
        }

        var left = Math.Min(shown.Shares, open.Lots * instrument.ShareFactor);
        if (left == 0 && shown.Shares > 0)
        {
            _encoder.Delete(shown.Locate, time, shown.Reference);
        }
        else if (left < shown.Shares)
        {
            _encoder.Reduce(shown.Locate, time, shown.Reference, (uint)(shown.Shares - left));
        }

        _shown[order] = shown with { Shares = (uint)left };
        if (open.IsZero)
        {
            _shown.Remove(order);
        }
    }

    private void Replace(in MarketEvent item, ItchInstrument instrument, long time)
    {
        var old = item.CounterOrder.Value == 0 ? item.Order : item.CounterOrder;
        var keepsPlace = (item.Flags & EventFlags.KeptPriority) != 0;
        if (keepsPlace)
        {
            Shrink(old, item.Open, instrument, time);
        }

        if (_shown.Remove(old, out var shown))
        {
            _shown.Add(item.Order, shown);
            _replaced = keepsPlace ? default : item.Order;
        }
    }

    private void DropReplaced(long time)
    {
        if (_replaced.Value != 0 && _shown.Remove(_replaced, out var old) && old.Shares > 0)
        {
            _encoder.Delete(old.Locate, time, old.Reference);
        }

        _replaced = default;
    }

    private long TimeOf(SimTime time)
    {
        var ofDay = _startOfRun + time.Nanoseconds;
        ArgumentOutOfRangeException.ThrowIfNegative(ofDay, nameof(time));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(ofDay, Day, nameof(time));
        return ofDay;
    }

    private static uint Shares(long lots, ItchInstrument instrument)
        => ToUnsigned(lots, instrument.ShareFactor, "size");

    private static uint PriceOf(Price price, ItchInstrument instrument)
        => ToUnsigned(price.Ticks, instrument.PriceFactor, "price");

    private static uint ToUnsigned(long count, int factor, string what)
    {
        var value = (Int128)count * factor;
        return value >= 0 && value <= uint.MaxValue
            ? (uint)value
            : throw new ArgumentOutOfRangeException(
                nameof(count), $"A {what} of {value}: ITCH carries 0 to {uint.MaxValue}.");
    }

    private readonly record struct Shown(ulong Reference, int Locate, Side Side, uint Price, uint Shares);
}
