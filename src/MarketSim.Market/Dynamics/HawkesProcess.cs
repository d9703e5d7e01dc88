using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A multivariate Hawkes process with exponential kernels: events of several kinds, each of which makes others more likely for
/// a while.</summary>
/// <remarks>λ_i(t) = µ_i + Σ_j Σ_{t_k^j &lt; t} n_ij β_ij e^(-β_ij (t - t_k^j)). n_ij is the mean number of events of kind i that one
/// of kind j brings forth directly. Sources: Hawkes (1971); Bacry, Mastromatteo and Muzy (2015), "Hawkes processes in finance".
/// Simulated by Ogata's thinning (1981): between events every intensity falls, so that the present one is a bound.</remarks>
public sealed class HawkesProcess
{
    private readonly double[] _base;
    private readonly double[] _branching;
    private readonly double[] _decay;
    private readonly double[] _excitement;

    /// <summary>A process at rest: nothing has happened yet.</summary>
    /// <param name="baseRates">µ, events a second by kind; zero or more.</param>
    /// <param name="branching">n, by kind brought forth and kind that brings forth; zero or more.</param>
    /// <param name="decays">β, per second, likewise; positive.</param>
    /// <exception cref="ArgumentException">The tables are not square in the number of kinds, or events would bring forth more
    /// and more.</exception>
    public HawkesProcess(IReadOnlyList<double> baseRates, double[,] branching, double[,] decays)
    {
        ArgumentNullException.ThrowIfNull(baseRates);
        ArgumentNullException.ThrowIfNull(branching);
        ArgumentNullException.ThrowIfNull(decays);
        Kinds = baseRates.Count;
        if (Kinds == 0 || branching.GetLength(0) != Kinds || branching.GetLength(1) != Kinds
            || decays.GetLength(0) != Kinds || decays.GetLength(1) != Kinds)
        {
            throw new ArgumentException($"Of {Kinds} kinds of events, branching and decays are tables of {Kinds} by {Kinds}.");
        }

        _base = [.. baseRates];
        _branching = [.. branching.Cast<double>()];
        _decay = [.. decays.Cast<double>()];
        _excitement = new double[_branching.Length];
        Check();
    }

    /// <summary>How many kinds of events there are.</summary>
    public int Kinds { get; }

    /// <summary>The present instant of the process, in seconds.</summary>
    public double Time { get; private set; }

    /// <summary>The present intensity of a kind, events a second.</summary>
    /// <param name="kind">From 0.</param>
    /// <param name="pace">What the base rates are multiplied by now.</param>
    public double Intensity(int kind, double pace = 1)
    {
        var sum = _base[kind] * pace;
        for (var j = 0; j < Kinds; j++)
        {
            sum += _excitement[(kind * Kinds) + j];
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
            var bound = Total(pace);
            if (bound <= 0)
            {
                Advance(until);
                return -1;
            }

            var time = Time + random.NextExponential(bound);
            if (time >= until)
            {
                Advance(until);
                return -1;
            }

            Advance(time);
            var place = random.NextDouble() * bound;
            for (var kind = 0; kind < Kinds; kind++)
            {
                place -= Intensity(kind, pace);
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
        for (var i = 0; i < _excitement.Length; i++)
        {
            if (_excitement[i] > 0)
            {
                _excitement[i] *= PortableMath.Exp(-_decay[i] * passed);
            }
        }
    }

    /// <summary>Takes in an event that happened now, outside of the process.</summary>
    public void Excite(int kind)
    {
        for (var i = 0; i < Kinds; i++)
        {
            _excitement[(i * Kinds) + kind] += _branching[(i * Kinds) + kind] * _decay[(i * Kinds) + kind];
        }
    }

    private double Total(double pace)
    {
        var sum = 0.0;
        for (var kind = 0; kind < Kinds; kind++)
        {
            sum += Intensity(kind, pace);
        }

        return sum;
    }

    // It is stable if its branching matrix has a spectral radius below one: then powers of the matrix vanish.
    private void Check()
    {
        foreach (var rate in _base)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(rate, "baseRates");
        }

        var offspring = Enumerable.Repeat(1.0, Kinds).ToArray();
        for (var generation = 0; generation < 4096 && offspring.Max() > 1e-9; generation++)
        {
            offspring = [.. Enumerable.Range(0, Kinds).Select(
                j => Enumerable.Range(0, Kinds).Sum(i => _branching[(i * Kinds) + j] * offspring[i]))];
            if (!(offspring.Max() < 1e9))
            {
                break;
            }
        }

        for (var i = 0; i < _branching.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(_branching[i], "branching");
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_decay[i], "decays");
        }

        if (!(offspring.Max() < 1))
        {
            throw new ArgumentException("Events bring forth more and more events: the spectral radius of the branching is 1 or more.");
        }
    }
}
