namespace MarketSim.Analysis;

/// <summary>How much of the trading is informed, estimated from nothing but counts of buys and sells (PIN).</summary>
/// <param name="NewsChance">α: the chance that there is news in a period.</param>
/// <param name="BadNewsChance">δ: the chance that news is bad.</param>
/// <param name="InformedRate">µ: informed trades in a period with news.</param>
/// <param name="BuyRate">εb: uninformed buys in a period.</param>
/// <param name="SellRate">εs: uninformed sells in a period.</param>
/// <param name="LogLikelihood">Of the counts, but for a constant.</param>
/// <remarks>
/// Source: Easley, Kiefer, O'Hara and Paperman (1996), "Liquidity, information, and infrequently traded stocks", Journal of Finance 51,
/// equations 1 to 6. Buys and sells of a period are Poisson, with µ more buys on good news and µ more sells on bad. The likelihood is
/// climbed by expectation and maximisation, from several beginnings; each step has a closed form, the informed part of the trades of a
/// period with news being µ/(µ + ε).
/// </remarks>
public sealed record InformedTradingEstimate(
    double NewsChance, double BadNewsChance, double InformedRate, double BuyRate, double SellRate, double LogLikelihood)
{
    private const int MostSteps = 2_000;
    private const double Enough = 1e-9;

    /// <summary>PIN: the probability that a trade is informed, αµ / (αµ + εb + εs).</summary>
    public double Probability => NewsChance * InformedRate is var informed && informed + BuyRate + SellRate is > 0 and var all
        ? informed / all : 0;

    /// <summary>Estimates it.</summary>
    /// <param name="periods">Trades by taker's side, one pair for each day or other stretch of time; at least two.</param>
    /// <exception cref="ArgumentException">There are fewer, or there are no trades.</exception>
    public static InformedTradingEstimate Of(IReadOnlyList<(long Buys, long Sells)> periods)
    {
        ArgumentNullException.ThrowIfNull(periods);
        var total = periods.Sum(p => (double)p.Buys + p.Sells);
        if (periods.Count < 2 || total == 0)
        {
            throw new ArgumentException(
                $"There were {total} trades in {periods.Count} periods; needed are trades in at least two periods.", nameof(periods));
        }

        var mean = total / periods.Count;
        InformedTradingEstimate? best = null;
        foreach (var news in (double[])[0.2, 0.5, 0.9])
        {
            foreach (var part in (double[])[0.1, 0.3, 0.6])
            {
                var rate = mean * (1 - part) / 2;
                var found = Climb(periods, new InformedTradingEstimate(news, 0.5, mean * part / news, rate, rate, double.NegativeInfinity));
                best = best is null || found.LogLikelihood > best.LogLikelihood ? found : best;
            }
        }

        return best!;
    }

    private static InformedTradingEstimate Climb(IReadOnlyList<(long Buys, long Sells)> periods, InformedTradingEstimate from)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var next = from.Improve(periods);
            if (next.LogLikelihood - from.LogLikelihood < Enough * Math.Abs(next.LogLikelihood))
            {
                return next;
            }

            from = next;
        }

        return from;
    }

    // One step: how likely each kind of period is under the parameters, and the parameters that suit these weights best. The likelihood
    // that goes with the result is that of the parameters before it, which no step lowers.
    private InformedTradingEstimate Improve(IReadOnlyList<(long Buys, long Sells)> periods)
    {
        var (good, bad, informed, buys, sells, likelihood) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var (b, s) in periods)
        {
            var none = LogPoisson(b, BuyRate) + LogPoisson(s, SellRate) + Math.Log(1 - NewsChance);
            var isGood = LogPoisson(b, BuyRate + InformedRate) + LogPoisson(s, SellRate) + Math.Log(NewsChance * (1 - BadNewsChance));
            var isBad = LogPoisson(b, BuyRate) + LogPoisson(s, SellRate + InformedRate) + Math.Log(NewsChance * BadNewsChance);
            var most = Math.Max(none, Math.Max(isGood, isBad));
            var sum = Math.Exp(none - most) + Math.Exp(isGood - most) + Math.Exp(isBad - most);
            likelihood += most + Math.Log(sum);
            var (g, w) = (Math.Exp(isGood - most) / sum, Math.Exp(isBad - most) / sum);
            var informedBuys = g * b * Part(InformedRate, BuyRate);
            var informedSells = w * s * Part(InformedRate, SellRate);
            (good, bad) = (good + g, bad + w);
            informed += informedBuys + informedSells;
            (buys, sells) = (buys + b - informedBuys, sells + s - informedSells);
        }

        return new InformedTradingEstimate(
            (good + bad) / periods.Count, good + bad == 0 ? 0.5 : bad / (good + bad), good + bad == 0 ? 0 : informed / (good + bad),
            buys / periods.Count, sells / periods.Count, likelihood);
    }

    private static double Part(double of, double other) => of + other == 0 ? 0 : of / (of + other);

    // Without the factorial, which all parameters share.
    private static double LogPoisson(long count, double rate)
        => count == 0 ? -rate : rate <= 0 ? double.NegativeInfinity : (count * Math.Log(rate)) - rate;
}
