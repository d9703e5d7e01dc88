namespace MarketSim.Analysis;

/// <summary>A kind of picture of a back-test: record in, figure out.</summary>
public interface IBacktestPlot
{
    /// <summary>What it is called on the command line and in file names, in kebab case.</summary>
    string Name { get; }

    /// <summary>One sentence: what it shows.</summary>
    string Summary { get; }

    /// <summary>Whether it needs what was traded, so that a mere series of returns has no such picture.</summary>
    bool NeedsTrades => false;

    /// <summary>Describes the picture.</summary>
    Figure Draw(BacktestRecord record);
}
