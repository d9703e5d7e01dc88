namespace MarketSim.Analysis;

/// <summary>A kind of picture: events in, figure out.</summary>
public interface IPlot
{
    /// <summary>What it is called on the command line and in file names, in kebab case.</summary>
    string Name { get; }

    /// <summary>One sentence: what it shows.</summary>
    string Summary { get; }

    /// <summary>Whether it is about something that most runs have not, so that an empty picture need not be kept.</summary>
    bool IsOccasional => false;

    /// <summary>Whether it is drawn only where it is asked for, because the others show most of it already.</summary>
    bool IsOnRequest => false;

    /// <summary>Says which folds it needs, and how to draw once they are complete; so that one pass serves many
    /// plots.</summary>
    PlotDraft Prepare(PlotInput input);
}

/// <summary>A plot on its way.</summary>
/// <param name="Metrics">What must see the events.</param>
/// <param name="Draw">To be called after the pass.</param>
public sealed record PlotDraft(IReadOnlyList<IMetric> Metrics, Func<Figure> Draw);
