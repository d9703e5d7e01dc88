namespace MarketSim.Analysis;

/// <summary>Nearly all orders are cancelled.</summary>
/// <remarks>Displayed orders that left the book without a trade, over displayed orders that came to stand in it. Reductions are no cancels.</remarks>
public sealed class CancelsPerAdd : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 14;

    /// <inheritdoc/>
    public override string Name => "Cancels per add";

    /// <inheritdoc/>
    public override string Range => "0.75 to 0.99";

    /// <inheritdoc/>
    public override string Source => "Hasbrouck-Saar 2013";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => new Fold(observed.Window);


    internal override bool NeedsOrders => true;

    private sealed class Fold(FactWindow window) : FactFold
    {
        private const int FewestAdds = 100;

        private readonly QuarterHours _adds = new(window);
        private readonly QuarterHours _cancels = new(window);

        public override void Observe(in FlowMoment moment)
        {
            if (moment.Kind is FlowKind.Add or FlowKind.Cancel)
            {
                (moment.Kind == FlowKind.Add ? _adds : _cancels).Count(moment.Time);
            }
        }

        public override FactMeasure Finish() => _adds.Total < FewestAdds
            ? FactMeasure.TooFew("orders added", _adds.Total, FewestAdds)
            : FactMeasure.Of((double)_cancels.Total / _adds.Total, 0.75, 0.99).With(_cancels.Over(_adds));
    }
}
