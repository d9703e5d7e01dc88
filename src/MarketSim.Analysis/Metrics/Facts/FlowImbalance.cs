namespace MarketSim.Analysis;

/// <summary>What comes and goes at the touch explains where the mid goes.</summary>
/// <remarks>Share of the variance of the 10-second change of the mid explained by the sum of the changes of the touch: what stands at a bid that is not lower less what stood at one that was not higher, and the opposite at the ask (their equation 4).</remarks>
public sealed class FlowImbalance : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 19;

    /// <inheritdoc/>
    public override string Name => "R² of mid change on order-flow imbalance, 10 s";

    /// <inheritdoc/>
    public override string Range => "0.2 to 0.85";

    /// <inheritdoc/>
    public override string Source => "Cont-Kukanov-Stoikov 2014";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => new Fold(observed);


    private sealed class Fold(FactObservation observed) : FactFold
    {
        private const long Interval = 10_000_000_000;
        private const int FewestIntervals = 50;

        private readonly double[] _flow = new double[(observed.Window.To - observed.Window.From).Nanoseconds / Interval];

        public override void Observe(in FlowMoment moment)
        {
            var place = ((moment.Time - observed.Window.From).Nanoseconds - 1) / Interval;
            if (moment.Kind == FlowKind.Touch && place < _flow.Length && observed.Touch.IsTwoSided && moment.Touch.IsTwoSided)
            {
                _flow[place] += Step(observed.Touch, moment.Touch);
            }
        }

        public override FactMeasure Finish()
        {
            var mids = observed.Samples.Every(10, touch => touch.Mid);
            var kept = Enumerable.Range(0, Math.Min(_flow.Length, mids.Length - 1))
                .Where(i => double.IsFinite(mids[i + 1] - mids[i])).ToArray();
            if (kept.Length < FewestIntervals)
            {
                return FactMeasure.TooFew("intervals of 10 seconds", kept.Length, FewestIntervals);
            }

            double[] flow = [.. kept.Select(i => _flow[i])];
            double[] change = [.. kept.Select(i => mids[i + 1] - mids[i])];
            return FactMeasure.Of(LineFit.Through(flow, change).RSquared, 0.2, 0.85)
                .With(new FactCurve("10-s intervals", flow, change));
        }

        private static long Step(in Touch before, in Touch after)
            => (after.Bid >= before.Bid ? after.BidQuantity.Lots : 0) - (after.Bid <= before.Bid ? before.BidQuantity.Lots : 0)
                - (after.Ask <= before.Ask ? after.AskQuantity.Lots : 0) + (after.Ask >= before.Ask ? before.AskQuantity.Lots : 0);
    }
}
