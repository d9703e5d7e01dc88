using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The part of a session that facts look at.</summary>
/// <param name="Open">When continuous trading began.</param>
/// <param name="From">Where the observation begins: what happens later counts.</param>
/// <param name="To">Where it ends: what happens until then counts.</param>
public sealed record FactWindow(SimTime Open, SimTime From, SimTime To)
{
    /// <summary>What is left out at the beginning of a session: prices are still being found then.</summary>
    public static readonly SimDuration UsualSkip = SimDuration.FromMinutes(15);

    /// <summary>Sessions shorter than this are used whole.</summary>
    public static readonly SimDuration ShortSession = SimDuration.FromHours(2);

    /// <summary>How long the observation is, in seconds.</summary>
    public double Seconds => (To - From).ToSeconds();

    /// <summary>The window of a session.</summary>
    /// <param name="open">When it begins.</param>
    /// <param name="close">When it ends; not before it begins.</param>
    /// <param name="skip">What to leave out at its beginning; the usual if null.</param>
    public static FactWindow Of(SimTime open, SimTime close, SimDuration? skip = null)
    {
        close = close < open ? open : close;
        var usual = close - open >= ShortSession ? UsualSkip : SimDuration.Zero;
        var from = open + (skip ?? usual);
        return new FactWindow(open, from < close ? from : close, close);
    }
}
