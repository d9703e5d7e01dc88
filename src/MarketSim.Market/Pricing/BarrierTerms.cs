using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Haug's terms A to F of a barrier option whose barrier H has not been touched. φ is 1 for a call and -1 for a put; η is 1
/// for a barrier below and -1 for one above.</summary>
internal readonly ref struct BarrierTerms
{
    private readonly OptionInputs _i;
    private readonly double _barrier;
    private readonly double _rebate;
    private readonly double _phi;
    private readonly double _eta;
    private readonly double _s;
    private readonly double _mu;
    private readonly double _toBarrier;

    public BarrierTerms(in OptionInputs inputs, double barrier, double rebate, bool isDown)
    {
        (_i, _barrier, _rebate) = (inputs, barrier, rebate);
        (_phi, _eta) = (inputs.Right.Sign(), isDown ? 1 : -1);
        _s = inputs.TotalVolatility;
        var variance = inputs.Volatility * inputs.Volatility;
        _mu = (inputs.Carry - (0.5 * variance)) / variance;
        _toBarrier = PricingMath.LogRatio(barrier, inputs.Spot);
    }

    private double A => Plain(PricingMath.LogRatio(_i.Spot, _i.Strike));

    private double B => Plain(-_toBarrier);

    private double C => Mirrored(_toBarrier + PricingMath.LogRatio(_barrier, _i.Strike));

    private double D => Mirrored(_toBarrier);

    /// <summary>The rebate at expiry if the barrier was not touched.</summary>
    private double E
    {
        get
        {
            if (_rebate == 0)
            {
                return 0;
            }

            var (x, y) = (Shifted(-_toBarrier) - _s, Shifted(_toBarrier) - _s);
            return _rebate * _i.Discount
                * (PortableMath.NormalCdf(_eta * x) - PricingMath.ScaledCdf(2 * _mu * _toBarrier, _eta * y));
        }
    }

    /// <summary>The rebate when the barrier is touched.</summary>
    private double F
    {
        get
        {
            if (_rebate == 0)
            {
                return 0;
            }

            var square = (_mu * _mu) + (2 * _i.Rate / (_i.Volatility * _i.Volatility));
            if (square < 0)
            {
                throw new ArgumentException(
                    "A rebate paid on touch needs (b - σ²/2)² + 2rσ² of at least 0: the rate is too negative for this volatility.");
            }

            var lambda = Math.Sqrt(square);
            var z = (_toBarrier / _s) + (lambda * _s);
            return _rebate * (PricingMath.ScaledCdf((_mu + lambda) * _toBarrier, _eta * z)
                + PricingMath.ScaledCdf((_mu - lambda) * _toBarrier, _eta * (z - (2 * lambda * _s))));
        }
    }

    public double Value(bool isIn)
    {
        var isStrikeAbove = _i.Strike > _barrier;
        var isCall = _phi > 0;

        // Call with the strike on the far side of the barrier's side, and its mirror image, the put.
        return (isIn, _eta > 0, isCall, isStrikeAbove) switch
        {
            (true, true, true, true) => C + E,
            (true, true, true, false) => A - B + D + E,
            (true, false, true, true) => A + E,
            (true, false, true, false) => B - C + D + E,
            (true, true, false, true) => B - C + D + E,
            (true, true, false, false) => A + E,
            (true, false, false, true) => A - B + D + E,
            (true, false, false, false) => C + E,
            (false, true, true, true) => A - C + F,
            (false, true, true, false) => B - D + F,
            (false, false, true, true) => F,
            (false, false, true, false) => A - B + C - D + F,
            (false, true, false, true) => A - B + C - D + F,
            (false, true, false, false) => F,
            (false, false, false, true) => B - D + F,
            (false, false, false, false) => A - C + F,
        };
    }

    private double Shifted(double log) => (log / _s) + ((1 + _mu) * _s);

    private double Plain(double log)
    {
        var x = Shifted(log);
        return (_phi * _i.Spot * _i.YieldDiscount * PortableMath.NormalCdf(_phi * x))
            - (_phi * _i.Strike * _i.Discount * PortableMath.NormalCdf(_phi * (x - _s)));
    }

    private double Mirrored(double log)
    {
        var y = Shifted(log);
        return (_phi * _i.Spot * _i.YieldDiscount * PricingMath.ScaledCdf(2 * (_mu + 1) * _toBarrier, _eta * y))
            - (_phi * _i.Strike * _i.Discount * PricingMath.ScaledCdf(2 * _mu * _toBarrier, _eta * (y - _s)));
    }
}
