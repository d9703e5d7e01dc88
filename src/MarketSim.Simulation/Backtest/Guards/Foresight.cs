using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>How well orders foretold the moves that followed them, in standard deviations of what chance would give.</summary>
/// <param name="Orders">How many orders there were.</param>
/// <param name="Score">The highest over moves of 1, 5 and 20 bars; zero where nothing can be said.</param>
/// <remarks>The sum over orders of side × relative move, against the same sum with the moves shifted by some other number of bars, round
/// the end: a permutation test that keeps how orders follow each other and how moves do.</remarks>
internal readonly record struct Foresight(int Orders, double Score)
{
    private const int Shifts = 400;
    private static readonly int[] Horizons = [1, 5, 20];

    /// <summary>Measures orders on prices.</summary>
    public static Foresight Of(IReadOnlyList<BacktestDecision> decisions, BarRow[] rows)
    {
        var orders = OrdersIn(decisions);
        if (orders.Count < 2 || rows.Length < 50)
        {
            return new Foresight(orders.Count, 0);
        }

        var (closes, places) = BySeries(rows);
        var random = new Rng((ulong)rows.Length, "foresight");
        var shifts = new double[Shifts];
        for (var i = 0; i < Shifts; i++)
        {
            // Not so near that the moves are partly the same.
            shifts[i] = 0.02 + (0.96 * random.NextDouble());
        }

        var best = double.NegativeInfinity;
        foreach (var horizon in Horizons)
        {
            var found = Sum(orders, closes, places, horizon, 0);
            var moments = default(RunningMoments);
            foreach (var shift in shifts)
            {
                moments.Add(Sum(orders, closes, places, horizon, shift));
            }

            var deviation = Math.Sqrt(moments.Variance);
            best = deviation > 0 ? Math.Max(best, (found - moments.Mean) / deviation) : best;
        }

        return new Foresight(orders.Count, double.IsFinite(best) ? best : 0);
    }

    private static List<(long Bar, int Sign)> OrdersIn(IReadOnlyList<BacktestDecision> decisions)
        => [.. decisions.Where(d => d.Kind == CommandKind.Place).Select(d => (d.Bar, d.Side.Sign()))];

    // Closes of each series, and of each row the place in its series.
    private static (List<double>[] Closes, (int Series, int Place)[] Places) BySeries(BarRow[] rows)
    {
        var closes = new List<double>[rows.Max(row => row.Series) + 1];
        var places = new (int, int)[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var series = closes[rows[i].Series] ??= [];
            places[i] = (rows[i].Series, series.Count);
            series.Add(rows[i].Close);
        }

        return (closes, places);
    }

    private static double Sum(
        List<(long Bar, int Sign)> orders, List<double>[] closes, (int Series, int Place)[] places, int horizon, double shift)
    {
        var sum = 0.0;
        foreach (var (bar, sign) in orders)
        {
            var (series, place) = places[bar];
            var prices = closes[series];
            var from = (place + (int)(shift * prices.Count)) % prices.Count;
            if (from + horizon < prices.Count)
            {
                sum += sign * ((prices[from + horizon] / prices[from]) - 1);
            }
        }

        return sum;
    }
}
