using MarketSim.Core;
using MathNet.Numerics.LinearAlgebra;

namespace MarketSim.Analysis;

/// <summary>A Hawkes process fitted to the arrivals of one kind of order.</summary>
/// <param name="Base">µ: arrivals a second on each side that nothing brought forth.</param>
/// <param name="BaseError">Its standard error.</param>
/// <param name="Branching">Arrivals that a market order of the same side, one of the other side, a limit order of the same side, and one
/// of the other side bring forth in the mean.</param>
/// <param name="BranchingErrors">Their standard errors, with the decay as it is.</param>
/// <param name="Decay">β, per second.</param>
/// <param name="DecayError">Its standard error, from the curvature of the profile likelihood.</param>
/// <param name="LogLikelihood">At these parameters.</param>
/// <param name="PoissonLogLikelihood">Of a Poisson process of the same mean.</param>
public sealed record HawkesFit(
    double Base, double BaseError, IReadOnlyList<double> Branching, IReadOnlyList<double> BranchingErrors,
    double Decay, double DecayError, double LogLikelihood, double PoissonLogLikelihood)
{
    private const int Sources = 4;
    private const int Rounds = 400;

    /// <summary>Fits by maximum likelihood.</summary>
    /// <remarks>λ(t) = µ + Σ_j n_j Σ β e^(-β (t - t_k^j)), the two sides sharing their parameters. For a given β the likelihood is concave
    /// in µ and n and is climbed by expectation and maximisation (Veen and Schoenberg 2008); β by golden section in its logarithm. The
    /// intensity is worked out recursively (Ozaki 1979). Standard errors of µ and n from the observed information.</remarks>
    /// <param name="arrivals">All arrivals, in order of time.</param>
    /// <param name="ofMarket">Whether market orders are fitted; else limit orders.</param>
    /// <param name="seconds">Length of the observation.</param>
    /// <exception cref="ArgumentException">There are fewer than 50 arrivals of the kind.</exception>
    public static HawkesFit Of(IReadOnlyList<Arrival> arrivals, bool ofMarket, double seconds)
    {
        ArgumentNullException.ThrowIfNull(arrivals);
        var count = arrivals.Count(a => a.IsMarket == ofMarket);
        if (count < 50)
        {
            throw new ArgumentException($"A Hawkes process needs 50 {(ofMarket ? "market" : "limit")} orders; there are {count}.");
        }

        // Golden section on ln β between once in 100 seconds and 10,000 times a second, after a coarse look.
        var grid = Enumerable.Range(0, 10).Select(i => -4.6 + (i * 1.55)).ToArray();
        var start = Climbed(arrivals, ofMarket, seconds, grid);
        var best = Array.IndexOf(start, start.Max());
        var (low, high) = (grid[Math.Max(0, best - 1)], grid[Math.Min(grid.Length - 1, best + 1)]);
        const double Golden = 0.6180339887498949;
        for (var i = 0; i < 14; i++)
        {
            var (left, right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
            var values = Climbed(arrivals, ofMarket, seconds, [left, right]);
            (low, high) = values[0] > values[1] ? (low, right) : (left, high);
        }

        return At(arrivals, ofMarket, seconds, (low + high) / 2);
    }

    /// <summary>The spectral radius of the branching of market and limit orders of both sides: 1 would be a flow that feeds itself.</summary>
    public static double BranchingRatio(HawkesFit market, HawkesFit limit)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(limit);

        // The sides are alike, so that the largest eigenvalue belongs to the sums over sides.
        var sums = Matrix<double>.Build.DenseOfArray(new[,]
        {
            { market.Branching[0] + market.Branching[1], market.Branching[2] + market.Branching[3] },
            { limit.Branching[0] + limit.Branching[1], limit.Branching[2] + limit.Branching[3] },
        });
        return sums.Evd().EigenValues.Max(value => value.Magnitude);
    }

    private static double[] Climbed(IReadOnlyList<Arrival> arrivals, bool ofMarket, double seconds, double[] logDecays)
        => [.. logDecays.Select(x => Climb(Features(arrivals, ofMarket, seconds, Math.Exp(x))).LogLikelihood)];

    private static HawkesFit At(IReadOnlyList<Arrival> arrivals, bool ofMarket, double seconds, double logDecay)
    {
        const double Step = 0.05;
        var table = Features(arrivals, ofMarket, seconds, Math.Exp(logDecay));
        var (theta, logLikelihood) = Climb(table);
        var around = Climbed(arrivals, ofMarket, seconds, [logDecay - Step, logDecay + Step]);
        var curvature = ((2 * logLikelihood) - around[0] - around[1]) / (Step * Step);
        var errors = Errors(table, theta);
        var decay = Math.Exp(logDecay);
        var poisson = table.Count * (Math.Log(table.Count / (2 * seconds)) - 1);
        return new HawkesFit(
            theta[0], errors[0], theta[1..], errors[1..], decay, curvature > 0 ? decay / Math.Sqrt(curvature) : double.NaN, logLikelihood, poisson);
    }

    // What multiplies µ and each n in the intensity at each arrival, and in its integral.
    private static FitTable Features(IReadOnlyList<Arrival> arrivals, bool ofMarket, double seconds, double decay)
    {
        var rows = new List<double>();
        double[] integral = [2 * seconds, 0, 0, 0, 0];

        // By kind and side: Σ β e^(-β (t - t_k)).
        var excited = new double[Sources];
        var (now, next) = (0.0, 0);
        while (next < arrivals.Count)
        {
            var time = arrivals[next].Seconds;
            var left = Math.Exp(-decay * (time - now));
            for (var k = 0; k < Sources; k++)
            {
                excited[k] *= left;
            }

            now = time;
            var end = next;

            // Those of one instant do not bring each other forth.
            for (; end < arrivals.Count && arrivals[end].Seconds == time; end++)
            {
                var arrival = arrivals[end];
                if (arrival.IsMarket == ofMarket)
                {
                    var own = (int)arrival.Side;
                    rows.AddRange([1, excited[own], excited[1 - own], excited[2 + own], excited[3 - own]]);
                }
            }

            for (; next < end; next++)
            {
                var arrival = arrivals[next];
                excited[(arrival.IsMarket ? 0 : 2) + (int)arrival.Side] += decay;

                // It excites its own side and the other one.
                var area = 1 - Math.Exp(-decay * (seconds - time));
                integral[arrival.IsMarket ? 1 : 3] += area;
                integral[arrival.IsMarket ? 2 : 4] += area;
            }
        }

        return new FitTable([.. rows], integral);
    }

    private static (double[] Theta, double LogLikelihood) Climb(FitTable table)
    {
        var theta = new double[Sources + 1];
        for (var j = 0; j < theta.Length; j++)
        {
            // A start that promises as many arrivals as there are.
            theta[j] = table.Integral[j] > 0 ? table.Count / (table.Integral[j] * theta.Length) : 0;
        }

        var last = double.NegativeInfinity;
        for (var round = 0; round < Rounds; round++)
        {
            var shares = new double[theta.Length];
            var logs = 0.0;
            for (var i = 0; i < table.Rows.Length; i += theta.Length)
            {
                var intensity = 0.0;
                for (var j = 0; j < theta.Length; j++)
                {
                    intensity += theta[j] * table.Rows[i + j];
                }

                logs += Math.Log(intensity);
                for (var j = 0; j < theta.Length; j++)
                {
                    shares[j] += theta[j] * table.Rows[i + j] / intensity;
                }
            }

            var value = logs - theta.Zip(table.Integral, (a, b) => a * b).Sum();
            if (value - last < 1e-4 && round > 5)
            {
                return (theta, value);
            }

            last = value;
            theta = [.. shares.Select((share, j) => table.Integral[j] > 0 ? share / table.Integral[j] : 0)];
        }

        return (theta, last);
    }

    private static double[] Errors(FitTable table, double[] theta)
    {
        var size = theta.Length;
        var information = Matrix<double>.Build.Dense(size, size);
        for (var i = 0; i < table.Rows.Length; i += size)
        {
            var intensity = Enumerable.Range(0, size).Sum(j => theta[j] * table.Rows[i + j]);
            for (var j = 0; j < size; j++)
            {
                for (var k = 0; k < size; k++)
                {
                    information[j, k] += table.Rows[i + j] * table.Rows[i + k] / (intensity * intensity);
                }
            }
        }

        var covariance = information.PseudoInverse();
        return [.. Enumerable.Range(0, size).Select(j => Math.Sqrt(Math.Max(0, covariance[j, j])))];
    }

    private sealed record FitTable(double[] Rows, double[] Integral)
    {
        public int Count => Rows.Length / (Sources + 1);
    }
}
