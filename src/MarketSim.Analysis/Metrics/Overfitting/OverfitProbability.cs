namespace MarketSim.Analysis;

/// <summary>How probable it is that choosing the best trial in sample chooses one below the median out of sample.</summary>
/// <param name="Probability">PBO: the part of the splits in which the best of the one half ranks in the lower half of the other (a logit at
/// or below zero).</param>
/// <param name="Logits">ln(ω / (1 - ω)) of each split, ω the relative rank out of sample of the trial that was best in sample.</param>
/// <param name="Slope">Of the line through out-of-sample over in-sample performance of the chosen; null without spread.</param>
/// <param name="LossProbability">The part of the splits in which the chosen lost out of sample.</param>
/// <remarks>
/// Source: Bailey, Borwein, López de Prado and Zhu (2017), "The probability of backtest overfitting", section 2: combinatorially symmetric
/// cross-validation. Rows are cut into an even number S of blocks; each choice of S/2 of them is once in sample and its complement out of
/// sample. ω = rank / (N + 1), equal performances sharing the mean of their ranks; performance is the Sharpe ratio, that of a trial without
/// spread taken as its mean's sign without limit.
/// </remarks>
public sealed record OverfitProbability(
    double Probability, IReadOnlyList<double> Logits, double? Slope, double LossProbability)
{
    /// <summary>Of a table of trials.</summary>
    /// <param name="trials">The returns of each trial over the same periods; at least two trials.</param>
    /// <param name="blocks">S: even, from 2 to 20; at most half as many as there are periods.</param>
    /// <exception cref="ArgumentException">They do not fit.</exception>
    public static OverfitProbability Of(IReadOnlyList<IReadOnlyList<double>> trials, int blocks = 16)
    {
        ArgumentNullException.ThrowIfNull(trials);
        if (trials.Count < 2 || trials.Any(t => t.Count != trials[0].Count))
        {
            throw new ArgumentException($"Accepted are at least two trials over the same periods; there are {trials.Count}.");
        }

        if (blocks < 2 || blocks > 20 || blocks % 2 != 0 || blocks * 2 > trials[0].Count)
        {
            throw new ArgumentException(
                $"{blocks} blocks of {trials[0].Count} periods; accepted is an even number from 2 to 20 with two periods or more in each.");
        }

        var sums = trials.Select(t => BlockSums.Of(t, blocks)).ToArray();
        var (logits, inside, outside) = (new List<double>(), new List<double>(), new List<double>());
        for (var choice = 0; choice < 1 << blocks; choice++)
        {
            if (int.PopCount(choice) != blocks / 2)
            {
                continue;
            }

            double[] inSample = [.. sums.Select(s => s.Sharpe(choice))];
            double[] outOfSample = [.. sums.Select(s => s.Sharpe(~choice))];
            var best = Array.IndexOf(inSample, inSample.Max());
            var rank = outOfSample.Count(o => o < outOfSample[best]) + ((outOfSample.Count(o => o.Equals(outOfSample[best])) + 1) / 2.0);
            var omega = rank / (trials.Count + 1);
            logits.Add(Math.Log(omega / (1 - omega)));
            inside.Add(inSample[best]);
            outside.Add(outOfSample[best]);
        }

        return new OverfitProbability(
            (double)logits.Count(l => l <= 0) / logits.Count, logits, FiniteSlope(outside, inside),
            (double)outside.Count(o => o < 0) / outside.Count);
    }

    private static double? FiniteSlope(List<double> y, List<double> x)
        => x.Concat(y).All(double.IsFinite) ? Regression.Beta([.. y], [.. x]) : null;
}

/// <summary>A trial's returns by blocks: enough to know the Sharpe ratio of any choice of blocks without reading them again.</summary>
internal sealed class BlockSums
{
    private readonly (int Count, double Sum, double Squares)[] _blocks;

    private BlockSums((int Count, double Sum, double Squares)[] blocks) => _blocks = blocks;

    /// <summary>Of blocks as equal as can be, in order.</summary>
    public static BlockSums Of(IReadOnlyList<double> returns, int blocks)
    {
        var sums = new (int Count, double Sum, double Squares)[blocks];
        for (var i = 0; i < returns.Count; i++)
        {
            ref var block = ref sums[(int)((long)i * blocks / returns.Count)];
            block = (block.Count + 1, block.Sum + returns[i], block.Squares + (returns[i] * returns[i]));
        }

        return new BlockSums(sums);
    }

    /// <summary>Of the blocks whose bits are set.</summary>
    public double Sharpe(int chosen)
    {
        var (count, sum, squares) = (0, 0.0, 0.0);
        for (var i = 0; i < _blocks.Length; i++)
        {
            if ((chosen & (1 << i)) != 0)
            {
                count += _blocks[i].Count;
                sum += _blocks[i].Sum;
                squares += _blocks[i].Squares;
            }
        }

        var mean = sum / count;
        var variance = (squares - (count * mean * mean)) / (count - 1);
        return variance > 1e-24 ? mean / Math.Sqrt(variance) : mean == 0 ? 0 : mean > 0 ? double.PositiveInfinity : double.NegativeInfinity;
    }
}
