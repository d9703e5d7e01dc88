using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>What a client asked, and what it was told.</summary>
/// <param name="Client">Which client, from 1.</param>
/// <param name="Operation">What it asked; see <see cref="HistoryModel"/>.</param>
/// <param name="Id">The operation's own identity; zero for one without.</param>
/// <param name="Called">When it asked.</param>
/// <param name="Returned">When it was told; null where it never was: the operation may have happened, or may yet.</param>
/// <param name="Result">What it was told; null where nothing was.</param>
public sealed record ClientOperation(int Client, string Operation, ulong Id, SimTime Called, SimTime? Returned, long? Result);
