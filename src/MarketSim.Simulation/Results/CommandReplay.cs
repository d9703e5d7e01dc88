using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Executes the recorded commands of a run again and compares every event and the final fingerprint.</summary>
internal sealed class CommandReplay
{
    private const long ProgressEvery = 1 << 14;

    private readonly RunManifest _manifest;
    private readonly CommandLogReader _commands;
    private readonly EventLogReader _recorded;
    private readonly Exchange _exchange;
    private readonly EventBuffer _buffer = new();
    private long _compared;
    private bool _recordsEnded;

    private CommandReplay(RunResult result, CommandLogReader commands, EventLogReader recorded)
    {
        (_manifest, _commands, _recorded) = (result.Manifest, commands, recorded);
        _exchange = result.CreateExchange();
    }

    private bool IsFinished => _manifest.Status is RunStatus.Completed or RunStatus.Interrupted;

    private string Hash => _exchange.ComputeHash().ToString("x16", CultureInfo.InvariantCulture);

    public static ReplayVerdict Run(RunResult result, IProgress<ReplayProgress>? progress)
    {
        using var commands = result.ReadCommands();
        using var events = result.ReadEvents();
        return new CommandReplay(result, commands, events).Run(progress);
    }

    private ReplayVerdict Run(IProgress<ReplayProgress>? progress)
    {
        while (!_recordsEnded && _commands.TryRead(out var logged))
        {
            _buffer.Clear();
            try
            {
                _exchange.Apply(logged.Command, logged.Time, _buffer);
            }
            catch (Exception problem) when (problem is InvariantViolatedException or OverflowException)
            {
                return Failure($"Command {_commands.Count} cannot be executed: {problem.Message}");
            }

            if (FindDifference() is { } difference)
            {
                return difference;
            }

            if (progress is not null && _commands.Count % ProgressEvery == 0)
            {
                progress.Report(new ReplayProgress(_commands.Count, _manifest.CommandCount, logged.Time));
            }
        }

        return Conclude();
    }

    private ReplayVerdict? FindDifference()
    {
        foreach (ref readonly var item in _buffer.Items)
        {
            if (!_recorded.TryRead(out var recorded))
            {
                _recordsEnded = true;
                return null;
            }

            if (recorded != item)
            {
                return Difference(recorded, item);
            }

            _compared++;
        }

        return null;
    }

    private ReplayVerdict Conclude()
    {
        if (_commands.Ending == LogEnding.Damaged)
        {
            return Failure($"commands.log is damaged at byte {_commands.TornAtByte}; {Readable} replay as recorded.");
        }

        if (_recorded.Ending == LogEnding.Damaged)
        {
            return Failure(
                $"events.log is damaged at byte {_recorded.TornAtByte}; the {_compared} events before it replay as recorded.");
        }

        return IsFinished ? ConcludeFinished() : ConcludeKilled();
    }

    private ReplayVerdict ConcludeFinished()
    {
        if (_commands.Ending == LogEnding.Torn || (!_recordsEnded && _commands.Count != _manifest.CommandCount))
        {
            return Failure(
                $"commands.log ends early: {Readable} of {_manifest.CommandCount} are there, and replay as recorded.");
        }

        if (_recordsEnded)
        {
            return Failure(
                $"events.log ends early: {_compared} of {_manifest.EventCount} events are there, and replay as recorded.");
        }

        if (_recorded.TryRead(out var surplus))
        {
            return Difference(surplus, null);
        }

        if (Hash != _manifest.StateHash)
        {
            return Failure(
                $"All {_compared} events replay as recorded, but the final state does not: its hash is {Hash}, "
                + $"the manifest says {_manifest.StateHash}.");
        }

        return Verdict(
            true, $"{_commands.Count} commands lead to the same {_compared} events and the same state: hash {Hash}.")
            with { IsWhole = true };
    }

    // What was flushed last may reach further in one log than in the other.
    private ReplayVerdict ConcludeKilled() => Verdict(true,
        $"The run did not end ({_manifest.Status.ToString().ToLowerInvariant()}), so there is no final state to compare; "
        + $"{_commands.Count} commands are readable and lead to the same {_compared} events. State hash there: {Hash}.");

    private string Readable => $"the first {_commands.Count} commands";

    private ReplayVerdict Difference(in MarketEvent recorded, MarketEvent? replayed)
        => Verdict(false, replayed is { } item
            ? $"Event {item.Sequence} differs: recorded is {Describe(recorded)}, but the commands lead to {Describe(item)}."
            : $"events.log holds more than the {_compared} events that the commands lead to; the first is {Describe(recorded)}.")
            with
            {
                FirstDifference = replayed?.Sequence ?? recorded.Sequence, Recorded = recorded, Replayed = replayed,
            };

    private ReplayVerdict Failure(string sentence) => Verdict(false, sentence);

    private ReplayVerdict Verdict(bool isSame, string sentence) => new()
    {
        IsSame = isSame,
        IsWhole = false,
        Sentence = sentence,
        Commands = _commands.Count,
        Events = _compared,
        StateHash = Hash,
        RecordedHash = _manifest.StateHash,
    };

    private static string Describe(in MarketEvent item) => string.Create(
        CultureInfo.InvariantCulture,
        $"{item.Kind} at {item.Time} of order {item.Order}, {item.Side} {item.Quantity} at {item.Price}, {item.Open} open");
}
