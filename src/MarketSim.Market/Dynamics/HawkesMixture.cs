using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A multivariate Hawkes process whose kernels are sums of exponentials: exponential and power-law memory.</summary>
/// <remarks>λ_i(t) = µ_i + Σ_j n_ij Σ_{t_k^j &lt; t} k(t - t_k^j), with one <see cref="HawkesKernel"/> k for all pairs. Without branching
/// it is a Poisson process. Simulated exactly by Ogata's thinning (1981): between events every intensity falls. Sources: Hawkes (1971);
/// Bacry, Mastromatteo and Muzy (2015), section 2: stationary rates Λ = (I - n)⁻¹ µ where the spectral radius of n is below one.</remarks>
public sealed class HawkesMixture
{
    private readonly double[] _base;
    private readonly double[,] _branching;
    private readonly HawkesKernel _kernel;

    // By term of the kernel and kind that brought forth: Σ over its events of e^(-β (t - t_k)).
    private readonly double[] _memory;
    private readonly double[] _intensity;

    /// <summary>A process at rest: nothing has happened yet.</summary>
    /// <param name="baseRates">µ, events a second by kind; zero or more.</param>
    /// <param name="branching">n, by kind brought forth and kind that brings forth; zero or more.</param>
    /// <param name="kernel">How influence fades.</param>
    /// <exception cref="ArgumentException">The table is not square in the number of kinds, or events would bring forth more and more.
    /// </exception>
    public HawkesMixture(IReadOnlyList<double> baseRates, double[,] branching, HawkesKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(baseRates);
        ArgumentNullException.ThrowIfNull(branching);
        ArgumentNullException.ThrowIfNull(kernel);
        Kinds = baseRates.Count;
        if (Kinds == 0 || branching.GetLength(0) != Kinds || branching.GetLength(1) != Kinds
            || baseRates.Any(rate => !(rate >= 0)) || branching.Cast<double>().Any(n => !(n >= 0)))
        {
            throw new ArgumentException($"Of {Kinds} kinds of events, branching is a table of {Kinds} by {Kinds} of numbers of zero or more.");
        }

        (_base, _branching, _kernel) = ([.. baseRates], branching, kernel);
        _memory = new double[kernel.Terms.Count * Kinds];
        _intensity = new double[Kinds];
        BranchingRatio = SpectralRadius(branching);
        if (!(BranchingRatio < 1))
        {
            throw new ArgumentException("Events bring forth more and more events: the spectral radius of the branching is 1 or more.");
        }
    }

    /// <summary>How many kinds of events there are.</summary>
    public int Kinds { get; }

    /// <summary>The spectral radius of n: which part of all events was brought forth by others, where all kinds are alike.</summary>
    public double BranchingRatio { get; }

    /// <summary>The present instant of the process, in seconds.</summary>
    public double Time { get; private set; }

    /// <summary>Λ: mean events a second of each kind, after a long time.</summary>
    public IReadOnlyList<double> StationaryRates()
    {
        // Generation by generation: µ + n µ + n² µ + …, which converges because the spectral radius is below one.
        var sum = (double[])_base.Clone();
        var generation = (double[])_base.Clone();
        for (var round = 0; round < 100_000 && generation.Max() > 1e-15 * sum.Max(); round++)
        {
            generation = Times(_branching, generation);
            sum = [.. sum.Zip(generation, (a, b) => a + b)];
        }

        return sum;
    }

    /// <summary>The present intensity of a kind, events a second.</summary>
    /// <param name="kind">From 0.</param>
    /// <param name="pace">What the base rates are multiplied by now.</param>
    public double Intensity(int kind, double pace = 1)
    {
        var sum = _base[kind] * pace;
        for (var j = 0; j < Kinds; j++)
        {
            var excited = 0.0;
            for (var m = 0; m < _kernel.Terms.Count; m++)
            {
                excited += _kernel.Terms[m].Weight * _kernel.Terms[m].Decay * _memory[(m * Kinds) + j];
            }

            sum += _branching[kind, j] * excited;
        }

        return sum;
    }

    /// <summary>Goes on to the next event.</summary>
    /// <param name="random">The stream to draw from.</param>
    /// <param name="until">In seconds; where nothing happens before, it stops there.</param>
    /// <param name="pace">What the base rates are multiplied by until then: the time of day.</param>
    /// <returns>The kind of the event, or -1.</returns>
    public int Next(Rng random, double until, double pace = 1)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
        {
            var bound = Refresh(pace);
            var time = bound > 0 ? Time + random.NextExponential(bound) : until;
            if (!(time < until))
            {
                Advance(until);
                return -1;
            }

            Advance(time);
            Refresh(pace);
            var place = random.NextDouble() * bound;
            for (var kind = 0; kind < Kinds; kind++)
            {
                place -= _intensity[kind];
                if (place < 0)
                {
                    Excite(kind);
                    return kind;
                }
            }
        }
    }

    /// <summary>Lets time pass without an event; nothing if the instant is past.</summary>
    /// <param name="time">In seconds.</param>
    public void Advance(double time)
    {
        var passed = time - Time;
        if (passed <= 0)
        {
            return;
        }

        Time = time;
        for (var m = 0; m < _kernel.Terms.Count; m++)
        {
            var left = PortableMath.Exp(-_kernel.Terms[m].Decay * passed);
            for (var j = 0; j < Kinds; j++)
            {
                _memory[(m * Kinds) + j] *= left;
            }
        }
    }

    /// <summary>How many events of a kind the intensity promises from now until an instant, if none happens before.</summary>
    /// <remarks>The compensator: by the time-rescaling theorem (Brown et al. 2002) its increments between the events of a kind are
    /// exponential with mean one.</remarks>
    public double Expected(int kind, double until, double pace = 1)
    {
        var sum = _base[kind] * pace * (until - Time);
        for (var m = 0; m < _kernel.Terms.Count; m++)
        {
            var (weight, decay) = _kernel.Terms[m];
            var fading = -PortableMath.ExpMinusOne(-decay * (until - Time));
            for (var j = 0; j < Kinds; j++)
            {
                sum += _branching[kind, j] * weight * _memory[(m * Kinds) + j] * fading;
            }
        }

        return sum;
    }

    /// <summary>Takes in an event that happened now, outside of the process.</summary>
    public void Excite(int kind)
    {
        for (var m = 0; m < _kernel.Terms.Count; m++)
        {
            _memory[(m * Kinds) + kind]++;
        }
    }

    private double Refresh(double pace)
    {
        var sum = 0.0;
        for (var kind = 0; kind < Kinds; kind++)
        {
            _intensity[kind] = Intensity(kind, pace);
            sum += _intensity[kind];
        }

        return sum;
    }

    // By the growth of n^k over many generations, damped by the identity so that cycles of kinds do not spoil the limit.
    private static double SpectralRadius(double[,] matrix)
    {
        var vector = Enumerable.Repeat(1.0, matrix.GetLength(0)).ToArray();
        var growth = 0.0;
        for (var round = 0; round < 2_000; round++)
        {
            var next = Times(matrix, vector);
            next = [.. next.Zip(vector, (a, b) => a + b)];
            growth = next.Max() / vector.Max();
            vector = [.. next.Select(x => x / next.Max())];
        }

        return growth - 1;
    }

    private static double[] Times(double[,] matrix, double[] vector)
        => [.. vector.Select((_, i) => Enumerable.Range(0, vector.Length).Sum(j => matrix[i, j] * vector[j]))];
}
