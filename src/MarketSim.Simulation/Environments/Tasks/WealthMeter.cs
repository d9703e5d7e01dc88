namespace MarketSim.Simulation;

/// <summary>What a learner has won or lost since the episode began: money and position at the middle of the market.</summary>
internal sealed class WealthMeter
{
    private double _start;
    private double _last;

    /// <summary>Lots owned at the beginning; a position is counted from them.</summary>
    public long StartLots { get; private set; }

    /// <summary>Won since the beginning, in the smallest units of the currency.</summary>
    public double Gain { get; private set; }

    /// <summary>Notes what is owned now.</summary>
    public void Begin(LearningDesk desk)
    {
        StartLots = desk.Lots;
        _start = _last = WealthOf(desk);
        Gain = 0;
    }

    /// <summary>What was won since the last call.</summary>
    public double Read(LearningDesk desk)
    {
        var now = WealthOf(desk);
        var change = now - _last;
        _last = now;
        Gain = now - _start;
        return change;
    }

    /// <summary>Lots bought, net, since the beginning.</summary>
    public long PositionOf(LearningDesk desk) => desk.Lots - StartLots;

    // What was owned at the start counts for nothing: only what was traded since is won or lost.
    private double WealthOf(LearningDesk desk) => desk.Cash + desk.Worth(desk.Middle, PositionOf(desk));
}
