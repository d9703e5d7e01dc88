namespace MarketSim.Simulation;

/// <summary>An order trades at the close of the very bar whose end decided it.</summary>
/// <remarks>Assumes that one can trade at a price that one has only just seen: too good by the time from decision to trade, and over
/// daily bars only so for orders sent into a closing auction that they had to precede.</remarks>
public sealed class ThisCloseRule : IMarketOrderRule
{
    /// <inheritdoc/>
    public string Name => "this-close";

    /// <inheritdoc/>
    public string Assumption => "Orders without a limit trade at the close of the very bar that decided them, a price that one has only just seen: an upper bound.";

    /// <inheritdoc/>
    public bool NeedsSessions => false;

    /// <inheritdoc/>
    public FillMoment MomentOf(bool isClosed) => FillMoment.ThisClose;
}
