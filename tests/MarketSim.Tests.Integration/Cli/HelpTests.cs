using System.CommandLine.Parsing;
using System.CommandLine;
using System.Text.Json;
using MarketSim.Core;
using MarketSim.Ui.Cli;
using Command = System.CommandLine.Command;

namespace MarketSim.Tests.Integration;

public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. All().Select(command => command.Path)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void EveryCommandExplainsItselfWithExamplesThatItUnderstands(string path)
    {
        var (_, command) = All().Single(c => c.Path == path);
        var outcome = Marketsim.Run([.. path.Split(' ').Skip(1), "--help"]);

        Assert.Equal(0, outcome.Code);
        Assert.Contains(command.Description!.Split(' ')[0], outcome.Output);
        Assert.Contains("Examples:", outcome.Output);
        Assert.Contains("Exit codes:", outcome.Output);
        foreach (var example in command.Examples)
        {
            Assert.StartsWith(path, example);
            Assert.Contains($"  {example}", outcome.Output);
            var root = CommandLine.CreateRoot(new Screen(TextWriter.Null, TextWriter.Null));
            Assert.Empty(root.Parse([.. CommandLineParser.SplitCommandLine(example).Skip(1)], CommandLine.Parsing).Errors);
        }

        Assert.NotEmpty(command.Examples);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void EveryOptionAndArgumentIsDescribed(string path)
    {
        var (_, command) = All().Single(c => c.Path == path);

        Assert.All(command.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), option.Name));
        Assert.All(
            command.Arguments, argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description), argument.Name));
    }

    [Theory]
    [InlineData("scenarios", "default-day")]
    [InlineData("options", "duration")]
    [InlineData("strategies", "momentum")]
    [InlineData("plots", "price")]
    [InlineData("formats", "lobster")]
    [InlineData("latencies", "constant:50us")]
    public void ListsAreForPeopleAndMachines(string list, string expected)
    {
        Assert.Contains(expected, Marketsim.Run("list", list).Output);
        using var json = JsonDocument.Parse(Marketsim.Run("list", list, "--json").Output);
        Assert.Contains(expected, json.RootElement.EnumerateArray().Select(e => e.GetProperty("name").GetString()));
    }

    [Fact]
    public void EveryFormatOfRecordedDataIsListed()
        => Assert.Equal(
            DataFormats.All.Except(["auto"]),
            Marketsim.Run("list", "formats").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0]));

    private static IEnumerable<(string Path, DocumentedCommand Command)> All()
    {
        var root = CommandLine.CreateRoot(new Screen(TextWriter.Null, TextWriter.Null));
        return root.Subcommands.OfType<DocumentedCommand>().SelectMany(c => Below("marketsim", c));
    }

    private static IEnumerable<(string Path, DocumentedCommand Command)> Below(string parent, DocumentedCommand command)
    {
        var path = $"{parent} {command.Name}";
        return command.Subcommands.OfType<DocumentedCommand>().SelectMany(c => Below(path, c)).Prepend((path, command));
    }
}
