namespace MarketSim.Analysis;

/// <summary>Few orders ever trade.</summary>
/// <remarks>Trades, all executions of one instant in one direction being one, over displayed orders that came to stand in the book.</remarks>
public sealed class TradesPerAdd : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 15;

    /// <inheritdoc/>
    public override string Name => "Trades per add";

    /// <inheritdoc/>
    public override string Range => "0.02 to 0.3";

    /// <inheritdoc/>
    public override string Source => "Hasbrouck-Saar 2013";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => new Fold(observed);


    internal override bool NeedsOrders => true;

    private sealed class Fold(FactObservation observed) : FactFold
    {
        private const int FewestAdds = 100;

        private long _adds;

        public override void Observe(in FlowMoment moment) => _adds += moment.Kind == FlowKind.Add ? 1 : 0;

        public override FactMeasure Finish() => _adds < FewestAdds
            ? FactMeasure.TooFew("orders added", _adds, FewestAdds)
            : FactMeasure.Of((double)observed.Trades.Count / _adds, 0.02, 0.3);
    }
}
