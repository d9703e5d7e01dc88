using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What every strategy can be made from.</summary>
/// <param name="Instrument">What it trades.</param>
/// <param name="Reference">Where its price is expected before anybody has quoted.</param>
/// <param name="Fundamental">What it is worth, for those who look.</param>
public sealed record StrategySetting(InstrumentId Instrument, Price Reference, FundamentalValue Fundamental)
{
    /// <summary>Which day it is when, for whatever counts days to expiry.</summary>
    public MarketCalendar Calendar { get; init; } = MarketCalendar.Default;

    /// <summary>What it is told to be worth to it, in an experiment; null where it is left to its settings.</summary>
    public InducedValues? Induced { get; init; }

    /// <summary>Which one it is of its group, from zero: those of a group who differ differ by this.</summary>
    public int Member { get; init; }

    /// <summary>How many are in its group.</summary>
    public int Members { get; init; } = 1;

    /// <summary>On which terms its account is held: with borrowed money or only with its own.</summary>
    public AccountType Account { get; init; }

    /// <summary>The pace of the market, for those whose activity follows it; null where every hour is like every other.</summary>
    public InformationFlow? Flow { get; init; }

    /// <summary>Everything that the venue trades, for those that name other instruments by symbol.</summary>
    public IReadOnlyList<Instrument> Instruments { get; init; } = [];

    /// <summary>The instruments of a list of symbols separated by blanks.</summary>
    /// <exception cref="ArgumentException">One of them is unknown; the sentence lists those that there are.</exception>
    public IReadOnlyList<InstrumentId> FindAll(string symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        return [.. symbols.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Find)];
    }

    private InstrumentId Find(string symbol)
    {
        var known = Instruments.Select(i => i.Symbol);
        return Instruments.FirstOrDefault(i => i.Symbol == symbol)?.Id ?? throw new ArgumentException(
            $"There is no instrument '{symbol}'.{Suggestions.Sentence(symbol, known)} Known: {string.Join(", ", known.Take(20))}.");
    }
}

/// <summary>One kind of strategy: what can be set, and how it is made.</summary>
/// <param name="Options">Its parameters in reading order.</param>
/// <param name="Create">Makes one for an instrument from values of these.</param>
public sealed record StrategyType(
    IReadOnlyList<OptionSpec> Options, Func<StrategySetting, OptionSet, IStrategy> Create)
{
    /// <summary>Those options that name other instruments, by symbol and separated by blanks: a trader watches these too.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Makes one with its defaults.</summary>
    public IStrategy CreateUsual(StrategySetting setting) => Create(setting, new OptionSet(Options));
}

/// <summary>Short forms for the parameters of strategies.</summary>
internal static class StrategyOption
{
    public static OptionSpec Duration(string name, string usual, string summary) => new()
    {
        Name = name, Kind = OptionKind.Duration, Default = usual, Min = 1e-9, Max = 31_536_000, Summary = summary,
    };

    public static OptionSpec Lots(string name, string usual, string summary, long from = 1) => new()
    {
        Name = name, Kind = OptionKind.Integer, Default = usual, Min = from, Max = 1e12, Summary = summary, Unit = "lots",
    };

    public static OptionSpec Ticks(string name, string usual, string summary, long from = 0) => new()
    {
        Name = name, Kind = OptionKind.Integer, Default = usual, Min = from, Max = 1e9, Summary = summary, Unit = "price units",
    };

    public static OptionSpec Count(string name, string usual, string summary, long from = 1, long to = 10_000) => new()
    {
        Name = name, Kind = OptionKind.Integer, Default = usual, Min = from, Max = to, Summary = summary,
    };

    public static OptionSpec Flag(string name, bool usual, string summary) => new()
    {
        Name = name, Kind = OptionKind.Flag, Default = usual ? "true" : "false", Summary = summary,
    };

    public static OptionSpec Number(string name, string usual, double from, double to, string summary, string unit = "") => new()
    {
        Name = name, Kind = OptionKind.Number, Default = usual, Min = from, Max = to, Summary = summary, Unit = unit,
    };

    public static OptionSpec Choice(string name, string usual, IReadOnlyList<string> choices, string summary) => new()
    {
        Name = name, Kind = OptionKind.Choice, Default = usual, Choices = choices, Summary = summary,
    };

    public static OptionSpec Flag(string name, string usual, string summary) => new()
    {
        Name = name, Kind = OptionKind.Flag, Default = usual, Summary = summary,
    };

    public static OptionSpec Symbols(string name, string summary) => new()
    {
        Name = name, Kind = OptionKind.Text, Default = "", Summary = summary, Unit = "symbols",
    };

    public static OptionSpec Numbers(string name, string usual, string summary, string unit = "") => new()
    {
        Name = name, Kind = OptionKind.Text, Default = usual, Summary = summary, Unit = unit, Check = text => _ = NumberList.Parse(text),
    };
}
