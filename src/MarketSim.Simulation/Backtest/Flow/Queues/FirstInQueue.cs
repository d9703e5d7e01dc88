namespace MarketSim.Simulation;

/// <summary>There is no queue: whoever trades at our price trades with us first.</summary>
/// <remarks>What a back-test without queues takes for granted; here to show how much that is worth.</remarks>
public sealed class FirstInQueue : IQueueModel
{
    /// <inheritdoc/>
    public string Name => "none";

    /// <inheritdoc/>
    public string Assumes => "There is no queue: whatever trades at an order's price trades with it first.";

    /// <inheritdoc/>
    public bool HasQueue => false;

    /// <inheritdoc/>
    public double Change(double front, double before, long after) => 0;
}
