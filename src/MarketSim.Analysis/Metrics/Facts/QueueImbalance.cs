namespace MarketSim.Analysis;

/// <summary>The longer queue tells where the mid goes next.</summary>
/// <remarks>For each move of the mid the imbalance (bid less ask lots over both) of the touch just before it: the probability that it is larger before a rise than before a fall, ties counting half.</remarks>
public sealed class QueueImbalance : StylisedFact
{
    /// <inheritdoc/>
    public override int Id => 20;

    /// <inheritdoc/>
    public override string Name => "AUC of queue imbalance for the next mid move";

    /// <inheritdoc/>
    public override string Range => "0.53 to 0.85";

    /// <inheritdoc/>
    public override string Source => "Gould-Bonart 2016";

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed) => new Fold(observed);


    private sealed class Fold(FactObservation observed) : FactFold
    {
        private const int FewestMoves = 50;

        private readonly List<(double Score, bool IsUp)> _moves = [];

        public override void Observe(in FlowMoment moment)
        {
            var before = observed.Touch;
            if (moment.Kind == FlowKind.Touch && before.IsTwoSided && moment.Touch.IsTwoSided
                && moment.Touch.Bid.Ticks + moment.Touch.Ask.Ticks - before.Bid.Ticks - before.Ask.Ticks is not 0 and var move)
            {
                double bid = before.BidQuantity.Lots, ask = before.AskQuantity.Lots;
                _moves.Add(((bid - ask) / (bid + ask), move > 0));
            }
        }

        public override FactMeasure Finish()
        {
            var rises = _moves.Count(move => move.IsUp);
            return Math.Min(rises, _moves.Count - rises) < FewestMoves
                ? FactMeasure.TooFew("moves of the mid in each direction", Math.Min(rises, _moves.Count - rises), FewestMoves)
                : FactMeasure.Of(Area(rises), 0.53, 0.85).With(ShareOfRises());
        }

        // Mann and Whitney's count from the ranks, neighbours of equal score sharing theirs.
        private double Area(int rises)
        {
            _moves.Sort((a, b) => a.Score.CompareTo(b.Score));
            var ranks = 0.0;
            for (var first = 0; first < _moves.Count;)
            {
                var (after, ups) = (first, 0);
                for (; after < _moves.Count && _moves[after].Score.Equals(_moves[first].Score); after++)
                {
                    ups += _moves[after].IsUp ? 1 : 0;
                }

                ranks += ups * ((first + 1 + after) / 2.0);
                first = after;
            }

            return (ranks - (rises * (rises + 1.0) / 2)) / ((double)rises * (_moves.Count - rises));
        }

        private FactCurve ShareOfRises()
        {
            var bins = _moves.GroupBy(move => Math.Min(9, (int)((move.Score + 1) * 5))).OrderBy(bin => bin.Key).ToArray();
            return new FactCurve(
                "share of rises", [.. bins.Select(bin => (bin.Key / 5.0) - 0.9)],
                [.. bins.Select(bin => bin.Average(move => move.IsUp ? 1.0 : 0))]);
        }
    }
}
