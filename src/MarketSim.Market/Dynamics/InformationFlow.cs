using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How news reaches a market.</summary>
public sealed record InformationFlowOptions
{
    /// <summary>The pattern of the day.</summary>
    public DayProfile Profile { get; init; } = DayProfile.UShaped;

    /// <summary>Standard deviation of the logarithm of the intensity around the pattern.</summary>
    public double LogDeviation { get; init; } = 0.5;

    /// <summary>In which time the logarithm forgets where it was, to 1/e.</summary>
    public SimDuration Persistence { get; init; } = SimDuration.FromMinutes(20);

    /// <summary>Releases whose time is known beforehand.</summary>
    public IReadOnlyList<SimTime> Releases { get; init; } = [];

    /// <summary>Mean number of announcements that nobody expects, in 6.5 hours.</summary>
    public double SurprisesPerDay { get; init; }

    /// <summary>Median size of a piece of news: the absolute log return that it is worth; positive.</summary>
    public double NewsSize { get; init; } = 0.005;

    /// <summary>Standard deviation of the logarithm of that size.</summary>
    public double NewsDispersion { get; init; } = 0.3;

    /// <summary>How much busier the market is right after news of the median size, as a multiple of its usual pace.</summary>
    public double Aftershock { get; init; } = 4;

    /// <summary>τ: after so long, half of that is left; after three times as long a quarter.</summary>
    public SimDuration AftershockHalf { get; init; } = SimDuration.FromSeconds(40);
}

/// <summary>The pace at which information arrives: what moves values and wakes traders alike.</summary>
/// <remarks>Source: Clark (1973), "A subordinated stochastic process model with finite variance", and Tauchen and Pitts (1983): one
/// unseen flow of information drives both the variance of returns and the volume of trading, which is why the two go together. Its
/// logarithm is an Ornstein-Uhlenbeck process (Taylor 1986) around the pattern of the day. News adds a burst that fades as
/// 1 / (1 + t/τ), Omori's law, which Lillo and Mantegna (2003) found after crashes. The path is fixed by its random stream, whoever asks.</remarks>
public sealed class InformationFlow
{
    private static readonly SimDuration Step = SimDuration.FromSeconds(1);

    private readonly InformationFlowOptions _options;
    private readonly Rng _random;
    private readonly List<double> _path = [];
    private readonly List<NewsItem> _news = [];
    private readonly double _decay;
    private readonly double _deviation;
    private double _logarithm;

    /// <summary>A path over a day.</summary>
    /// <param name="options">Its parameters.</param>
    /// <param name="day">For how long news is drawn, from <see cref="SimTime.Zero"/>.</param>
    /// <param name="random">Its stream, which nobody else may draw from.</param>
    public InformationFlow(InformationFlowOptions options, SimDuration day, Rng random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(options.LogDeviation);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Persistence.Nanoseconds, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.SurprisesPerDay);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.NewsSize);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Aftershock);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AftershockHalf.Nanoseconds, 1);
        _options = options;
        _random = random;
        _decay = PortableMath.Exp(-Step.ToSeconds() / options.Persistence.ToSeconds());
        _deviation = options.LogDeviation * Math.Sqrt(1 - (_decay * _decay));
        DrawNews(day);
        _logarithm = options.LogDeviation * random.NextNormal();
    }

    /// <summary>The news of the day, in order of time.</summary>
    public IReadOnlyList<NewsItem> News => _news;

    /// <summary>The pace at an instant, as a multiple of the mean of an ordinary day; positive. It holds for a second.</summary>
    public double At(SimTime time)
    {
        var place = (int)(time.Nanoseconds / Step.Nanoseconds);
        while (_path.Count <= place)
        {
            _path.Add(Next());
        }

        return _path[place];
    }

    private double Next()
    {
        var now = SimTime.Zero + (Step * _path.Count);
        if (_path.Count > 0)
        {
            _logarithm = (_logarithm * _decay) + (_deviation * _random.NextNormal());
        }

        // The mean of a log-normal number is e^(σ²/2).
        var mean = _options.LogDeviation * _options.LogDeviation / 2;
        return _options.Profile.At(now) * (PortableMath.Exp(_logarithm - mean) + Aftershock(now));
    }

    private double Aftershock(SimTime now)
    {
        var sum = 0.0;
        for (var i = 0; i < _news.Count && _news[i].Time < now + Step; i++)
        {
            var passed = Math.Max(0, (now - _news[i].Time).ToSeconds()) / _options.AftershockHalf.ToSeconds();
            sum += _options.Aftershock * Math.Abs(_news[i].LogReturn) / (_options.NewsSize * (1 + passed));
        }

        return sum;
    }

    private void DrawNews(SimDuration day)
    {
        var times = new List<SimTime>();
        foreach (var release in _options.Releases)
        {
            times.Add(release);
        }

        var surprises = _random.NextPoisson(_options.SurprisesPerDay * day.ToSeconds() / SimDuration.FromMinutes(390).ToSeconds());
        for (var i = 0; i < surprises; i++)
        {
            times.Add(SimTime.Zero + SimDuration.FromSeconds(_random.NextUniform(0, day.ToSeconds())));
        }

        times.Sort();
        foreach (var time in times)
        {
            var size = _options.NewsSize * _random.NextLogNormal(0, _options.NewsDispersion);
            _news.Add(new NewsItem(time, _random.Chance(0.5) ? size : -size));
        }
    }
}

/// <summary>A piece of news.</summary>
/// <param name="Time">When it is known.</param>
/// <param name="LogReturn">What it is worth: the change of the logarithm of the value.</param>
public readonly record struct NewsItem(SimTime Time, double LogReturn);
