namespace MarketSim.Core;

/// <summary>Names of the program as files and command lines write them.</summary>
public static class KebabCase
{
    /// <summary>A name in kebab case: <c>initial-margin</c> for InitialMargin or initialMargin.</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
    }
}
