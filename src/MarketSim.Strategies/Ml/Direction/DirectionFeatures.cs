using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a model of direction sees of a market at one of its evenly spaced looks: nothing but quotes and trades.</summary>
/// <remarks>Source: imbalance as in Gould and Bonart (2016), "Queue imbalance as a one-tick-ahead price predictor in a limit order book";
/// returns, signed flow and volatility of several lengths as in Cont, Kukanov and Stoikov (2014), "The price impact of order book events",
/// and Sirignano and Cont (2019), "Universal features of price formation in financial markets". Returns are measured in
/// spreads, so that what is learned of one instrument holds for others.</remarks>
public sealed class DirectionFeatures
{
    private const double FlowWeight = 1.0 / 30;
    private const int LongReturn = 30;
    private const int ShortReturn = 5;
    /// <summary>How many of them turn their sign in a mirror, in which buyers sell.</summary>
    public const int SignedCount = 6;


    private readonly MarketWatch _watch = new();
    private readonly long[] _middles = new long[LongReturn + 1];
    private readonly float[] _values = new float[Names.Count];
    private long _looks;
    private long _taken;
    private long _given;
    private double _bought;
    private double _sold;

    /// <summary>What is seen, in order. The first six turn their sign in a mirror, in which buyers sell; the others do not.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["imbalance", "return", "return-5", "return-30", "flow", "flow-30", "spread", "volatility", "volume"];

    /// <summary>The middle at the last look in half price units; zero before anything was quoted.</summary>
    public long MiddleInHalves => _watch.MiddleInHalves;

    /// <summary>What was seen at the last look, each of about one in size; the next look overwrites it.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Looks; to be called at even intervals.</summary>
    /// <param name="quote">The last quote that arrived; null before the first.</param>
    /// <param name="takenLots">Lots that takers have bought in all, as far as has been heard.</param>
    /// <param name="givenLots">Lots that takers have sold in all.</param>
    public void Look(Quote? quote, long takenLots, long givenLots)
    {
        _watch.Look(quote, takenLots, givenLots);
        _bought += FlowWeight * (takenLots - _taken - _bought);
        _sold += FlowWeight * (givenLots - _given - _sold);
        (_taken, _given) = (takenLots, givenLots);
        _middles[_looks++ % _middles.Length] = MiddleInHalves;

        var spread = Math.Max(_watch.Spread, 0.1);
        _values[0] = (float)_watch.Imbalance;
        _values[1] = Bounded(_watch.Return / spread);
        _values[2] = Bounded(ReturnOver(ShortReturn) / spread / 2);
        _values[3] = Bounded(ReturnOver(LongReturn) / spread / 4);
        _values[4] = (float)_watch.Flow;
        _values[5] = _bought + _sold > 0 ? (float)((_bought - _sold) / (_bought + _sold)) : 0;
        _values[6] = Bounded(_watch.Spread / 5);
        _values[7] = Bounded(_watch.Volatility / spread);
        _values[8] = Bounded(_watch.Volume / 2);
    }

    /// <summary>What would be seen in a mirror: in it what rises falls, and everything else is the same.</summary>
    public static float[] Mirrored(ReadOnlySpan<float> seen)
    {
        var mirrored = seen.ToArray();
        for (var i = 0; i < SignedCount; i++)
        {
            mirrored[i] = -mirrored[i];
        }

        return mirrored;
    }

    // In basis points, over so many looks or as many as there were.
    private double ReturnOver(int looks)
    {
        var first = _middles[Math.Max(0, _looks - 1 - looks) % _middles.Length];
        return first == 0 ? 0 : (MiddleInHalves - first) / (double)first * 10_000;
    }

    private static float Bounded(double value) => (float)Math.Clamp(value, -5, 5);
}
