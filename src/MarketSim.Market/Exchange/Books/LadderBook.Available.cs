using MarketSim.Core;

namespace MarketSim.Market;

/// <content>What a sweep would trade, without trading.</content>
public sealed unsafe partial class LadderBook
{
    /// <summary>An order as an imagined sweep has left it.</summary>
    private readonly record struct Imagined(uint Handle, long Open, long Shown);

    /// <inheritdoc/>
    public Quantity Available(in BookOrder taker, SelfTradePrevention selfTrade)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(taker.Open.Lots, nameof(taker));
        var reach = Key(taker.Side.Opposite(), taker.Price.Ticks);
        var against = _sides + ((uint)taker.Side ^ 1);
        var imagined = new Taker(reach, taker.Open.Lots, taker.Owner, selfTrade);
        var traded = 0L;
        for (var key = against->Best;
             imagined.Left > 0 && key <= reach && key != LadderSide.NoKey;
             key = KeyAtOrAfter(against, key + 1))
        {
            traded += ImagineLevel(LevelAt(against, key), ref imagined);
        }

        GC.KeepAlive(this);
        return new Quantity(traded);
    }

    private long ImagineLevel(uint level, ref Taker taker)
    {
        var queue = Cell(level);
        if ((queue->Book & LadderNode.SpecialBit) == 0 && taker.Owner == 0)
        {
            // Plain orders trade in full, however they are shared.
            var all = Math.Min(taker.Left, queue->Total);
            taker.Left -= all;
            return all;
        }

        var traded = 0L;
        if (_allocation != null)
        {
            traded = ImagineShares(level, ref taker);
        }

        traded += ImagineRing(level, ref taker);
        return HiddenOf(level) is var hidden and not 0 ? traded + ImagineRing(hidden, ref taker) : traded;
    }

    /// <summary>The unconditional orders of a level that is shared: whatever the shares, together they trade
    /// all they can.</summary>
    private long ImagineShares(uint level, ref Taker taker)
    {
        var count = Gather(level, out _);
        var total = 0L;
        for (var i = 0; i < count && taker.Left > 0; i++)
        {
            var open = Cell(_scratch.Sharers[i])->Open;
            if (IsOwn(_scratch.Sharers[i], taker))
            {
                ImaginePrevention(open, ref taker);
            }
            else
            {
                total += open;
            }
        }

        var traded = Math.Min(taker.Left, total);
        taker.Left -= traded;
        return traded;
    }

    /// <summary>A visit to every order of a ring, or to the conditional ones only where the others have been
    /// shared.</summary>
    private long ImagineRing(uint ring, ref Taker taker)
    {
        _scratch.Imagined.Clear();
        for (var handle = Cell(ring)->Next; handle != ring; handle = Cell(handle)->Next)
        {
            var details = DetailsOrNone(handle);
            if (_allocation == null || details.IsConditional)
            {
                _scratch.Imagined.Enqueue(new Imagined(handle, Cell(handle)->Open, details.Shown));
            }
        }

        var traded = 0L;
        while (taker.Left > 0 && _scratch.Imagined.TryDequeue(out var order))
        {
            var details = DetailsOrNone(order.Handle) with { Shown = order.Shown };
            var offer = OfferOf(details, order.Open, taker.Left);
            if (offer == 0)
            {
                continue;
            }

            if (IsOwn(order.Handle, taker))
            {
                ImaginePrevention(order.Open, ref taker);
                continue;
            }

            var now = Math.Min(taker.Left, offer);
            traded += now;
            taker.Left -= now;
            if (details.Display != 0 && now >= order.Shown && now < order.Open)
            {
                var open = order.Open - now;
                _scratch.Imagined.Enqueue(new Imagined(order.Handle, open, Math.Min(details.Display, open)));
            }
        }

        return traded;
    }

    private LadderDetails DetailsOrNone(uint handle)
        => (Cell(handle)->Level & LadderNode.DetailsBit) != 0 ? *Details(handle) : default;

    private static void ImaginePrevention(long open, ref Taker taker)
        => taker.Left = taker.SelfTrade switch
        {
            SelfTradePrevention.CancelOldest => taker.Left,
            SelfTradePrevention.Decrement => taker.Left - Math.Min(taker.Left, open),
            _ => 0,
        };
}
