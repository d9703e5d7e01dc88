using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The venue stops trading in an instrument for a while.</summary>
/// <param name="symbol">Which.</param>
/// <param name="length">How long.</param>
public sealed class HaltIntervention(string symbol, SimDuration length) : Intervention
{
    /// <inheritdoc/>
    public override string Text => string.Create(CultureInfo.InvariantCulture, $"halt {symbol} for {length.ToSeconds()}s");

    /// <inheritdoc/>
    public override IReadOnlyList<(SimTime At, Command Command)> Operations(World world, SimTime at)
    {
        var instrument = Find(world, symbol).Id;
        return [(at, Commands.Halt(instrument)), (at + length, Commands.Resume(instrument))];
    }
}
