using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The touch of a recording after each of its messages.</summary>
internal interface ITouchSource : IDisposable
{
    /// <summary>Takes in the next message.</summary>
    void Apply(in RecordedMessage message);

    /// <summary>The touch after it.</summary>
    Touch Touch { get; }
}

/// <summary>Touches of recorded levels.</summary>
internal static class RecordedTouch
{
    public static Touch Of(in PriceLevel bid, in PriceLevel ask)
        => new(new Price(bid.Price), new Quantity(bid.Quantity), new Price(ask.Price), new Quantity(ask.Quantity));
}
