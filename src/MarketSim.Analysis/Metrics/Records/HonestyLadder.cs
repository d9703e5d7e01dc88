using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>What a strategy came to on one rung of the honesty ladder.</summary>
public sealed record HonestyStep
{
    /// <summary>What is charged from here on: zero cost, spread, fees, queue, latency, volume, impact.</summary>
    public required string Name { get; init; }

    /// <summary>What exactly, with its numbers.</summary>
    public required string Adds { get; init; }

    /// <summary>What the account was worth at the end.</summary>
    public required double Final { get; init; }

    /// <summary>The Sharpe ratio of its daily returns; null where it is undefined.</summary>
    public double? Sharpe { get; init; }

    /// <summary>The deepest fall below a peak, zero or below; null where it is undefined.</summary>
    public double? MaxDrawdown { get; init; }

    /// <summary>How many fills.</summary>
    public long Fills { get; init; }

    /// <summary>How many round trips.</summary>
    public long Trades { get; init; }

    /// <summary>What it was worth over time; null where that is not known.</summary>
    public EquityCurve? Curve { get; init; }
}

/// <summary>The same strategy on terms that grow harder, each rung with all those before it: where its edge goes.</summary>
/// <param name="Strategy">Which.</param>
/// <param name="Currency">Of the amounts; empty where they have none.</param>
/// <param name="Initial">What was put in.</param>
/// <param name="Steps">From zero cost on, at least one.</param>
public sealed record HonestyLadder(string Strategy, string Currency, double Initial, IReadOnlyList<HonestyStep> Steps)
{
    /// <summary>Final worth less what was put in.</summary>
    public double Profit(int step) => Steps[step].Final - Initial;

    /// <summary>Profit against the rung before; of the first, its profit.</summary>
    public double Change(int step) => step == 0 ? Profit(0) : Profit(step) - Profit(step - 1);

    /// <summary>Profit as a part of what was put in; null where nothing was.</summary>
    public double? Return(int step) => Moments.Ratio(Profit(step), Initial);

    /// <summary>The first rung that leaves nothing of a profit at zero cost; null where there was none, or something is left.</summary>
    public HonestyStep? GoneAt
    {
        get
        {
            var last = Steps.Count - 1;
            return Profit(0) <= 0 || Profit(last) > 0 ? null : Steps.Where((_, i) => Profit(i) <= 0).First();
        }
    }

    /// <summary>In one sentence: what is left of the edge, and what took it.</summary>
    public string Verdict
    {
        get
        {
            var last = Steps.Count - 1;
            if (Steps.All(step => step.Fills == 0))
            {
                return "Nothing was traded, so nothing was charged.";
            }

            if (Profit(0) <= 0)
            {
                return $"There is no edge to lose: at zero cost the result is {Amount(Profit(0))}.";
            }

            if (GoneAt is { } gone)
            {
                return $"The edge is gone after costs: {Amount(Profit(0))} at zero cost, {Amount(Profit(last))} when everything is charged; '{gone.Name}' takes the last of it.";
            }

            var dearest = Enumerable.Range(1, last).MinBy(Change);
            return Profit(last) >= Profit(0) ? $"Nothing that is charged takes the edge: {Amount(Profit(0))} at zero cost, {Amount(Profit(last))} when everything is charged."
                : $"{Share(Profit(last) / Profit(0))} of the edge is left: {Amount(Profit(0))} at zero cost, {Amount(Profit(last))} when everything is charged; '{Steps[dearest].Name}' takes most.";
        }
    }

    /// <summary>An amount as people read it, with its sign and currency.</summary>
    public string Amount(double value)
    {
        var decimals = Math.Max(Math.Abs(Initial), Steps.Max(s => Math.Abs(s.Final))) >= 10 ? "#,##0.00" : "0.000";
        return value.ToString($"+{decimals};-{decimals};{decimals}", CultureInfo.InvariantCulture)
            + (Currency.Length == 0 ? "" : " " + Currency);
    }

    private static string Share(double share) => share.ToString("0%", CultureInfo.InvariantCulture);
}
