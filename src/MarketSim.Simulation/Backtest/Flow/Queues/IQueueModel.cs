namespace MarketSim.Simulation;

/// <summary>How an order that waits moves forward in its queue, where the data tell only what stands at a price in all.</summary>
/// <remarks>A front is an estimate of the lots with priority over ours. A trade at the price takes from it first, whatever the model;
/// models differ in what they make of lots that vanish without a trade: were they before or behind us?</remarks>
public interface IQueueModel
{
    /// <summary>Its name and parameter on the command line.</summary>
    string Name { get; }

    /// <summary>What it takes for granted, as a sentence.</summary>
    string Assumes { get; }

    /// <summary>Whether the front is not estimated but counted, order by order.</summary>
    bool CountsOrders => false;

    /// <summary>Whether an order that arrives begins behind what stands at its price.</summary>
    bool HasQueue => true;

    /// <summary>The front after what stands at the price changed without a trade.</summary>
    /// <param name="front">Before.</param>
    /// <param name="before">What stood there when last heard of, less what has traded since.</param>
    /// <param name="after">What stands there now.</param>
    double Change(double front, double before, long after);
}
