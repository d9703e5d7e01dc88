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

        private readonly QuarterHours _adds = new(observed.Window);

        public override void Observe(in FlowMoment moment)
        {
            if (moment.Kind == FlowKind.Add)
            {
                _adds.Count(moment.Time);
            }
        }

        public override FactMeasure Finish()
        {
            if (_adds.Total < FewestAdds)
            {
                return FactMeasure.TooFew("orders added", _adds.Total, FewestAdds);
            }

            if (observed.Trades.Count == 0)
            {
                return FactMeasure.TooFew("trade", 0, 1);
            }

            var trades = new QuarterHours(observed.Window);
            foreach (var trade in observed.Trades.All)
            {
                trades.Count(trade.Time);
            }

            return FactMeasure.Of((double)trades.Total / _adds.Total, 0.02, 0.3).With(trades.Over(_adds));
        }
    }
}
