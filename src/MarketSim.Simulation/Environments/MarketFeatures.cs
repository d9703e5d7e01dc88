namespace MarketSim.Simulation;

/// <summary>What every learner sees of the market, from quotes and trades alone: nothing that a participant could not know.</summary>
public sealed class MarketFeatures
{
    /// <summary>What the numbers are, in order.</summary>
    public static IReadOnlyList<Feature> All { get; } =
    [
        new("time-left", 0, 1, "Part of the episode's steps that is left."),
        new("spread", 0, 100, "Best offer less best bid, in basis points of the middle."),
        new("imbalance", -1, 1, "Displayed at the best bid less at the best offer, over both."),
        new("return", -100, 100, "Change of the middle over the last step, in basis points."),
        new("drift", -1000, 1000, "Change of the middle since the episode began, in basis points."),
        new("volatility", 0, 100, "Mean absolute return of a step, in basis points, weighted to the last ten steps or so."),
        new("flow", -1, 1, "Lots bought less lots sold by takers over the last step, over both."),
        new("volume", 0, 10, "Lots traded over the last step, as a multiple of the mean of the steps before."),
    ];

    private const double Weight = 0.1;

    private double _firstMiddle;
    private double _middle;
    private double _return;
    private double _volatility;
    private double _meanVolume;
    private double _volume;
    private double _flow;
    private double _spread;
    private double _imbalance;
    private long _taken;
    private long _given;

    /// <summary>Change of the middle over the last step, in basis points.</summary>
    public double Return => _return;

    /// <summary>Change of the middle since the episode began, in basis points.</summary>
    public double Drift => (_middle - _firstMiddle) / _firstMiddle * 10_000;

    /// <summary>Writes them.</summary>
    /// <param name="desk">Where the learner sits.</param>
    /// <param name="observation">At least as long as <see cref="All"/>.</param>
    public void Write(LearningDesk desk, Span<float> observation)
    {
        observation[0] = (float)desk.StepsLeft / desk.Steps;
        observation[1] = (float)_spread;
        observation[2] = (float)_imbalance;
        observation[3] = (float)_return;
        observation[4] = (float)Drift;
        observation[5] = (float)_volatility;
        observation[6] = (float)_flow;
        observation[7] = (float)_volume;
    }

    internal void Look(LearningDesk desk)
    {
        var isFirst = _firstMiddle == 0;
        var middle = desk.Middle;
        _return = isFirst ? 0 : (middle - _middle) / _middle * 10_000;
        _volatility += Weight * (Math.Abs(_return) - _volatility);
        _middle = middle;
        _firstMiddle = isFirst ? middle : _firstMiddle;
        LookAtTrades(desk, isFirst);
        if (desk.Quote is { } quote)
        {
            _spread = quote.IsTwoSided ? (quote.Ask - quote.Bid) / middle * 10_000 : _spread;
            var (bid, ask) = (quote.BidQuantity.Lots, quote.AskQuantity.Lots);
            _imbalance = bid + ask == 0 ? 0 : (double)(bid - ask) / (bid + ask);
        }
    }

    private void LookAtTrades(LearningDesk desk, bool isFirst)
    {
        var (bought, sold) = (desk.Trader.TakenLots - _taken, desk.Trader.GivenLots - _given);
        (_taken, _given) = (desk.Trader.TakenLots, desk.Trader.GivenLots);
        if (isFirst)
        {
            return;
        }

        var traded = bought + sold;
        _flow = traded == 0 ? 0 : (double)(bought - sold) / traded;
        _volume = _meanVolume == 0 ? 0 : traded / _meanVolume;
        _meanVolume = _meanVolume == 0 ? traded : _meanVolume + (Weight * (traded - _meanVolume));
    }
}
