namespace MarketSim.Simulation;

/// <summary>First come, first served, counted: what is before us is every order that came before ours and is still there.</summary>
/// <remarks>Needs data that name orders. What stands there in orders older than the recording is before us too.</remarks>
public sealed class FifoQueue : IQueueModel
{
    /// <inheritdoc/>
    public string Name => "fifo";

    /// <inheritdoc/>
    public string Assumes => "First come, first served: an order waits for exactly those that came before it, as the recorded orders leave one by one.";

    /// <inheritdoc/>
    public bool CountsOrders => true;

    /// <inheritdoc/>
    public double Change(double front, double before, long after) => Math.Min(front, after);
}
