namespace MarketSim.Simulation;

/// <summary>Who cancels was behind us: only trades bring us forward.</summary>
/// <remarks>Never better than reality at an exchange with time priority. Source: the risk-averse model of hftbacktest.</remarks>
public sealed class RiskAverseQueue : IQueueModel
{
    /// <inheritdoc/>
    public string Name => "risk-averse";

    /// <inheritdoc/>
    public string Assumes => "Lots that vanish from a queue without a trade were behind us: only trades bring an order forward.";

    /// <inheritdoc/>
    public double Change(double front, double before, long after) => Math.Min(front, after);
}
