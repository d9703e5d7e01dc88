using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;
using MarketSim.Ui.Cli;

namespace MarketSim.Tests.Integration;

public sealed class FailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AStrategyThatThrowsEndsTheRunWithWhatItRecordedAndTheCommandThatRepeatsIt()
    {
        var scenario = new Failing();
        var options = new OptionSet(scenario.Options);
        options.Set("fuse", "3s");
        var screen = new Screen(TextWriter.Null, _error);
        var run = new RunExecution(screen, new RunRequest(scenario, options, 8, Speed.Max, _folder["a"]));

        var problem = Assert.Throws<ActorFailedException>(() => run.Run());

        Assert.Equal(4, CommandLine.Explain(problem, screen));
        Assert.Contains("marketsim run failing --seed 8 --set fuse=3s", _error.ToString());
        Assert.Contains("Actor 'broken' failed at 00:00:03.", _error.ToString());
        Assert.DoesNotContain("   at ", _error.ToString());
        var result = RunResult.Open(_folder["a"]);
        Assert.Equal(RunStatus.Failed, result.Manifest.Status);
        Assert.Contains("out of ideas", result.Manifest.Failure);
        var verdict = result.Replay();
        Assert.True(verdict.IsSame, verdict.Sentence);
        Assert.False(verdict.IsWhole);
        Assert.True(verdict.Commands > 2);
    }

    [Fact]
    public void WhatNobodyForesawIsOneSentenceThatAsksForAReport()
    {
        Assert.Equal(
            4, CommandLine.Explain(new InvalidOperationException("The sky fell."), new Screen(TextWriter.Null, _error)));

        Assert.Equal(
            "Something unexpected happened: The sky fell. (InvalidOperationException). Please report it with the command you gave; "
            + "MARKETSIM_DEBUG=1 shows where it happened.",
            _error.ToString().TrimEnd());
    }

    [Fact]
    public void AFullDiskIsTheEnvironmentsFault()
        => Assert.Equal(3, CommandLine.Explain(
            new ActorFailedException("venue", SimTime.Zero, 1, new IOException("No space left on device")),
            new Screen(TextWriter.Null, _error)));

    private sealed class Failing : Scenario
    {
        public override string Name => "failing";

        public override string Summary => "A trader that gives up.";

        public override IReadOnlyList<OptionSpec> Options { get; } =
            [new OptionSpec { Name = "fuse", Kind = OptionKind.Duration, Default = "1s", Summary = "When it fails." }];

        public override World Build(OptionSet options, ulong seed)
        {
            var world = new World();
            var (cash, share) = (world.AddAsset("USD", 2), world.AddAsset("X", 0));
            var instrument = world.AddInstrument(id => new Equity { Id = id, Symbol = "X", Base = share, Quote = cash });
            world.AddTrader(
                "broken", "broken", [instrument.Id], new Broken(SimTime.Zero + options.Duration("fuse")), (cash, 1_000));
            return world;
        }
    }

    private sealed class Broken(SimTime fuse) : IStrategy
    {
        public SimTime NextWake(MarketView view)
            => view.Now < fuse ? fuse : throw new InvalidOperationException("out of ideas");

        public void Decide(MarketView view, OrderPad orders) => throw new InvalidOperationException("out of ideas");
    }
}
