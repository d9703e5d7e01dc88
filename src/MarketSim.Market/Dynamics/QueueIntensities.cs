using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How often orders come, go and trade at a queue, by how long it is.</summary>
/// <remarks>A birth and death process: λ(n) = limit[n] up, d(n) = cancel[n] + market[n] down, in events a second; n beyond a table has its
/// last number. Source: Huang, Lehalle and Rosenbaum (2015), "Simulating and analyzing order book data: the queue-reactive model",
/// Journal of the American Statistical Association 110, section 2.3.</remarks>
public sealed class QueueIntensities
{
    private readonly double[] _stationary;

    /// <summary>The tables of one queue.</summary>
    /// <param name="limit">Limit orders a second, by the length of the queue from 0.</param>
    /// <param name="cancel">Cancellations a second; those of an empty queue do not count.</param>
    /// <param name="market">Market orders a second; likewise.</param>
    /// <exception cref="ArgumentException">A table is empty or negative, or queues would grow without end.</exception>
    public QueueIntensities(IReadOnlyList<double> limit, IReadOnlyList<double> cancel, IReadOnlyList<double> market)
    {
        ArgumentNullException.ThrowIfNull(limit);
        ArgumentNullException.ThrowIfNull(cancel);
        ArgumentNullException.ThrowIfNull(market);
        if (limit.Count == 0 || cancel.Count == 0 || market.Count == 0 || limit.Concat(cancel).Concat(market).Any(rate => !(rate >= 0)))
        {
            throw new ArgumentException("A table of intensities has one number or more, each zero or more.");
        }

        if (limit[^1] >= cancel[^1] + market[^1])
        {
            throw new ArgumentException(
                "Queues would grow without end: the last number of the limit orders must be below those of cancellations and market orders together.");
        }

        (Limit, Cancel, Market) = ([.. limit], [.. cancel], [.. market]);
        _stationary = Stationary();
    }

    /// <summary>Limit orders a second.</summary>
    public IReadOnlyList<double> Limit { get; }

    /// <summary>Cancellations a second.</summary>
    public IReadOnlyList<double> Cancel { get; }

    /// <summary>Market orders a second.</summary>
    public IReadOnlyList<double> Market { get; }

    /// <summary>The chance of each length after a long time, as long as the price stays.</summary>
    /// <remarks>π(n) ∝ Π λ(k - 1) / d(k), equation 3 of the paper.</remarks>
    public IReadOnlyList<double> Invariant => _stationary;

    /// <summary>A number of a table, whose last one holds for all longer queues.</summary>
    public static double At(IReadOnlyList<double> table, long length) => table[(int)Math.Min(length, table.Count - 1)];

    /// <summary>Draws a length from <see cref="Invariant"/>.</summary>
    public long Draw(Rng random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var place = random.NextDouble();
        for (var length = 0; length < _stationary.Length; length++)
        {
            place -= _stationary[length];
            if (place < 0)
            {
                return length;
            }
        }

        return _stationary.Length - 1;
    }

    private double[] Stationary()
    {
        var weights = new List<double> { 1 };
        var sum = 1.0;
        for (var n = 1; n < 100_000 && weights[^1] > 1e-12 * sum; n++)
        {
            var down = At(Cancel, n) + At(Market, n);
            weights.Add(down > 0 ? weights[^1] * At(Limit, n - 1) / down : throw new ArgumentException(
                $"A queue of {n} would never shrink: give cancellations or market orders an intensity there."));
            sum += weights[^1];
        }

        return [.. weights.Select(w => w / sum)];
    }
}
