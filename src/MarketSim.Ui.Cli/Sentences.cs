namespace MarketSim.Ui.Cli;

/// <summary>Makes of an exception's message a sentence for people.</summary>
internal static class Sentences
{
    /// <summary>Does something whose arguments come from the user: what it refuses is the user's to mend, and the name
    /// of the parameter means nothing to them.</summary>
    public static T Plain<T>(Func<T> what)
    {
        try
        {
            return what();
        }
        catch (ArgumentException refusal) when (refusal.ParamName is not null)
        {
            throw new ArgumentException(Of(refusal), refusal);
        }
    }

    /// <summary>The message without what the runtime adds to it.</summary>
    public static string Of(ArgumentException refusal)
    {
        var addition = $" (Parameter '{refusal.ParamName}')";
        var end = refusal.Message.IndexOf(addition, StringComparison.Ordinal);
        return end < 0 ? refusal.Message : refusal.Message[..end];
    }
}
