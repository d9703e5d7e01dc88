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
    public override FactFold Start(FactObservation observed) => new Fold();


    internal override bool NeedsOrders => true;

    private sealed class Fold : FactFold
    {
        private const int FewestAdds = 100;

        private long _adds;
        private long _cancels;

        public override void Observe(in FlowMoment moment)
        {
            _adds += moment.Kind == FlowKind.Add ? 1 : 0;
            _cancels += moment.Kind == FlowKind.Cancel ? 1 : 0;
        }

        public override FactMeasure Finish() => _adds < FewestAdds
            ? FactMeasure.TooFew("orders added", _adds, FewestAdds)
            : FactMeasure.Of((double)_cancels / _adds, 0.75, 0.99);
    }
}
