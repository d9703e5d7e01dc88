namespace MarketSim.Simulation;

/// <summary>While the market is open an order trades at once, at the close of the bar that decided it; after the last bar of a session
/// it waits for the open of the next, and its fill says so.</summary>
/// <remarks>Assumes as <see cref="ThisCloseRule"/> within a session. After it a market order becomes a market-on-open order, as brokers
/// do; other back-testers convert in silence. Over bars of a day or longer every order waits.</remarks>
public sealed class SessionRule : IMarketOrderRule
{
    /// <summary>What the fill of a converted order says.</summary>
    public const string Converted = "market order after the close became market-on-open";

    /// <inheritdoc/>
    public string Name => "session";

    /// <inheritdoc/>
    public string Assumption => "Within a session orders without a limit trade at the close of the bar that decided them; after its last bar they wait for the next open.";

    /// <inheritdoc/>
    public bool NeedsSessions => true;

    /// <inheritdoc/>
    public FillMoment MomentOf(bool isClosed) => isClosed ? FillMoment.NextOpen : FillMoment.ThisClose;
}
