namespace MarketSim.Market;

/// <summary>What holdings are worth at the marks, in minor units.</summary>
/// <param name="Cash">Money; negative when it is owed.</param>
/// <param name="LongStock">Long market value.</param>
/// <param name="ShortStock">Short market value.</param>
/// <param name="LongOptions">Value of options held.</param>
/// <param name="ShortOptions">Value of options written.</param>
/// <param name="Variation">What futures have gained since they were last settled.</param>
internal readonly record struct MarginFigures(
    long Cash, long LongStock, long ShortStock, long LongOptions, long ShortOptions, long Variation)
{
    /// <summary>What would be left if everything were closed at the marks.</summary>
    public long Equity => MarginEquity + LongOptions - ShortOptions;

    /// <summary>Equity that counts towards requirements: short options are part of those, and long ones have no loan value.</summary>
    public long MarginEquity => Cash + LongStock - ShortStock + Variation;
}
