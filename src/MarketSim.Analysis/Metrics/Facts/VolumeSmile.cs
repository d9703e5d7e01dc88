namespace MarketSim.Analysis;

/// <summary>A day is lively at its ends and quiet at noon.</summary>
/// <remarks>Lots traded in the first and in the last half hour of the whole session, each over half an hour's share of the two hours around its middle. Sessions of less than five hours have no midday.</remarks>
public sealed class VolumeSmile : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 12;

    /// <inheritdoc/>
    public override string Name => "Volume: first 30 min over midday; last 30 min over midday";

    /// <inheritdoc/>
    public override string Range => "at least 1.5; at least 1.3";

    /// <inheritdoc/>
    public override string Source => "Admati-Pfleiderer 1988";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => new Fold(observed);

    internal override bool SeesWholeSession => true;

    private sealed class Fold(FactObservation observed) : FactFold
    {
        private const int ShortestMinutes = 300;

        private readonly double[] _minutes =
            new double[(int)((observed.Window.To - observed.Window.Open).ToSeconds() / 60) + 1];

        public override void Observe(in FlowMoment moment)
        {
            if (moment.Kind == FlowKind.Trade)
            {
                _minutes[(int)((moment.Time - observed.Window.Open).ToSeconds() / 60)] += moment.Quantity.Lots;
            }
        }

        public override FactMeasure Finish()
        {
            var minutes = (int)Math.Round((observed.Window.To - observed.Window.Open).ToSeconds() / 60);
            if (minutes < ShortestMinutes)
            {
                return FactMeasure.None("needs a session of 5 hours or more: a shorter one has no midday");
            }

            if (observed.Trades.Count == 0)
            {
                return FactMeasure.TooFew("trade", 0, 1);
            }

            var midday = Lots((minutes / 2) - 60, 120) / 4;
            return FactMeasure.Of(
                new FactNumber("first half hour over midday", Lots(0, 30) / midday, 1.5, double.PositiveInfinity),
                new FactNumber("last half hour over midday", Lots(minutes - 30, 30) / midday, 1.3, double.PositiveInfinity))
                .With(Quarters(minutes));
        }

        // What trades at the very end belongs to the last minute.
        private double Lots(int from, int count)
        {
            var last = from + count == (int)Math.Round((observed.Window.To - observed.Window.Open).ToSeconds() / 60);
            return _minutes.Skip(from).Take(last ? count + 1 : count).Sum();
        }

        private FactCurve Quarters(int minutes)
        {
            int[] quarters = [.. Enumerable.Range(0, minutes / 15)];
            return new FactCurve(
                "lots in 15 min", [.. quarters.Select(each => (each + 0.5) / 4)], [.. quarters.Select(each => Lots(15 * each, 15))]);
        }
    }
}
