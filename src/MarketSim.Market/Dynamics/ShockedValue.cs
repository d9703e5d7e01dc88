using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A sudden change of what an instrument is worth.</summary>
/// <param name="At">When.</param>
/// <param name="Factor">What the value is multiplied by from then on; 0.92 is a fall of eight percent.</param>
public sealed record ValueShock(SimTime At, double Factor);

/// <summary>A value that news moves at set times, and that may stand still while the market is closed.</summary>
/// <param name="value">What it is worth without the news.</param>
/// <param name="shocks">The news.</param>
/// <param name="hours">Outside of which it stands still; null if it never does.</param>
public sealed class ShockedValue(FundamentalValue value, IReadOnlyList<ValueShock> shocks, SessionHours? hours = null)
    : FundamentalValue(value.At(SimTime.Zero), SimDuration.FromSeconds(1))
{
    /// <inheritdoc/>
    public override double At(SimTime time)
    {
        var result = value.At(hours is null ? time : SimTime.Zero + hours.Elapsed(time));
        foreach (var shock in shocks)
        {
            result = shock.At <= time ? result * shock.Factor : result;
        }

        return result;
    }

    /// <inheritdoc/>
    protected override double Next(double value) => value;
}
