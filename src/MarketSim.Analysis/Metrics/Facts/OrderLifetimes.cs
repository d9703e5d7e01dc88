namespace MarketSim.Analysis;

/// <summary>Most orders are cancelled soon, a few after very long.</summary>
/// <remarks>Seconds from when an order came to stand in the book to when the whole of it was cancelled, of orders that did both inside the observation: the median, and the ninth decile over it.</remarks>
public sealed class OrderLifetimes : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 13;

    /// <inheritdoc/>
    public override string Name => "Lifetime of cancelled orders: median (s); p90/p50";

    /// <inheritdoc/>
    public override string Range => "below 10; at least 8";

    /// <inheritdoc/>
    public override string Source => "Challet-Stinchcombe 2003";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => new Fold();


    internal override bool NeedsOrders => true;

    private sealed class Fold : FactFold
    {
        private const int FewestCancels = 100;

        private readonly Dictionary<ulong, long> _born = [];
        private readonly List<double> _lives = [];

        public override void Observe(in FlowMoment moment)
        {
            switch (moment.Kind)
            {
                case FlowKind.Add:
                    _born[moment.Order] = moment.Time.Nanoseconds;
                    break;
                case FlowKind.Cancel when _born.Remove(moment.Order, out var born):
                    _lives.Add((moment.Time.Nanoseconds - born) / 1e9);
                    break;
            }
        }

        public override FactMeasure Finish()
        {
            if (_lives.Count < FewestCancels)
            {
                return FactMeasure.TooFew("cancelled orders", _lives.Count, FewestCancels);
            }

            _lives.Sort();
            var median = Sample.Quantile([.. _lives], 0.5);
            return FactMeasure.Of(
                new FactNumber("median (s)", median, 0, Math.BitDecrement(10)),
                new FactNumber("p90/p50", Sample.Quantile([.. _lives], 0.9) / median, 8, double.PositiveInfinity))
                .With(HillTail.Curve("lifetime (s)", [.. _lives]));
        }
    }
}
