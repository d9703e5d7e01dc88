namespace MarketSim.Market;

/// <summary>One step of a maintenance schedule.</summary>
/// <param name="Floor">The notional from which it holds; the first is 0.</param>
/// <param name="Rate">Maintenance margin rate: 0.005 is 0.5%; not negative, below 1, and not falling from step to step.</param>
public readonly record struct MarginTier(decimal Floor, decimal Rate);

/// <summary>A maintenance margin that grows with the notional without jumps: notional × rate - amount, the amount of each step being
/// that of the one before + floor × the rise of the rate.</summary>
/// <remarks>Source: leverage and margin documentation of Binance's futures.</remarks>
public sealed class MarginTiers
{
    private readonly MarginTier[] _tiers;
    private readonly decimal[] _amounts;

    /// <summary>A schedule.</summary>
    /// <exception cref="ArgumentException">No steps, a first floor that is not 0, or floors or rates that do not rise.</exception>
    public MarginTiers(params IReadOnlyList<MarginTier> tiers)
    {
        _tiers = [.. tiers];
        _amounts = new decimal[_tiers.Length];
        if (_tiers.Length == 0 || _tiers[0].Floor != 0)
        {
            throw new ArgumentException("A maintenance schedule needs a first step with the floor 0.");
        }

        for (var k = 0; k < _tiers.Length; k++)
        {
            if (_tiers[k].Rate is < 0 or >= 1
                || (k > 0 && (_tiers[k].Floor <= _tiers[k - 1].Floor || _tiers[k].Rate < _tiers[k - 1].Rate)))
            {
                throw new ArgumentException("The floors of a maintenance schedule must rise and its rates, from 0 to below 1, not fall.");
            }

            _amounts[k] = k == 0 ? 0 : _amounts[k - 1] + (_tiers[k].Floor * (_tiers[k].Rate - _tiers[k - 1].Rate));
        }
    }

    /// <summary>The amounts of the steps, in their order.</summary>
    public IReadOnlyList<decimal> Amounts => _amounts;

    /// <summary>The steps.</summary>
    public IReadOnlyList<MarginTier> Tiers => _tiers;

    /// <summary>Rate and amount that hold for a notional.</summary>
    /// <exception cref="ArgumentException">A negative notional.</exception>
    public (decimal Rate, decimal Amount) At(decimal notional)
    {
        PricingGuard.NotNegative(notional, "notional");
        var step = Array.FindLastIndex(_tiers, tier => tier.Floor <= notional);
        return (_tiers[step].Rate, _amounts[step]);
    }

    /// <summary>The maintenance margin of a notional.</summary>
    /// <exception cref="ArgumentException">A negative notional.</exception>
    public decimal Maintenance(decimal notional)
    {
        var (rate, amount) = At(notional);
        return (notional * rate) - amount;
    }
}
