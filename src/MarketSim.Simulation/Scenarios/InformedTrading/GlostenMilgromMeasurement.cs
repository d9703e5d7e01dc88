using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Measures a dealer among informed and other traders from the trades.</summary>
/// <remarks>Source: Glosten and Milgrom (1985); scenario S5. A trade is on the right side if its taker bought at the high value or sold
/// at the low one; of informed ones all are, of the others half, so that µ is twice the fraction less one.</remarks>
/// <param name="fundamental">The value, for those who know.</param>
/// <param name="reference">The middle of the two values.</param>
/// <param name="informed">The account of the informed.</param>
/// <param name="informedShare">µ as it is.</param>
/// <param name="halfSpread">What the dealer quotes, in price units; null where he quotes what he learns.</param>
/// <param name="valueTicks">How far the values lie from their middle.</param>
/// <param name="priceUnit">Size of a price unit in currency.</param>
public sealed class GlostenMilgromMeasurement(
    FundamentalValue fundamental, Price reference, AccountId informed, double informedShare, long? halfSpread, long valueTicks,
    double priceUnit) : IMeasurement
{
    private readonly List<(long Buys, long Sells)> _periods = [];
    private RunningMoments _all;
    private RunningMoments _againstInformed;
    private RunningMoments _againstOthers;
    private long _onRightSide;

    /// <summary>Buys and sells of each stretch of time, for estimates from counts alone.</summary>
    public IReadOnlyList<(long Buys, long Sells)> Periods => _periods;

    /// <summary>How long such a stretch is.</summary>
    public required SimDuration Period { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings =>
    [
        new("trades", _all.Count),
        new("dealer-profit", Mean(_all), "a trade", Theory(h => h - (informedShare * valueTicks)) ?? 0),
        new("against-informed", Mean(_againstInformed), "a trade", Theory(h => h - valueTicks)),
        new("against-others", Mean(_againstOthers), "a trade", Theory(h => h)),
        new("informed-trades", _all.Count == 0 ? null : (double)_againstInformed.Count / _all.Count, "fraction", informedShare),
        new("right-side", _all.Count == 0 ? null : (double)_onRightSide / _all.Count, "fraction", 0.5 + (informedShare / 2)),
        new("informed-share", _all.Count == 0 ? null : (2.0 * _onRightSide / _all.Count) - 1, "estimate from the tape", informedShare),
        new("break-even-half-spread", _all.Count == 0 ? null : ((2.0 * _onRightSide / _all.Count) - 1) * valueTicks * priceUnit, "currency",
            informedShare * valueTicks * priceUnit),
    ];

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        if (item.Kind != EventKind.Traded)
        {
            return;
        }

        var value = fundamental.At(item.Time);
        var profit = item.Side.Sign() * (item.Price.Ticks - value);
        var isRight = item.Side == Side.Buy == value > reference.Ticks;
        var place = (int)(item.Time.Nanoseconds / Period.Nanoseconds);
        while (_periods.Count <= place)
        {
            _periods.Add(default);
        }

        for (var lot = 0L; lot < item.Quantity.Lots; lot++)
        {
            _all.Add(profit);
            if (item.Account == informed)
            {
                _againstInformed.Add(profit);
            }
            else
            {
                _againstOthers.Add(profit);
            }

            _onRightSide += isRight ? 1 : 0;
            var (buys, sells) = _periods[place];
            _periods[place] = item.Side == Side.Buy ? (buys + 1, sells) : (buys, sells + 1);
        }
    }

    private double? Mean(RunningMoments moments) => moments.Count == 0 ? null : moments.Mean * priceUnit;

    private double? Theory(Func<double, double> profit) => halfSpread is { } half ? profit(half) * priceUnit : null;
}
