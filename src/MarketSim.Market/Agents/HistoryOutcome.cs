using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What became of a recording that was replayed among agents.</summary>
public sealed class HistoryOutcome
{
    /// <summary>Messages repeated.</summary>
    public long Messages { get; set; }

    /// <summary>Orders entered.</summary>
    public long Adds { get; set; }

    /// <summary>Messages about orders that the recording never added. They are about anonymous orders at that price
    /// where there are some; else an executed order is entered first, and the rest is left out.</summary>
    public long OlderThanRecording { get; set; }

    /// <summary>Messages that were concluded from the book recorded beside: what older orders stood there, and what
    /// happened out of the recording's sight.</summary>
    public long Inferred { get; set; }

    /// <summary>Lots entered for orders known only from that book.</summary>
    public long AnonymousLots { get; set; }

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

    /// <summary>Orders that were filled in recorded auctions.</summary>
    public long AuctionFills { get; set; }

    /// <summary>Lots that traded in recorded auctions, counted once.</summary>
    public long AuctionLots { get; set; }

    /// <summary>Orders that our auctions filled with as many lots as the recorded ones.</summary>
    public long AuctionFillsAsRecorded { get; set; }

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
