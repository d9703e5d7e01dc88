using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What became of one recorded execution.</summary>
/// <param name="Maker">The resting order that was executed.</param>
/// <param name="Lots">How much of it.</param>
/// <param name="SameMaker">Lots that its aggressor traded with that very order.</param>
/// <param name="OtherRecorded">Lots that it traded with another recorded order.</param>
/// <param name="Agents">Lots that it traded with agents of the simulation.</param>
public readonly record struct RecordedExecution(
    OrderId Maker, long Lots, long SameMaker = 0, long OtherRecorded = 0, long Agents = 0);

/// <summary>What became of a recording that was replayed among agents.</summary>
public sealed class HistoryOutcome
{
    /// <summary>Messages repeated.</summary>
    public long Messages { get; set; }

    /// <summary>Orders entered.</summary>
    public long Adds { get; set; }

    /// <summary>Messages about orders that the recording never added. They are about seeded levels where there is one; else an
    /// executed order is entered first, and the rest is left out.</summary>
    public long OlderThanRecording { get; set; }

    /// <summary>Lots put in before the recording began, from a book recorded beside it.</summary>
    public long SeededLots { get; set; }

    /// <summary>Messages that are no orders: trades against hidden orders, crosses, halts.</summary>
    public long NotRepeated { get; set; }

    /// <summary>Executions recorded.</summary>
    public long Executions { get; set; }

    /// <summary>Lots executed in the recording.</summary>
    public long ExecutedLots { get; set; }

    /// <summary>Executions that happened as recorded: the whole size against the same order.</summary>
    public long AsRecorded { get; set; }

    /// <summary>Executions that were filled, but not all by the recorded order.</summary>
    public long FilledDifferently { get; set; }

    /// <summary>Executions that could no longer be filled, or not completely.</summary>
    public long NotFilled { get; set; }

    /// <summary>Lots filled by the same order.</summary>
    public long SameMakerLots { get; set; }

    /// <summary>Lots filled by other recorded orders.</summary>
    public long OtherRecordedLots { get; set; }

    /// <summary>Lots filled by agents of the simulation.</summary>
    public long AgentLots { get; set; }

    /// <summary>Lots that found nobody.</summary>
    public long UnfilledLots { get; set; }

    /// <summary>Lots of recorded orders that agents took out of turn.</summary>
    public long TakenByAgentsLots { get; set; }

    /// <summary>Cancels, reductions and replacements of orders that were gone already.</summary>
    public long TooLate { get; set; }

    /// <summary>Other commands that the venue refused.</summary>
    public long Rejected { get; set; }

    internal void Settle(in RecordedExecution execution, long unfilled)
    {
        SameMakerLots += execution.SameMaker;
        OtherRecordedLots += execution.OtherRecorded;
        AgentLots += execution.Agents;
        UnfilledLots += unfilled;
        if (execution.SameMaker == execution.Lots)
        {
            AsRecorded++;
        }
        else if (unfilled == 0)
        {
            FilledDifferently++;
        }
        else
        {
            NotFilled++;
        }
    }
}
