using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class LogRecorderTests
{
    [Fact]
    public void AtEveryMomentEachEventOnDiskComesFromACommandOnDisk()
    {
        var folder = Directory.CreateTempSubdirectory("marketsim-recorder-");
        try
        {
            var random = new Rng(1, "recorder");
            using (var recorder = new LogRecorder(folder.FullName, blockBytes: 400))
            {
                for (var i = 1; i <= 200; i++)
                {
                    recorder.Record(Commands.Cancel(new(2), new(0), new((ulong)i)), new SimTime(i));
                    for (var n = random.Below(6); n > 0; n--)
                    {
                        recorder.Record(new MarketEvent { Kind = EventKind.Cancelled, Order = new((ulong)i) });
                    }

                    // What a kill at this moment would leave.
                    var (commands, events) = ReadBoth(folder.FullName);
                    Assert.True(events.All(happened => happened.Order.Value <= (ulong)commands.Length), $"after command {i}");
                }
            }

            var (allCommands, allEvents) = ReadBoth(folder.FullName);
            Assert.Equal(Enumerable.Range(1, 200).Select(i => (ulong)i), allCommands.Select(logged => logged.Command.Order.Value));
            Assert.Equal(200UL, allEvents[^1].Order.Value);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void WhatIsFlushedIsThereAndCounted()
    {
        var folder = Directory.CreateTempSubdirectory("marketsim-recorder-");
        try
        {
            using var recorder = new LogRecorder(folder.FullName);
            recorder.Record(Commands.OpenSession(), new SimTime(5));
            recorder.Record(new MarketEvent { Kind = EventKind.PhaseChanged, Phase = TradingPhase.Continuous });
            Assert.Equal((1, 1), (recorder.CommandCount, recorder.EventCount));
            Assert.Empty(ReadBoth(folder.FullName).Commands);
            recorder.Flush();
            var (commands, events) = ReadBoth(folder.FullName);
            Assert.Equal([new LoggedCommand(new SimTime(5), Commands.OpenSession())], commands);
            Assert.Equal(TradingPhase.Continuous, Assert.Single(events).Phase);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (LoggedCommand[] Commands, MarketEvent[] Events) ReadBoth(string folder)
    {
        using var commands = CommandLogReader.Open(Path.Combine(folder, LogRecorder.CommandFileName));
        using var events = EventLogReader.Open(Path.Combine(folder, LogRecorder.EventFileName));
        return ([.. commands], [.. events]);
    }
}
