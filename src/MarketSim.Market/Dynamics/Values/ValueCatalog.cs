using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How fundamental values can move, in reading order. A new model is a file of its own and one line here; those of other
/// assemblies come after.</summary>
public static class ValueCatalog
{
    /// <summary>All of them; open to those of other assemblies.</summary>
    public static Catalog<ValueModel> Types { get; } = new("value model")
    {
        { "mean-reverting", "Wanders and is drawn back to its mean (Uhlenbeck, Ornstein 1930).", MeanRevertingValue.Type },
        { "brownian", "Normal changes, whatever the level (Bachelier 1900).", ArithmeticBrownianValue.Type },
        { "geometric", "Normal, independent log returns (Samuelson 1965).", GeometricBrownianValue.Type },
        { "megashocks", "Drawn back to its mean, with rare large shocks (Byrd et al. 2019).", MegashockValue.Type },
        { "jump-diffusion", "Log returns with jumps of normal size (Merton 1976).", JumpDiffusionValue.Type },
        { "heston", "A variance that wanders by itself (Heston 1993; scheme of Andersen 2008).", StochasticVolatilityValue.Type },
        { "regimes", "Calm and stormy times that follow each other as a Markov chain (Hamilton 1989).", RegimeSwitchingValue.Type },
        { "recorded", "Goes along a recorded series.", RecordedValue.Type },
    };
}

/// <summary>One model of values: what can be set, and how a path is made.</summary>
/// <param name="Options">Its parameters in reading order.</param>
/// <param name="Create">Makes a path from values of these.</param>
public sealed record ValueModel(IReadOnlyList<OptionSpec> Options, Func<ValueSetting, OptionSet, FundamentalValue> Create);

/// <summary>What every value can be made from.</summary>
/// <param name="Symbol">Whose value it is; names its streams of chance.</param>
/// <param name="Start">Where it begins, in price units.</param>
/// <param name="Seed">The seed of the run.</param>
public sealed record ValueSetting(string Symbol, double Start, ulong Seed)
{
    /// <summary>A day of trading: 6.5 hours.</summary>
    public const double SecondsPerDay = 23_400;

    private NormalStream? _normals;

    /// <summary>Trading time of a year, in seconds: 252 days of 6.5 hours.</summary>
    public double SecondsPerYear { get; init; } = 252 * SecondsPerDay;

    /// <summary>Length of a step.</summary>
    public SimDuration Step { get; init; } = SimDuration.FromSeconds(1);

    /// <summary>What a price unit is worth, in the currency.</summary>
    public double PriceUnit { get; init; } = 0.01;

    /// <summary>What moves it; its own chance unless it goes together with others.</summary>
    public NormalStream Normals
    {
        get => _normals ??= NormalStream.Of(new Rng(Seed, $"fundamental/{Symbol}"));
        init => _normals = value;
    }

    /// <summary>A further stream of chance.</summary>
    /// <param name="name">What it is for.</param>
    public Rng Random(string name) => new(Seed, $"fundamental/{Symbol}/{name}");
}
