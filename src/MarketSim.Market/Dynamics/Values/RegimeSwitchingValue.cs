using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>One state of the world in which a value moves in its own way.</summary>
/// <param name="DriftPerSecond">µ: growth of the mean, a second.</param>
/// <param name="VolatilityPerRootSecond">σ: standard deviation of the log return of a second; not negative.</param>
/// <param name="MeanStay">How long it lasts in the mean; positive.</param>
public readonly record struct Regime(double DriftPerSecond, double VolatilityPerRootSecond, SimDuration MeanStay);

/// <summary>A geometric Brownian motion whose volatility and drift are those of the present regime; regimes follow each other as a
/// Markov chain in continuous time.</summary>
/// <remarks>Exact transition: a regime lasts for an exponential time, and the log return of a step is normal with the variance of the
/// regimes that it lay in, each for its part of the step. Sources: Hamilton (1989), "A new approach to the economic analysis of
/// nonstationary time series"; in continuous time Naik (1993).</remarks>
public sealed class RegimeSwitchingValue : FundamentalValue
{
    private readonly IReadOnlyList<Regime> _regimes;
    private readonly double[,] _transitions;
    private readonly NormalStream _normals;
    private readonly Rng _random;
    private readonly double _step;
    private double _left;

    /// <summary>A path that begins in the first regime.</summary>
    /// <param name="start">In price units.</param>
    /// <param name="regimes">Two or more.</param>
    /// <param name="transitions">The chance that a regime (row) is followed by another (column): rows of one, zeros on the
    /// diagonal. Null for equal chances.</param>
    /// <param name="step">Length of a step.</param>
    /// <param name="normals">What moves it, which nobody else may draw from.</param>
    /// <param name="switches">The stream of the regimes, likewise.</param>
    /// <exception cref="ArgumentException">There are too few regimes, or the chances are none.</exception>
    public RegimeSwitchingValue(
        double start, IReadOnlyList<Regime> regimes, double[,]? transitions, SimDuration step, NormalStream normals, Rng switches)
        : base(start, step)
    {
        ArgumentNullException.ThrowIfNull(regimes);
        ArgumentNullException.ThrowIfNull(normals);
        ArgumentNullException.ThrowIfNull(switches);
        if (regimes.Count < 2 || regimes.Any(r => !(r.VolatilityPerRootSecond >= 0) || r.MeanStay <= SimDuration.Zero))
        {
            throw new ArgumentException("There are two or more regimes, with volatilities of zero or more that last for some time.");
        }

        (_regimes, _transitions, _normals, _random) = (regimes, transitions ?? Equal(regimes.Count), normals, switches);
        CheckTransitions();
        _step = step.ToSeconds();
        _left = Stay();
    }

    /// <summary>What can be set of it.</summary>
    public static ValueModel Type { get; } = new(
    [
        ValueOption.Numbers("volatilities", "0.15 0.6", "σ of each regime: standard deviation of a year's log return.", "a year", "Hamilton (1989)"),
        ValueOption.Numbers("drifts", "0 0", "µ of each regime: growth of the mean in a year.", "a year", "Hamilton (1989)"),
        ValueOption.Numbers("stays", "60 10", "How long each regime lasts in the mean.", "minutes", "Naik (1993)"),
        ValueOption.Numbers(
            "transitions", "", "The chance that a regime is followed by another, row by row, zeros on the diagonal; empty for equal chances.", "", "Naik (1993)"),
    ],
    Create);

    /// <summary>The present regime, from 0.</summary>
    public int Regime { get; private set; }

    /// <inheritdoc/>
    protected override double Next(double value)
    {
        var (drift, variance) = (0.0, 0.0);
        for (var passed = 0.0; passed < _step;)
        {
            var regime = _regimes[Regime];
            var here = Math.Min(_left, _step - passed);
            var own = regime.VolatilityPerRootSecond * regime.VolatilityPerRootSecond;
            drift += (regime.DriftPerSecond - (own / 2)) * here;
            variance += own * here;
            passed += here;
            _left -= here;
            if (_left <= 0)
            {
                Regime = Follow();
                _left = Stay();
            }
        }

        return value * PortableMath.Exp(drift + (Math.Sqrt(variance) * _normals.Next()));
    }

    private static RegimeSwitchingValue Create(ValueSetting setting, OptionSet options)
    {
        var volatilities = ValueOption.Parse(options.Text("volatilities"));
        var drifts = ValueOption.Parse(options.Text("drifts"));
        var stays = ValueOption.Parse(options.Text("stays"));
        var chances = ValueOption.Parse(options.Text("transitions"));
        var count = volatilities.Count;
        if (drifts.Count != count || stays.Count != count || (chances.Count > 0 && chances.Count != count * count)
            || stays.Any(s => !(s > 1e-9 && s < 1e7)))
        {
            throw new ArgumentException(
                $"Of {count} volatilities there are as many drifts and stays, the stays above zero, and {count * count} transitions or none.");
        }

        var table = chances.Count == 0 ? null : new double[count, count];
        for (var i = 0; i < chances.Count; i++)
        {
            table![i / count, i % count] = chances[i];
        }

        var root = Math.Sqrt(setting.SecondsPerYear);
        return new RegimeSwitchingValue(
            setting.Start,
            [.. volatilities.Select((v, i) => new Regime(drifts[i] / setting.SecondsPerYear, v / root, SimDuration.FromSeconds(60 * stays[i])))],
            table, setting.Step, setting.Normals, setting.Random("regimes"));
    }

    private static double[,] Equal(int count)
    {
        var table = new double[count, count];
        for (var i = 0; i < count * count; i++)
        {
            table[i / count, i % count] = i / count == i % count ? 0 : 1.0 / (count - 1);
        }

        return table;
    }

    private void CheckTransitions()
    {
        var count = _regimes.Count;
        var isGood = _transitions.GetLength(0) == count && _transitions.GetLength(1) == count;
        for (var i = 0; i < count && isGood; i++)
        {
            var row = Enumerable.Range(0, count).Select(j => _transitions[i, j]).ToList();
            isGood = row[i] == 0 && row.TrueForAll(chance => chance >= 0) && Math.Abs(row.Sum() - 1) < 1e-9;
        }

        if (!isGood)
        {
            throw new ArgumentException(
                $"The transitions of {count} regimes are {count} rows of {count} chances that add up to 1, with zeros on the diagonal.");
        }
    }

    private double Stay() => _random.NextExponential(1 / _regimes[Regime].MeanStay.ToSeconds());

    private int Follow()
    {
        var place = _random.NextDouble();
        var last = Regime;
        for (var i = 0; i < _regimes.Count; i++)
        {
            if (_transitions[Regime, i] > 0)
            {
                last = i;
                place -= _transitions[Regime, i];
                if (place < 0)
                {
                    break;
                }
            }
        }

        return last;
    }
}
