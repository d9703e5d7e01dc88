using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>A distance in price: so many units of the currency, or a part of the price itself.</summary>
/// <param name="Amount">In the currency.</param>
/// <param name="PartsPerMillion">Of the price; used where <paramref name="Amount"/> is zero.</param>
public readonly record struct PriceDistance(decimal Amount, long PartsPerMillion)
{
    /// <summary>Nothing.</summary>
    public static readonly PriceDistance None;

    /// <summary>Whether it is nothing.</summary>
    public bool IsNone => Amount == 0 && PartsPerMillion == 0;

    /// <summary>As it is read.</summary>
    public string Text => Amount != 0 ? Amount.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{PartsPerMillion / 100m:0.####}bp");

    /// <summary>Reads one: 0.01, 2bp, 0.05%.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static PriceDistance Parse(string option, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (number, unit) = text.EndsWith("bp", StringComparison.Ordinal) ? (text[..^2], 100m)
            : text.EndsWith('%') ? (text[..^1], 10_000m) : (text, 0m);
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= 1_000_000
            ? unit == 0 ? new PriceDistance(value, 0) : new PriceDistance(0, (long)decimal.Round(value * unit))
            : throw new ArgumentException($"{option} was '{text}'; accepted is a price such as 0.01, or a part of it such as 2bp or 0.05%.");
    }

    /// <summary>Its price units at a price, rounded up: costs are never rounded away.</summary>
    public long TicksAt(long price, int priceDecimals)
    {
        if (Amount == 0)
        {
            return PartsPerMillion == 0 ? 0 : PartOf(price);
        }

        var unit = Amount;
        for (var i = 0; i < priceDecimals; i++)
        {
            unit *= 10;
        }

        return (long)decimal.Ceiling(unit);
    }

    private long PartOf(long price) => (long)Rounding.Up.Divide((Int128)price * PartsPerMillion, 1_000_000);
}

/// <summary>How much of a bar's volume one may take, and what that does to the price.</summary>
/// <remarks>
/// Source: the volume-share model of Zipline: of a bar's volume at most a part trades for us, the rest of an order waits for the next
/// bar; the price moves against us by impact × (our part of the volume)² × price, for the whole fill. Limit orders move nothing.
/// Assumes that the recorded volume would have been the same without us.
/// </remarks>
/// <param name="Part">The most of a bar's volume, from 0 to 1; zero: no limit, and no impact.</param>
/// <param name="Impact">The price's relative move at a part of one.</param>
public sealed record VolumeShare(double Part, double Impact)
{
    /// <summary>Any amount trades at the bar's price.</summary>
    public static VolumeShare Unlimited { get; } = new(0, 0);

    /// <summary>The most that trades in a bar.</summary>
    public long Most(in BarRow bar) => Part == 0 ? long.MaxValue : (long)(bar.Volume * Part);

    /// <summary>Price units by which a fill moves the price against us.</summary>
    public long ImpactTicks(in BarRow bar, long lots, long price)
    {
        if (Impact == 0 || bar.Volume == 0)
        {
            return 0;
        }

        var share = Math.Min(1, (double)lots / bar.Volume);
        return (long)Rounding.HalfUp.Apply(price * Impact * share * share);
    }
}
