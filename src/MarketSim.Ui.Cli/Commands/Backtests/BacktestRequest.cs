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

    /// <summary>The command line, without where results go.</summary>
    public required string Command { get; init; }

    /// <summary>How often equity is noted, as it was given; null where it was not.</summary>
    public string? EquityText { get; init; }

    /// <summary>Whether the data are order flow or ticks instead of bars.</summary>
    /// <exception cref="ArgumentException">They are both.</exception>
    public bool IsFlow
    {
        get
        {
            var flows = Data.Count(given => FlowFile.IsFlow(BarFiles.Split(given).Path));
            return flows == Data.Count || (flows == 0 ? false
                : throw new ArgumentException("Some of the data are bars and others order flow or ticks; a back-test is over one kind."));
        }
    }

    /// <summary>The same, once it is known that the data are bars.</summary>
    /// <exception cref="ArgumentException">Equity cannot be noted so.</exception>
    public BacktestRequest OverBars() => EquityText is null or "day" or "bar" ? this
        : throw new ArgumentException($"--equity was '{EquityText}'; over bars accepted is day or bar.");

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
