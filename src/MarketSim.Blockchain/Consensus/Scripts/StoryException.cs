namespace MarketSim.Blockchain;

/// <summary>A story went otherwise than it says, or says something that has no meaning.</summary>
public sealed class StoryException : Exception
{
    /// <summary>With no sentence.</summary>
    public StoryException()
    {
    }

    /// <summary>With the sentence that names the line and what was expected.</summary>
    public StoryException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence and what caused it.</summary>
    public StoryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
