using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>How likely a shout is to be accepted, judged by the shouts of late.</summary>
/// <remarks>
/// Source: Gjerstad and Dickhaut (1998), "Price formation in double auctions", Games and Economic Behavior 22, sections 3.2 and 3.3. An
/// offer at a is believed to be accepted with the frequency (TA(≥a) + B(≥a)) / (TA(≥a) + B(≥a) + RA(≤a)) of accepted offers at a or above,
/// bids there, and offers at a or below that nobody took; bids likewise. Memory goes back L trades. Between prices that were heard the
/// belief is the cubic with level ends; at price zero an offer is certain to be accepted, at the highest price certain not to be.
/// </remarks>
public sealed class TradeBeliefs(int memory, Price ceiling)
{
    private readonly List<Shout> _shouts = [];
    private readonly Dictionary<Side, List<(long Price, double Belief)>> _points = [];
    private int _trades;

    /// <summary>How many shouts are remembered.</summary>
    public int Count => _shouts.Count;

    /// <summary>Takes in a shout. A trade is the acceptance of the shout at its price that was heard before, where one was.</summary>
    public void Hear(in Shout shout)
    {
        _points.Clear();
        if (!shout.IsAccepted)
        {
            _shouts.Add(shout);
            return;
        }

        var heard = shout;
        var place = _shouts.FindLastIndex(s => s.Side == heard.Side && s.Price == heard.Price && !s.IsAccepted);
        if (place >= 0)
        {
            _shouts.RemoveAt(place);
        }

        _shouts.Add(shout);
        if (++_trades > memory)
        {
            Forget();
        }
    }

    /// <summary>How likely a shout of a side at a price is to be accepted, from 0 to 1.</summary>
    public double Of(Side side, double price)
    {
        if (!_points.TryGetValue(side, out var points))
        {
            _points.Add(side, points = PointsOf(side));
        }

        var next = points.FindIndex(p => p.Price >= price);
        if (next < 0)
        {
            return points[^1].Belief;
        }

        if (next == 0 || points[next].Price == price)
        {
            return points[next].Belief;
        }

        var (low, high) = (points[next - 1], points[next]);
        var t = (price - low.Price) / (high.Price - low.Price);
        return low.Belief + ((high.Belief - low.Belief) * t * t * (3 - (2 * t)));
    }

    /// <summary>The prices at which the belief is known, lowest first.</summary>
    public IEnumerable<Price> Prices => _shouts.Select(s => s.Price).Distinct().Order();

    // Everything up to and with the oldest trade is too old once there is one trade too many.
    private void Forget()
    {
        _trades--;
        _shouts.RemoveRange(0, _shouts.FindIndex(s => s.IsAccepted) + 1);
    }

    private List<(long Price, double Belief)> PointsOf(Side side)
    {
        var (atZero, atCeiling) = side == Side.Sell ? (1.0, 0.0) : (0.0, 1.0);
        var points = new List<(long Price, double Belief)> { (0, atZero) };
        points.AddRange(Prices.Where(p => p.Ticks > 0 && p < ceiling).Select(p => (p.Ticks, FrequencyOf(side, p))));
        points.Add((Math.Max(ceiling.Ticks, points[^1].Price + 1), atCeiling));
        return points;
    }

    private double FrequencyOf(Side side, Price price)
    {
        var (good, bad) = (0, 0);
        foreach (var shout in _shouts)
        {
            // As good for the caller as this price, or better: for a seller higher.
            var isAtLeast = side == Side.Sell ? shout.Price >= price : shout.Price <= price;
            var isAtMost = side == Side.Sell ? shout.Price <= price : shout.Price >= price;
            if (shout.Side != side)
            {
                good += isAtLeast ? 1 : 0;
            }
            else if (shout.IsAccepted)
            {
                good += isAtLeast ? 1 : 0;
            }
            else
            {
                bad += isAtMost ? 1 : 0;
            }
        }

        return good + bad == 0 ? 0 : (double)good / (good + bad);
    }
}
