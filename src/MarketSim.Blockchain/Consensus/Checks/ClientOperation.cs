using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>What a client asked, and what it was told.</summary>
/// <param name="Client">Which client, from 1.</param>
/// <param name="Operation">What it asked: <c>append</c>, <c>read</c>, <c>write</c>.</param>
/// <param name="Id">The operation's own identity; for a read zero.</param>
/// <param name="Called">When it asked.</param>
/// <param name="Returned">When it was told; null where it never was, and the operation may have happened or not.</param>
/// <param name="Result">What it was told; null where nothing was.</param>
public sealed record ClientOperation(int Client, string Operation, ulong Id, SimTime Called, SimTime? Returned, long? Result);
