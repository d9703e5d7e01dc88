using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>One tier of maintenance margin.</summary>
/// <param name="Floor">The notional from which it holds, in the quote currency.</param>
/// <param name="Rate">Maintenance margin rate, a fraction of the notional.</param>
/// <param name="Amount">What is taken off, so that the margin has no jump at the floor.</param>
public readonly record struct MaintenanceTier(decimal Floor, decimal Rate, decimal Amount);

/// <summary>Maintenance margin by notional: rate × notional - amount, continuous: amount k = amount k-1 + floor k × (rate k - rate k-1).</summary>
/// <remarks>Source: MARKET rules, section 11; Binance: Leverage and Margin of USDT-M Futures.</remarks>
public sealed class MaintenanceTiers
{
    private readonly List<MaintenanceTier> _tiers = [];

    private MaintenanceTiers()
    {
    }

    /// <summary>What is accepted, for error sentences.</summary>
    public const string Accepted =
        "floors and rates such as '0:0.4 50000:0.5' (notional:percent), the first floor 0, floors and rates rising";

    /// <summary>The tiers, lowest first.</summary>
    public IReadOnlyList<MaintenanceTier> All => _tiers;

    /// <summary>Reads tiers: floor and rate in percent, separated by blanks.</summary>
    /// <exception cref="FormatException">They make no sense; the message says what would.</exception>
    public static MaintenanceTiers Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tiers = new MaintenanceTiers();
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split(':');
            if (pair.Length != 2 || !TryNumber(pair[0], out var floor) || !TryNumber(pair[1], out var percent)
                || !tiers.TryAdd(floor, percent / 100))
            {
                throw new FormatException($"'{part}' is no maintenance tier here; accepted are {Accepted}.");
            }
        }

        return tiers._tiers.Count > 0 ? tiers : throw new FormatException($"no tier is given; accepted are {Accepted}.");
    }

    /// <summary>The tier that a notional falls in.</summary>
    public MaintenanceTier At(decimal notional)
    {
        var place = _tiers.Count - 1;
        while (place > 0 && notional < _tiers[place].Floor)
        {
            place--;
        }

        return _tiers[place];
    }

    /// <summary>Maintenance margin of a notional, in the quote currency.</summary>
    public decimal MarginOf(decimal notional)
    {
        var tier = At(notional);
        return (notional * tier.Rate) - tier.Amount;
    }

    /// <summary>The price at which what stands behind a position is down to its maintenance margin.</summary>
    /// <param name="side">Buy for a long position.</param>
    /// <param name="entryValue">Entry price times size.</param>
    /// <param name="size">Its size, above zero.</param>
    /// <param name="margin">What stands behind it besides its own profit or loss.</param>
    /// <returns>Null where no positive price does that.</returns>
    /// <remarks>Long: (entry q - margin - amt) / (q (1 - mmr)); short: (entry q + margin + amt) / (q (1 + mmr)), with the tier
    /// of the notional at that very price.</remarks>
    public decimal? LiquidationPrice(Side side, decimal entryValue, decimal size, decimal margin)
    {
        for (var place = 0; place < _tiers.Count; place++)
        {
            var (_, rate, amount) = _tiers[place];
            var notional = side == Side.Buy
                ? (entryValue - margin - amount) / (1 - rate)
                : (entryValue + margin + amount) / (1 + rate);
            if (notional >= _tiers[place].Floor && (place + 1 == _tiers.Count || notional < _tiers[place + 1].Floor))
            {
                return notional > 0 ? notional / size : null;
            }
        }

        return null;
    }

    private bool TryAdd(decimal floor, decimal rate)
    {
        if (_tiers.Count == 0)
        {
            _tiers.Add(new MaintenanceTier(floor, rate, 0));
            return floor == 0 && rate is >= 0 and < 1;
        }

        var last = _tiers[^1];
        _tiers.Add(new MaintenanceTier(floor, rate, last.Amount + (floor * (rate - last.Rate))));
        return floor > last.Floor && rate > last.Rate && rate < 1;
    }

    private static bool TryNumber(string text, out decimal number)
        => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
