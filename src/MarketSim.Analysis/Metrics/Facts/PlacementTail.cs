using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Orders are placed far from the touch, too, as a power law.</summary>
/// <remarks>Hill estimator over the largest 10% of the distances, in price units, of new displayed orders behind the best price of their side as it was before them; those at or before it have none.</remarks>
public sealed class PlacementTail : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 17;

    /// <inheritdoc/>
    public override string Name => "Tail exponent of placement distance (top 10%)";

    /// <inheritdoc/>
    public override string Range => "0.5 to 2.5";

    /// <inheritdoc/>
    public override string Source => "Zovko-Farmer 2002; Bouchaud et al. 2002";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => new Fold(observed);


    internal override bool NeedsOrders => true;

    private sealed class Fold(FactObservation observed) : FactFold
    {
        private const int FewestOrders = 200;

        private readonly List<double> _distances = [];

        public override void Observe(in FlowMoment moment)
        {
            if (moment.Kind != FlowKind.Add)
            {
                return;
            }

            var touch = observed.Touch;
            var (best, lots) = moment.Side == Side.Buy
                ? (touch.Bid, touch.BidQuantity) : (touch.Ask, touch.AskQuantity);
            var behind = moment.Side.Sign() * (best.Ticks - moment.Price.Ticks);
            if (!lots.IsZero && behind > 0)
            {
                _distances.Add(behind);
            }
        }

        public override FactMeasure Finish() => _distances.Count < FewestOrders
            ? FactMeasure.TooFew("orders placed behind the best price", _distances.Count, FewestOrders)
            : FactMeasure.Of(HillTail.Exponent([.. _distances], 0.10), 0.5, 2.5)
                .With(HillTail.Curve("distance", [.. _distances]));
    }
}
