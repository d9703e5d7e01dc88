using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What every strategy can be made from.</summary>
/// <param name="Instrument">What it trades.</param>
/// <param name="Reference">Where its price is expected before anybody has quoted.</param>
/// <param name="Fundamental">What it is worth, for those who look.</param>
public sealed record StrategySetting(InstrumentId Instrument, Price Reference, FundamentalValue Fundamental);

/// <summary>Every decision rule, in reading order, with its defaults. A new one is a file of its own and one line here.</summary>
public static class StrategyCatalog
{
    /// <summary>All of them.</summary>
    public static Catalog<Func<StrategySetting, IStrategy>> All { get; } = new("strategy")
    {
        {
            "zero-intelligence", "Places limit orders at random around the market (Daniels, Farmer et al. 2003).",
            s => new ZeroIntelligence(s.Instrument, new ZeroIntelligenceOptions())
        },
        {
            "noise", "Takes the opposite quote now and then (Byrd et al. 2019).",
            s => new NoiseTrader(s.Instrument, new NoiseTraderOptions())
        },
        {
            "value", "Buys what is cheap and sells what is dear against a noisy look at the fundamental (Byrd et al. 2019).",
            s => new ValueTrader(s.Instrument, s.Fundamental, new ValueTraderOptions())
        },
        {
            "momentum", "Follows the trend of two moving averages (Byrd et al. 2019).",
            s => new Momentum(s.Instrument, new MomentumOptions())
        },
        {
            "ladder-maker", "Quotes a ladder on both sides and leans against its inventory (Chakraborty, Kearns 2011).",
            s => new LadderMaker(s.Instrument, s.Reference, new LadderMakerOptions())
        },
    };
}
