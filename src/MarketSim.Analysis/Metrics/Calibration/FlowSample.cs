using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>A limit order as it came.</summary>
/// <param name="Side">Its side.</param>
/// <param name="Distance">Price units behind the best price of its own side; negative inside the spread.</param>
/// <param name="Spread">The spread before it, in price units.</param>
/// <param name="Lots">Its size.</param>
public readonly record struct Placement(Side Side, long Distance, long Spread, long Lots);

/// <summary>An order's time in the book.</summary>
/// <param name="Seconds">How long it was seen there.</param>
/// <param name="IsCancelled">Whether a cancellation ended it; else a trade, or the end of the observation.</param>
/// <param name="Distance">Price units behind the best price of its side when it came; negative inside the spread.</param>
public readonly record struct OrderLife(double Seconds, bool IsCancelled, long Distance);

/// <summary>An arrival, for Hawkes processes.</summary>
/// <param name="Seconds">Since the beginning of the observation.</param>
/// <param name="IsMarket">Whether it is a market order; else a limit order.</param>
/// <param name="Side">Its side.</param>
public readonly record struct Arrival(double Seconds, bool IsMarket, Side Side);

/// <summary>What calibration needs of an order flow, recorded or simulated.</summary>
/// <remarks>Trades of one side at one instant are one market order: venues report each fill by itself. Trades against hidden orders are
/// counted, but are no market orders here, since nothing of the displayed book met them.</remarks>
public sealed class FlowSample : FlowObserver
{
    private readonly Dictionary<ulong, (long Time, long Distance)> _born = [];

    /// <summary>The window, the touch at each second, the trades; null before the pass.</summary>
    public FactObservation Observed { get; private set; } = null!;

    /// <summary>Limit and market orders, in order of time.</summary>
    public List<Arrival> Arrivals { get; } = [];

    /// <summary>Limit orders that came while both sides were quoted.</summary>
    public List<Placement> Placements { get; } = [];

    /// <summary>Cancellations, complete or in part: side and distance from the best price in price units.</summary>
    public List<(Side Side, long Distance, double Seconds)> Cancels { get; } = [];

    /// <summary>Sizes of market orders in lots.</summary>
    public List<long> MarketLots { get; } = [];

    /// <summary>How long orders stood, for those whose coming was seen.</summary>
    public List<OrderLife> Lives { get; } = [];

    /// <summary>Trades with hidden orders.</summary>
    public long HiddenTrades { get; private set; }

    /// <summary>The smallest step of displayed prices, in price units.</summary>
    public long Tick { get; private set; }

    /// <inheritdoc/>
    public override FactFold Start(FactObservation observed)
    {
        Observed = observed;
        return new Fold(this, observed);
    }

    private static long GreatestCommonDivisor(long left, long right) => right == 0 ? left : GreatestCommonDivisor(right, left % right);

    private sealed class Fold(FlowSample sample, FactObservation observed) : FactFold
    {
        private (SimTime Time, Side Side) _lastTrade = (SimTime.Never, Side.Buy);

        public override void Observe(in FlowMoment moment)
        {
            switch (moment.Kind)
            {
                case FlowKind.Add:
                    Add(moment);
                    break;
                case FlowKind.Cancel:
                    Note(moment);
                    End(moment, isCancelled: true);
                    break;
                case FlowKind.Reduce:
                    Note(moment);
                    break;
                case FlowKind.Trade:
                    Trade(moment);
                    break;
            }
        }

        public override FactMeasure Finish()
        {
            foreach (var (_, (time, distance)) in sample._born.OrderBy(pair => pair.Key))
            {
                sample.Lives.Add(new OrderLife((observed.Window.To.Nanoseconds - time) / 1e9, false, distance));
            }

            sample._born.Clear();
            sample.Tick = Math.Max(1, sample.Tick);
            return new FactMeasure();
        }

        private void Add(in FlowMoment moment)
        {
            var touch = observed.Touch;
            sample.Tick = GreatestCommonDivisor(moment.Price.Ticks, sample.Tick);
            sample.Arrivals.Add(new Arrival(Seconds(moment), false, moment.Side));
            var distance = Distance(moment, touch);
            sample._born[moment.Order] = (moment.Time.Nanoseconds, distance);
            if (touch.IsTwoSided && touch.Ask > touch.Bid)
            {
                sample.Placements.Add(new Placement(moment.Side, distance, touch.Ask.Ticks - touch.Bid.Ticks, moment.Quantity.Lots));
            }
        }

        private void Note(in FlowMoment moment)
        {
            if (observed.Touch.IsTwoSided)
            {
                sample.Cancels.Add((moment.Side, Distance(moment, observed.Touch), Seconds(moment)));
            }
        }

        private void Trade(in FlowMoment moment)
        {
            if (moment.Order == 0)
            {
                sample.HiddenTrades++;
                return;
            }

            if (_lastTrade == (moment.Time, moment.Side))
            {
                sample.MarketLots[^1] += moment.Quantity.Lots;
            }
            else
            {
                sample.Arrivals.Add(new Arrival(Seconds(moment), true, moment.Side));
                sample.MarketLots.Add(moment.Quantity.Lots);
                _lastTrade = (moment.Time, moment.Side);
            }

            End(moment, isCancelled: false);
        }

        private void End(in FlowMoment moment, bool isCancelled)
        {
            if (sample._born.Remove(moment.Order, out var born))
            {
                sample.Lives.Add(new OrderLife((moment.Time.Nanoseconds - born.Time) / 1e9, isCancelled, born.Distance));
            }
        }

        private double Seconds(in FlowMoment moment) => (moment.Time - observed.Window.From).ToSeconds();

        private static long Distance(in FlowMoment moment, in Touch touch) => !touch.IsTwoSided ? 0
            : moment.Side == Side.Buy ? touch.Bid.Ticks - moment.Price.Ticks : moment.Price.Ticks - touch.Ask.Ticks;
    }
}
