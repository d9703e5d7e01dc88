using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How busy a market is through its day: high after the open, low at midday, high again before the close.</summary>
/// <remarks>Source: Admati and Pfleiderer (1988), "A theory of intraday patterns": those who may choose when to trade meet where others
/// trade, at the open and the close. Shape: 1 + a·e^(-t/τ₁) + b·e^(-(T-t)/τ₂), divided by its mean over the day, so that a day
/// holds as much as a flat one.</remarks>
public sealed class DayProfile
{
    private readonly double _day;
    private readonly double _open;
    private readonly double _openSeconds;
    private readonly double _close;
    private readonly double _closeSeconds;
    private readonly double _mean;

    /// <summary>A profile of a day that begins at <see cref="SimTime.Zero"/>.</summary>
    /// <param name="day">T, the length of the day; positive. What comes later is as busy as the close.</param>
    /// <param name="open">a: how much busier the open is than midday, as a multiple of midday; zero or more.</param>
    /// <param name="openDecay">τ₁, in which that falls to 1/e; positive.</param>
    /// <param name="close">b: how much busier the close is; zero or more.</param>
    /// <param name="closeGrowth">τ₂, in which that grows e-fold; positive.</param>
    public DayProfile(SimDuration day, double open, SimDuration openDecay, double close, SimDuration closeGrowth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day.Nanoseconds, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(open);
        ArgumentOutOfRangeException.ThrowIfLessThan(openDecay.Nanoseconds, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(close);
        ArgumentOutOfRangeException.ThrowIfLessThan(closeGrowth.Nanoseconds, 1);
        (_day, _open, _close) = (day.ToSeconds(), open, close);
        (_openSeconds, _closeSeconds) = (openDecay.ToSeconds(), closeGrowth.ToSeconds());
        _mean = 1 + Share(open, _openSeconds) + Share(close, _closeSeconds);
    }

    /// <summary>Equally busy all day.</summary>
    public static DayProfile Flat { get; } = new(
        SimDuration.FromHours(24), 0, SimDuration.FromHours(1), 0, SimDuration.FromHours(1));

    /// <summary>The usual shape of a share's volume between 9:30 and 16:00: the open is about five times as busy as midday, the close
    /// about four times.</summary>
    public static DayProfile UShaped { get; } = new(
        SimDuration.FromMinutes(390), 4.5, SimDuration.FromMinutes(40), 3, SimDuration.FromMinutes(35));

    /// <summary>How busy it is at an instant, as a multiple of the day's mean.</summary>
    public double At(SimTime time)
    {
        var t = Math.Clamp(time.ToSeconds(), 0, _day);
        return (1 + (_open * PortableMath.Exp(-t / _openSeconds)) + (_close * PortableMath.Exp(-(_day - t) / _closeSeconds))) / _mean;
    }

    private double Share(double height, double seconds)
        => height * seconds / _day * (1 - PortableMath.Exp(-_day / seconds));
}
