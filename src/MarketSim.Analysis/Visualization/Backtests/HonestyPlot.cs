namespace MarketSim.Analysis;

/// <summary>Where the edge of a strategy goes, from zero cost to everything charged.</summary>
public sealed class HonestyPlot : IBacktestPlot
{
    /// <inheritdoc/>
    public string Name => "honesty";

    /// <inheritdoc/>
    public string Summary => "The honesty ladder: what spread, fees, queue, latency, volume and impact take of the profit at zero cost.";

    /// <inheritdoc/>
    public bool NeedsTrades => true;

    /// <inheritdoc/>
    public Figure Draw(BacktestRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var subtitle = BacktestFrame.Subtitle(record);
        return record.Ladder is { } ladder ? HonestyFigure.Draw(ladder, subtitle) : new Figure
        {
            Title = $"Where the edge goes: {BacktestFrame.NameOf(record)}",
            Subtitle = subtitle,
            Rows =
            [
                new FigureRow(340, new Panel
                {
                    X = new Axis("", 0, 1), Y = new Axis("Profit", 0, 1), Layers = [],
                    EmptyText = "tried on one set of terms only: 'marketsim honesty' tries kinder ones",
                }),
            ],
        };
    }
}
