using MarketSim.Core;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Ui.Cli;

/// <summary>What a command over bars was asked for.</summary>
internal sealed record BacktestRequest
{
    public required IReadOnlyList<string> Data { get; init; }

    public required StrategyType Type { get; init; }

    public required OptionSet Settings { get; init; }

    public required BarReading Reading { get; init; }

    public required long Length { get; init; }

    public required BacktestSetup Setup { get; init; }

    /// <summary>The same with other settings of the strategy.</summary>
    /// <exception cref="ArgumentException">One of them has no such value.</exception>
    public BacktestSetup With(IReadOnlyList<string> names, IReadOnlyList<string> values)
    {
        var settings = new OptionSet(Type.Options);
        foreach (var (name, value) in Settings.Values)
        {
            settings.Set(name, value);
        }

        for (var i = 0; i < names.Count; i++)
        {
            settings.Set(names[i], values[i]);
        }

        return Setup with { Create = setting => Type.Create(setting, settings) };
    }

    /// <summary>Does something with the data; where prices turn out to have more decimals than at first, once more in finer units.</summary>
    public T InUnitsOfTheData<T>(Func<BarReading, T> work)
    {
        try
        {
            return work(Reading);
        }
        catch (FinerPriceException)
        {
            return work(Reading with { PriceDecimals = BarFiles.DecimalsOf(Data, Reading) });
        }
    }

    /// <summary>All bars, in memory.</summary>
    public BarMemory Load() => InUnitsOfTheData(reading => BarMemory.Load(BarFiles.OpenAll(Data, reading, Length)));
}
