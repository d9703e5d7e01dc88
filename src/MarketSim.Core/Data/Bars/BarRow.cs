namespace MarketSim.Core;

/// <summary>One bar as a file has it: integers, with the time on the file's own clock.</summary>
public struct BarRow
{
    /// <summary>When the bar began, in nanoseconds since 1970 on the clock of the file: whatever zone that is in, days are its days.
    /// </summary>
    public long Time;

    /// <summary>The first price, in units of 10^-decimals.</summary>
    public long Open;

    /// <summary>The highest price.</summary>
    public long High;

    /// <summary>The lowest price.</summary>
    public long Low;

    /// <summary>The last price.</summary>
    public long Close;

    /// <summary>How much traded, in lots; zero where the file does not say.</summary>
    public long Volume;

    /// <summary>Which series it belongs to, from zero, where several are read together.</summary>
    public int Series;
}
