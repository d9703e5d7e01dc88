using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Completes a recording that begins before its market opens: orders that its opening auction filled, though the recording
/// had never shown them, are put in before it.</summary>
/// <remarks>
/// Such orders are stops that the auction's price elected, as at CME. Their fills name them, but neither side nor limit: the fills of
/// both sides are told in turn, each in the sequence of its priority, so an unknown order is taken to stand on the side opposite to the
/// fill before, with the limit of the last known order that was filled before it on its side. Where bought and sold lots then do not
/// come out equal, nothing is put in. A snapshot at the beginning is taken to stand at the instant of the first message after it.
/// </remarks>
internal static class AuctionCompletion
{
    /// <summary>Whether a message is the fill of one side of an auction's trade.</summary>
    public static bool IsAuctionFill(in RecordedMessage message)
        => message.Kind == RecordedKind.Fill && (message.Flags & RecordedFlags.NoSide) != 0;

    /// <summary>The messages, with what was found missing inserted.</summary>
    public static IEnumerable<RecordedMessage> Complete(IEnumerable<RecordedMessage> messages)
    {
        var resting = new Dictionary<ulong, RecordedMessage>();
        var fills = new List<RecordedMessage>();
        var isOver = false;
        foreach (var message in MoveSnapshot(messages))
        {
            if (isOver)
            {
                yield return message;
                continue;
            }

            if (IsAuctionFill(message))
            {
                fills.Add(message);
                continue;
            }

            if (fills.Count > 0)
            {
                isOver = true;
                foreach (var each in Missing(fills, resting).Concat(fills))
                {
                    yield return each;
                }
            }

            isOver |= message.Kind is RecordedKind.Execute or RecordedKind.Fill;
            Note(message, resting);
            yield return message;
        }

        foreach (var each in isOver ? [] : Missing(fills, resting).Concat(fills))
        {
            yield return each;
        }
    }

    private static IEnumerable<RecordedMessage> MoveSnapshot(IEnumerable<RecordedMessage> messages)
    {
        List<RecordedMessage>? snapshot = [];
        foreach (var message in messages)
        {
            if (snapshot is not null && ((message.Flags & RecordedFlags.Snapshot) != 0 || message.Kind == RecordedKind.Clear))
            {
                snapshot.Add(message);
                continue;
            }

            foreach (var each in snapshot ?? [])
            {
                yield return each with { Timestamp = message.Timestamp };
            }

            snapshot = null;
            yield return message;
        }

        foreach (var each in snapshot ?? [])
        {
            yield return each;
        }
    }

    private static void Note(in RecordedMessage message, Dictionary<ulong, RecordedMessage> resting)
    {
        switch (message.Kind)
        {
            case RecordedKind.Add or RecordedKind.Modify:
                resting[message.Order] = message;
                break;
            case RecordedKind.Replace:
                resting.Remove(message.Order);
                resting[message.Other] = message;
                break;
            case RecordedKind.Delete:
                resting.Remove(message.Order);
                break;
        }
    }

    private static List<RecordedMessage> Missing(List<RecordedMessage> fills, Dictionary<ulong, RecordedMessage> resting)
    {
        var missing = new List<RecordedMessage>();
        var last = new RecordedMessage?[2];
        var lots = new long[2];
        var side = Side.Sell;
        foreach (var fill in fills)
        {
            var isKnown = resting.TryGetValue(fill.Order, out var order);
            side = isKnown ? order.Side : side.Opposite();
            lots[(int)side] += fill.Quantity;
            if (isKnown)
            {
                last[(int)side] = order;
            }
            else
            {
                missing.Add(fill with
                {
                    Kind = RecordedKind.Add, Flags = RecordedFlags.Inferred, Side = side, Price = last[(int)side]?.Price ?? fill.Price,
                });
            }
        }

        return lots[0] == lots[1] ? missing : [];
    }
}
