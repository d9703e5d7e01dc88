using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Turns the messages of a recording into moments of order flow.</summary>
/// <param name="pass">Who observes them.</param>
/// <param name="touches">The touch after each message.</param>
/// <param name="book">The book of orders before each message.</param>
/// <param name="zero">The timestamp that is time zero.</param>
internal sealed class RecordedFlow(FactPass pass, ITouchSource touches, RecordedBook book, long zero)
{
    private Touch _shown;

    /// <summary>Takes in the next message.</summary>
    public void Take(in RecordedMessage message)
    {
        var time = new SimTime(message.Timestamp - zero);
        if ((message.Flags & RecordedFlags.Snapshot) == 0)
        {
            Show(message, time);
        }

        book.Apply(message);
        touches.Apply(message);

        // Inside a group of messages the book may be half done; and a crossed one, as before an opening, has no mid.
        var touch = touches.Touch;
        touch = touch.IsTwoSided && touch.Bid > touch.Ask ? default : touch;
        if ((message.Flags & RecordedFlags.EndOfEvent) != 0 && touch != _shown)
        {
            _shown = touch;
            pass.Observe(FlowMoment.Quote(time, touch));
        }
    }

    private void Show(in RecordedMessage message, SimTime time)
    {
        var known = book.Find(message.Order);
        switch (message.Kind)
        {
            case RecordedKind.Add when (message.Flags & RecordedFlags.Aggressor) == 0:
                Put(FlowKind.Add, time, message, message.Order, message.Quantity);
                break;
            case RecordedKind.Reduce when message.Quantity >= (known?.Quantity ?? long.MaxValue):
            case RecordedKind.Delete:
                // What an announced fill has taken leaves by a message of its own, and is no cancel.
                if (known is null || known.Filled < known.Quantity)
                {
                    Put(FlowKind.Cancel, time, message, message.Order, message.Quantity);
                }

                break;
            case RecordedKind.Reduce when known is null || known.Filled == 0:
                Put(FlowKind.Reduce, time, message, message.Order, message.Quantity);
                break;
            case RecordedKind.Modify when known is not null && known.Filled == 0:
                Modify(message, time, known);
                break;
            case RecordedKind.Replace:
                Put(FlowKind.Cancel, time, message, message.Order, known?.Quantity ?? 0);
                Put(FlowKind.Add, time, message, message.Other, message.Quantity);
                break;
            case RecordedKind.Execute or RecordedKind.Trade when (message.Flags & (RecordedFlags.NoSide | RecordedFlags.NotPrintable)) == 0:
                pass.Observe(new FlowMoment(
                    FlowKind.Trade, time, message.Side.Opposite(), new Price(message.Price), new Quantity(message.Quantity),
                    message.Order, default));
                break;
        }
    }

    private void Modify(in RecordedMessage message, SimTime time, RecordedOrder known)
    {
        if (message.Quantity > 0 && message.Price == known.Price && message.Quantity <= known.Quantity)
        {
            Put(FlowKind.Reduce, time, message, message.Order, known.Quantity - message.Quantity);
            return;
        }

        Put(FlowKind.Cancel, time, message, message.Order, known.Quantity);
        if (message.Quantity > 0)
        {
            Put(FlowKind.Add, time, message, message.Order, message.Quantity);
        }
    }

    private void Put(FlowKind kind, SimTime time, in RecordedMessage message, ulong order, long quantity)
        => pass.Observe(new FlowMoment(
            kind, time, message.Side, new Price(message.Price), new Quantity(quantity), order, default));
}
