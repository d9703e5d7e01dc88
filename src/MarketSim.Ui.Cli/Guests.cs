using System.CommandLine;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>The options by which strategies join a run.</summary>
internal static class Guests
{
    /// <summary>The option that names strategies.</summary>
    public static Option<string[]> Option() => new("--strategy")
    {
        Description = "Lets a strategy join: a name of 'marketsim list strategies' or a C# file of yours, then settings, all separated by commas: "
            + "my.cs,fast=5,trades=ALPHA,count=2,cash=1000000,shares=5000; may be repeated.",
        HelpName = "NAME|FILE",
    };

    /// <summary>The option that says what becomes of a strategy that throws.</summary>
    public static Option<string> OnErrorOption() => new("--on-error")
    {
        Description = "What happens when a strategy throws: stop (the default) ends the run; retire takes that agent out of the market, with an event.",
        HelpName = "stop|retire",
    };

    /// <summary>Whether failing strategies are retired.</summary>
    /// <exception cref="ArgumentException">The word is neither.</exception>
    public static bool Retires(string? onError) => onError switch
    {
        null or "stop" => false,
        "retire" => true,
        _ => throw new ArgumentException($"--on-error was '{onError}'; accepted is stop or retire."),
    };

    /// <summary>Reads all, compiling files once.</summary>
    public static IReadOnlyList<Guest> Parse(IReadOnlyList<string>? texts) => [.. (texts ?? []).Select(text =>
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var first = comma < 0 ? text : text[..comma];
        return Guest.Parse(StrategySource.IsFileName(first) ? StrategySource.Load(first) + (comma < 0 ? "" : text[comma..]) : text, text);
    })];
}
