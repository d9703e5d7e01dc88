namespace MarketSim.Blockchain;

/// <summary>What a node must never forget. Term and vote are one record, written together.</summary>
/// <param name="Term">The newest term that it has heard of.</param>
/// <param name="Vote">Whom it voted for in that term, from 1; zero for nobody.</param>
/// <param name="Commit">How far the log is known to be committed. It may be forgotten; it saves time.</param>
public readonly record struct HardState(long Term, int Vote, long Commit);
