using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>What one who takes part in an experiment is told: whether he buys or sells, and what each unit is worth to him.</summary>
/// <param name="Role">Buyers redeem units, sellers make them.</param>
/// <param name="Limits">Of a buyer what each further unit is redeemed at, of a seller what it costs to make, in price units and in the
/// order in which units are used.</param>
/// <remarks>Source: Smith (1962), "An experimental study of competitive market behavior", and (1976), "Experimental economics: induced
/// value theory". Who trades within his limits cannot lose.</remarks>
public sealed record InducedValues(Side Role, IReadOnlyList<Price> Limits)
{
    /// <summary>What a member of a group has that is told nothing: buyers and sellers by turns, whose limits lie evenly from far above
    /// the reference to as far below it, so that supply meets demand there.</summary>
    /// <param name="setting">Which member of how many.</param>
    /// <param name="role">Its role; null for buyers and sellers by turns.</param>
    /// <param name="units">Units each.</param>
    /// <param name="spread">How far limits lie from the reference at most, as a fraction of it.</param>
    public static InducedValues Symmetric(StrategySetting setting, Side? role, int units, double spread)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var (place, count) = role is null
            ? (setting.Member / 2, (setting.Members + 1) / 2)
            : (setting.Member, setting.Members);
        var side = role ?? (setting.Member % 2 == 0 ? Side.Buy : Side.Sell);
        var steps = Math.Max(1, (count * units) - 1);
        var limits = new Price[units];
        for (var unit = 0; unit < units; unit++)
        {
            // The best of all have their first unit first: 1 is the best limit of the side, -1 the worst.
            var rank = 1 - (2.0 * (place + (unit * count)) / steps);
            var limit = setting.Reference.Ticks * (1 + (side.Sign() * spread * rank));
            limits[unit] = new Price(Math.Max(1, (long)Rounding.HalfUp.Apply(limit)));
        }

        return new InducedValues(side, limits);
    }

    /// <summary>Reads limits as they are written in settings.</summary>
    /// <param name="text">Whole numbers of price units, separated by blanks.</param>
    /// <exception cref="FormatException">Something in it is none.</exception>
    public static IReadOnlyList<Price> ParseLimits(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word
            => long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks > 0
                ? new Price(ticks)
                : throw new FormatException($"'{word}' is no limit; accepted are whole numbers of price units such as '200 190 180'."))];
    }
}
