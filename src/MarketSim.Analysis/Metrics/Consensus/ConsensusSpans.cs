using System.Runtime.InteropServices;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>A node was one thing for a while.</summary>
/// <param name="Node">Which, from 1.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when.</param>
/// <param name="Role">What it was.</param>
/// <param name="Term">The term it believed in.</param>
/// <param name="Lost">For a node that was down: appended entries that it lost because they were not durable.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RoleSpan(int Node, SimTime From, SimTime To, ConsensusRole Role, long Term, long Lost);

/// <summary>A leader could commit for a while: it was up and reached a majority.</summary>
/// <param name="Leader">Which node, from 1; zero for the time in which there was none.</param>
/// <param name="Term">In which term.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Reign(int Leader, long Term, SimTime From, SimTime To)
{
    /// <summary>How long.</summary>
    public double Milliseconds => (To - From).Nanoseconds / 1e6;
}

/// <summary>Links were cut for a while.</summary>
/// <param name="From">Since when.</param>
/// <param name="To">Until when.</param>
/// <param name="First">A bit for each node of the first group; node 1 is bit 0.</param>
/// <param name="Second">A bit for each node of the second.</param>
/// <param name="IsOneWay">Whether only what the first group sends is lost.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CutSpan(SimTime From, SimTime To, ulong First, ulong Second, bool IsOneWay)
{
    /// <summary>The groups as people write them, such as <c>1,2 | 3,4,5</c>.</summary>
    public string Groups => $"{Names(First)} {(IsOneWay ? "→" : "|")} {Names(Second)}";

    private static string Names(ulong set)
        => string.Join(',', Enumerable.Range(1, 64).Where(node => (set >> (node - 1) & 1) != 0));
}

/// <summary>A message on its way.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="From">The sender, from 1.</param>
/// <param name="To">The receiver, from 1.</param>
/// <param name="Sent">When it left.</param>
/// <param name="Arrived">When it arrived, or was lost.</param>
/// <param name="IsLost">Whether it never arrived.</param>
/// <param name="IsRefusal">Whether it says no.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MessageFlight(
    ConsensusMessageKind Kind, int From, int To, SimTime Sent, SimTime Arrived, bool IsLost, bool IsRefusal);

/// <summary>A client learned that its command is final.</summary>
/// <param name="Time">When.</param>
/// <param name="Waited">How long it had waited, in nanoseconds.</param>
/// <param name="Index">The command's place in the log.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Acknowledgement(SimTime Time, long Waited, long Index);
