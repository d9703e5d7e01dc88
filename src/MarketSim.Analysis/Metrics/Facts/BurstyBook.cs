namespace MarketSim.Analysis;

/// <summary>Orders come in bursts.</summary>
/// <remarks>Maximum-likelihood shape of a Weibull distribution of the times between one message (order added, cancelled, reduced, executed) and the next; several at one instant count once.</remarks>
public sealed class BurstyBook : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 10;

    /// <inheritdoc/>
    public override string Name => "Weibull shape of gaps between book events";

    /// <inheritdoc/>
    public override string Range => "0.25 to 0.6";

    /// <inheritdoc/>
    public override string Source => "Politi-Scalas 2008";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => new Fold(observed.Window.From.Nanoseconds);


    internal override bool NeedsOrders => true;

    private sealed class Fold(long last) : FactFold
    {
        private const int FewestGaps = 200;

        private readonly List<double> _gaps = [];
        private bool _hasBegun;
        private long _last = last;

        public override void Observe(in FlowMoment moment)
        {
            if (moment.Kind == FlowKind.Touch)
            {
                return;
            }

            if (_hasBegun && moment.Time.Nanoseconds > _last)
            {
                _gaps.Add((moment.Time.Nanoseconds - _last) / 1e9);
            }

            (_hasBegun, _last) = (true, moment.Time.Nanoseconds);
        }

        public override FactMeasure Finish() => _gaps.Count < FewestGaps
            ? FactMeasure.TooFew("gaps", _gaps.Count, FewestGaps)
            : FactMeasure.Of(ShapeFits.Weibull([.. _gaps]), 0.25, 0.6).With(HillTail.Curve("gap (s)", [.. _gaps]));
    }
}
