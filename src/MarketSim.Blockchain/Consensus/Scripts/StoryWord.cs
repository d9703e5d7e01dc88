namespace MarketSim.Blockchain;

/// <summary>A word that a story's line may begin with.</summary>
/// <param name="Name">The word.</param>
/// <param name="Usage">What follows it.</param>
/// <param name="Meaning">What it does, in a sentence.</param>
/// <param name="Example">A line that can be typed as it stands.</param>
public sealed record StoryWord(string Name, string Usage, string Meaning, string Example);
