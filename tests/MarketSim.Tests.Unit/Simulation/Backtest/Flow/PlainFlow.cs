using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>One order of ours in a recorded market, found out the plain way: a list of all recorded orders, looked through from the
/// beginning at each message.</summary>
internal sealed class PlainFlow(Side side, long price, long lots, int placedAfter)
{
    private readonly List<Recorded> _orders = [];
    private readonly Dictionary<long, long> _taken = [];
    private long _open = lots;
    private int _ourPlace = -1;

    /// <summary>After which message how much traded at which price.</summary>
    public List<(int Message, long Price, long Lots)> Fills { get; } = [];

    public void Run(IReadOnlyList<FlowStep> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            Step(i, steps[i]);
            if (i == placedAfter)
            {
                Arrive(i);
            }
        }
    }

    private void Arrive(int message)
    {
        foreach (var level in _orders.Where(o => o.Side != side && Reaches(o.Price)).GroupBy(o => o.Price)
            .OrderBy(g => side == Side.Buy ? g.Key : -g.Key))
        {
            TakeAt(message, level.Key, level.Sum(o => o.Lots), level.Key);
        }

        _ourPlace = _orders.Count == 0 ? 0 : _orders.Max(o => o.Number);
    }

    private void Step(int message, FlowStep step)
    {
        var order = _orders.Find(o => o.Id == step.Order);
        if (step.Kind is 4 or 5 && step.Side == side && _ourPlace >= 0)
        {
            var hit = order?.Price ?? step.Cents;
            var better = side == Side.Buy ? price > hit : price < hit;
            var before = _orders.Where(o => o.Side == side && o.Price == price && o.Number <= _ourPlace).Sum(o => o.Lots);
            if (better || (price == hit && before == 0))
            {
                Fill(message, price, Math.Min(_open, step.Lots));
            }
        }

        switch (step.Kind)
        {
            case 1:
                _orders.Add(new Recorded { Id = step.Order, Side = step.Side, Price = step.Cents, Lots = step.Lots, Number = message + 1 });
                break;
            case 2 or 4:
                order!.Lots -= step.Lots;
                _orders.RemoveAll(o => o.Lots == 0);
                break;
            case 3:
                _orders.Remove(order!);
                break;
        }

        var at = order?.Price ?? step.Cents;
        var stands = _orders.Where(o => o.Side != side && o.Price == at).Sum(o => o.Lots);
        _taken[at] = Math.Min(_taken.GetValueOrDefault(at), stands);
        if (step.Kind == 1 && step.Side != side && _ourPlace >= 0 && Reaches(at))
        {
            TakeAt(message, at, stands, price);
        }
    }

    private void TakeAt(int message, long level, long stands, long at)
    {
        var part = Math.Min(_open, stands - _taken.GetValueOrDefault(level));
        _taken[level] = _taken.GetValueOrDefault(level) + part;
        Fill(message, at, part);
    }

    private bool Reaches(long other) => side == Side.Buy ? price >= other : price <= other;

    private void Fill(int message, long at, long part)
    {
        if (part > 0)
        {
            _open -= part;
            Fills.Add((message, at, part));
        }
    }

    private sealed class Recorded
    {
        public int Id;
        public Side Side;
        public long Price;
        public long Lots;
        public int Number;
    }
}

/// <summary>A line of a recorded market: 1 added, 2 reduced, 3 deleted, 4 executed, 5 hidden trade.</summary>
internal readonly record struct FlowStep(int Kind, int Order, Side Side, int Cents, int Lots);
