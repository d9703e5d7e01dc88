namespace MarketSim.Analysis;

/// <summary>A position from its opening to its closing: what was bought and sold again, or sold short and bought back.</summary>
/// <param name="Instrument">What was traded.</param>
/// <param name="Opened">When it was opened.</param>
/// <param name="Closed">When it was closed, not before.</param>
/// <param name="Sign">1 of a long position, -1 of a short one.</param>
/// <param name="Quantity">How much, more than zero.</param>
/// <param name="Entry">The price at which it was opened.</param>
/// <param name="Exit">The price at which it was closed.</param>
/// <param name="Profit">What it brought after fees, in the currency.</param>
/// <param name="Fees">The fees in it, in the currency.</param>
/// <param name="Mae">Maximum adverse excursion: what it was worth before fees at its worst against the entry, in the currency; zero or below,
/// like every loss.</param>
/// <param name="Mfe">Maximum favourable excursion: what it was worth before fees at its best against the entry, in the currency; zero or above.</param>
/// <param name="Bars">How many bars it was held.</param>
public readonly record struct RoundTrip(
    string Instrument, DateTime Opened, DateTime Closed, int Sign, double Quantity, double Entry, double Exit, double Profit, double Fees,
    double Mae, double Mfe, long Bars)
{
    /// <summary>How long it was held.</summary>
    public TimeSpan Held => Closed - Opened;

    /// <summary>Profit over what was paid or received at the opening; null where that is zero.</summary>
    public double? Return => Moments.Ratio(Profit, Math.Abs(Entry * Quantity));
}
