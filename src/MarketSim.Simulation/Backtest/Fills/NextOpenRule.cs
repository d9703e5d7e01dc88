namespace MarketSim.Simulation;

/// <summary>An order trades at the open of the bar after the one at whose end it was decided.</summary>
/// <remarks>Assumes that what is decided at an end is at the venue before the next trade, and that the first trade of a bar is large
/// enough. What is sent at the end of the last bar never trades. The honest choice where nothing else is known.</remarks>
public sealed class NextOpenRule : IMarketOrderRule
{
    /// <inheritdoc/>
    public string Name => "next-open";

    /// <inheritdoc/>
    public string Assumption => "Orders without a limit trade at the open of the bar after the one that decided them: deciding takes less than a bar.";

    /// <inheritdoc/>
    public bool NeedsSessions => false;

    /// <inheritdoc/>
    public FillMoment MomentOf(bool isClosed) => FillMoment.NextOpen;
}
