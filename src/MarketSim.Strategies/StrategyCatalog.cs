using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>Every decision rule, in reading order. A new one is a file of its own and one line here.</summary>
public static class StrategyCatalog
{
    /// <summary>All of them; open to those of other assemblies.</summary>
    public static Catalog<StrategyType> All { get; } = new("strategy")
    {
        { "zero-intelligence", "Places limit orders at random around the market (Daniels, Farmer et al. 2003).", ZeroIntelligence.Type },
        { "zi-c", "Calls out random prices within its budget (Gode, Sunder 1993).", ZeroIntelligenceConstrained.Type },
        { "zi-u", "Calls out random prices, at a loss as well (Gode, Sunder 1993).", ZeroIntelligenceUnconstrained.Type },
        { "zip", "Adapts its profit margin to what is called out (Cliff 1997).", ZeroIntelligencePlus.Type },
        { "gdx", "Weighs a trade now against later ones by its beliefs (Tesauro, Bredin 2002).", GjerstadDickhautExtended.Type },
        { "aa", "Learns how aggressively to bid (Vytelingum, Cliff, Jennings 2008).", AdaptiveAggressiveness.Type },
        { "hbl", "Calls out what it believes to gain most by (Gjerstad, Dickhaut 1998).", HeuristicBeliefLearning.Type },
        { "poisson-flow", "Limit orders, market orders and cancellations at set rates (Daniels, Farmer et al. 2003).", PoissonFlow.Type },
        { "zi-private", "Shades private values of further units at random (Wah, Wright, Wellman 2017).", PrivateValueTrader.Type },
        { "noise", "Takes the opposite quote now and then (Byrd et al. 2019).", NoiseTrader.Type },
        { "value", "Buys what is cheap and sells what is dear against a noisy look at the fundamental (Byrd et al. 2019).", ValueTrader.Type },
        { "momentum", "Follows the trend of two moving averages (Byrd et al. 2019).", Momentum.Type },
        { "fcn", "Weighs value, trend and chance (Chiarella, Iori 2002).", ChartistFundamentalist.Type },
        { "mean-reversion", "Trades against moves beyond the Bollinger bands (Bollinger 2001).", MeanReversion.Type },
        { "imbalance", "Follows the longer queue at the touch (Gould, Bonart 2016).", ImbalanceTrader.Type },
        { "leverage-fund", "Buys what is cheap with borrowed money (Thurner, Farmer, Geanakoplos 2012).", LeverageFund.Type },
        { "bayesian-dealer", "Quotes what a trade would say of the value (Glosten, Milgrom 1985).", BayesianDealer.Type },
        { "informed", "Knows the value and takes what is too cheap or too dear (Glosten, Milgrom 1985).", InformedTrader.Type },
        { "liquidity", "Tosses a coin whether to buy or to sell (Glosten, Milgrom 1985).", LiquidityTrader.Type },
        { "kyle-insider", "Knows the value and hides among noise in call auctions (Kyle 1985).", KyleInsider.Type },
        { "kyle-noise", "Demands at random in call auctions (Kyle 1985).", KyleNoise.Type },
        { "kyle-maker", "Prices each call auction by its net demand (Kyle 1985).", KyleMaker.Type },
        { "ladder-maker", "Quotes a ladder on both sides and leans against its inventory (Chakraborty, Kearns 2011).", LadderMaker.Type },
        { "linear-maker", "Quotes so that the price moves in proportion to the money that was sold (Kyle 1985).", LinearMaker.Type },
        { "derivative-maker", "Quotes an option, warrant or knock-out product two-sidedly around its model value.", DerivativeMaker.Type },
        { "poisson-taker", "Takes at random from quotes near the fundamental (Avellaneda, Stoikov 2008, section 2.4).", PoissonTaker.Type },
        { "avellaneda-stoikov", "Quotes around a reservation price that leans against its inventory (2008).", AvellanedaStoikov.Type },
        { "gueant-lehalle-tapia", "Quotes by the closed form of Guéant, Lehalle and Fernandez-Tapia (2013).", GueantLehalleTapia.Type },
        { "cartea-jaimungal", "Quotes with a penalty on inventory, during the horizon and at its end (2015).", CarteaJaimungal.Type },
        { "bouchaud-zi", "Places orders at power-law distances and withdraws each after a while (Bouchaud, Mézard, Potters 2002).", BouchaudZi.Type },
        { "noise-once", "Comes once in a day, more likely at its ends, and takes the opposite quote (Byrd et al. 2019).", NoiseOnce.Type },
        { "value-bayesian", "Quotes by a Bayesian estimate of what the fundamental will be at the close (Byrd et al. 2019).", BayesianValueTrader.Type },
        { "momentum-crossing", "Trades with two moving averages at every look; remainders rest (Byrd et al. 2019).", MomentumCrossing.Type },
        { "adaptive-maker", "Quotes a ladder as wide as the spread and as large as a share of the volume (ABIDES; Chakraborty, Kearns 2011).", AdaptiveMaker.Type },
        { "metaorder", "Splits large decisions of power-law size into runs of small trades (Lillo, Mike, Farmer 2005).", MetaorderTrader.Type },
        { "latent-liquidity", "Trades only once the price is worth it, against those who push it (Tóth et al. 2011).", LatentLiquidity.Type },
        { "hawkes-flow", "Small orders and trades that bring forth others; power-law sizes, prices and lives (Bacry et al. 2015).", HawkesFlow.Type },
        { "impatient-maker", "Quotes around the value with orders of short lives that it withdraws and renews (Hasbrouck, Saar 2009).", ImpatientMaker.Type },
        { "twap", "Works an order evenly over time (Bertsimas, Lo 1998).", Twap.Type },
        { "vwap", "Works an order along a curve of expected volume (Konishi 2002).", Vwap.Type },
        { "pov", "Works an order as a fixed part of the volume (Almgren et al. 2005).", PercentOfVolume.Type },
        { "almgren-chriss", "Works an order between impact and risk (Almgren, Chriss 2000).", AlmgrenChriss.Type },
        { "rl-executor", "Works an order by a policy learned in the simulator (Nevmyvaka et al. 2006; Williams 1992).", RlExecutor.Type },
        { "signal-maker", "Quotes around a public signal, and moves as soon as it learns of a change (Budish et al. 2015).", SignalMaker.Type },
        { "sniper", "Takes quotes that a public signal has made stale (Budish et al. 2015).", Sniper.Type },
        { "limited-maker", "Quotes up to an inventory limit and withdraws when the price runs (Kirilenko et al. 2017).", LimitedMaker.Type },
        { "pairs", "Trades two cointegrated instruments against each other (Engle, Granger 1987; Gatev et al. 2006).", PairsTrader.Type },
        { "basket-arbitrage", "Ties a fund or index future to its shares (MacKinlay, Ramaswamy 1988).", BasketArbitrage.Type },
        { "put-call-parity", "Trades a call against put, share and money (Stoll 1969).", PutCallParity.Type },
        { "cross-venue", "Buys where an asset is cheap and sells where it is dear, on several exchanges (Foucault, Kozhan, Tham 2017).", CrossVenueArbitrage.Type },
        { "smart-router", "Works an order over several exchanges, best price with fees first (Foucault, Menkveld 2008).", SmartRouter.Type },
        { "scripted", "Does what the orders of a market file say and when, and nothing else.", ScriptedTrader.Type },
    };
}
