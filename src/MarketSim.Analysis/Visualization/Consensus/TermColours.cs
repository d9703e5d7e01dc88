namespace MarketSim.Analysis;

/// <summary>The colour of a term. Neighbouring terms differ; the same term has the same colour everywhere in a picture.</summary>
internal static class TermColours
{
    private static readonly Ink[] Inks = [Ink.Series1, Ink.Series2, Ink.Series3, Ink.Series4, Ink.Series5, Ink.Series6];

    public static Ink Of(long term) => term == 0 ? Ink.Muted : Inks[(int)((term - 1) % Inks.Length)];
}
