using System.Numerics;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>How much a recording tells of the book.</summary>
public enum FlowDepth : byte
{
    /// <summary>Trades alone.</summary>
    Trades,

    /// <summary>The best bid and ask (level 1).</summary>
    Quotes,

    /// <summary>What stands at each price (level 2).</summary>
    Levels,

    /// <summary>Every order (level 3).</summary>
    Orders,
}

/// <summary>What a first reading of a recording learns: its span, its tick, how deep it is, how late it was received.</summary>
public sealed class FlowScan
{
    private bool _hasTrade;

    private FlowScan()
    {
    }

    /// <summary>How many messages there are.</summary>
    public long Messages { get; private set; }

    /// <summary>When the first happened, in nanoseconds since 1970.</summary>
    public long First { get; private set; }

    /// <summary>The latest.</summary>
    public long Last { get; private set; }

    /// <summary>The coarsest step that all prices are multiples of: the tick, in price units of the recording.</summary>
    public long PriceStep { get; private set; }

    /// <summary>The price of the first trade, or of the first order where there is none.</summary>
    public long FirstPrice { get; private set; }

    /// <summary>The deepest that it tells of.</summary>
    public FlowDepth Depth { get; private set; }

    /// <summary>Whether it tells when messages were received.</summary>
    public bool HasDelays { get; private set; }

    /// <summary>The least time from happening to receipt by the two clocks; negative where the recorder's clock is behind.</summary>
    public long LeastDelay { get; private set; } = long.MaxValue;

    /// <summary>Reads a recording once.</summary>
    /// <exception cref="ArgumentException">There is nothing in it.</exception>
    public static FlowScan Of(FlowFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var scan = new FlowScan();
        foreach (var message in file.Read())
        {
            scan.Observe(message);
        }

        scan.PriceStep = Math.Max(1, scan.PriceStep);
        return scan is { Messages: > 0, FirstPrice: > 0 } ? scan
            : throw new ArgumentException($"'{file.Path}' holds nothing that happened to '{file.Symbol}'.");
    }

    private void Observe(in RecordedMessage message)
    {
        // Times that go back, as those of a snapshot's old orders may, are taken as now.
        First = Messages == 0 ? message.Timestamp : First;
        Last = Messages == 0 ? message.Timestamp : Math.Max(Last, message.Timestamp);
        Messages++;
        if ((message.Flags & RecordedFlags.HasDelay) != 0)
        {
            (HasDelays, LeastDelay) = (true, Math.Min(LeastDelay, message.Delay));
        }

        var depth = message.Kind switch
        {
            RecordedKind.Add => FlowDepth.Orders,
            RecordedKind.Level => FlowDepth.Levels,
            RecordedKind.Quote => FlowDepth.Quotes,
            _ => FlowDepth.Trades,
        };
        Depth = depth > Depth ? depth : Depth;
        if (message.Price <= 0 || message.Kind is RecordedKind.Status or RecordedKind.Clear)
        {
            return;
        }

        // Hidden orders and crosses trade between ticks.
        var isTrade = message.Kind is RecordedKind.Trade or RecordedKind.Execute or RecordedKind.Fill or RecordedKind.Cross;
        PriceStep = isTrade && PriceStep > 0 && Depth > FlowDepth.Trades ? PriceStep : (long)BigInteger.GreatestCommonDivisor(PriceStep, message.Price);
        if (FirstPrice == 0 || (isTrade && !_hasTrade))
        {
            FirstPrice = message.Price;
        }

        _hasTrade |= isTrade;
    }
}
