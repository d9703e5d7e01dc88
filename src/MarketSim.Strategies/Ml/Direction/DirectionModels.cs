using System.Runtime.CompilerServices;
using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>Foretells where the middle of a market goes.</summary>
public interface IDirectionModel
{
    /// <summary>How likely the middle is to rise if it moves, from 0 to 1.</summary>
    /// <param name="seen">In the order of <see cref="DirectionFeatures.Names"/>.</param>
    double ChanceOfRise(ReadOnlySpan<float> seen);
}

/// <summary>A model that learns while it is used.</summary>
public interface IDirectionLearner : IDirectionModel
{
    /// <summary>How many samples it has learned from.</summary>
    long Learned { get; }

    /// <summary>Learns from what has come since it learned last.</summary>
    void Learn(IReadOnlyCollection<DirectionSample> samples);
}

/// <summary>A model that was taught beforehand, ready to be asked by one thread.</summary>
/// <param name="Model">Answers.</param>
/// <param name="Interval">Between two looks.</param>
/// <param name="Horizon">How many looks ahead it foretells.</param>
internal sealed record TaughtDirection(IDirectionModel Model, SimDuration Interval, int Horizon);

/// <summary>Where strategies get their models from.</summary>
/// <remarks>ML.NET compiles as it runs. Where that is not possible nothing behind these doors can be reached, so the compiler ahead of time leaves
/// ML.NET out of what it makes; therefore strategies know models only by their interfaces.</remarks>
internal static class DirectionModels
{
    private const double Grid = 10_000;

    private const string OnlyWhereItCanCompile =
        "Models of direction need the program 'marketsim': this library was compiled ahead of time, without ML.NET.";

    /// <summary>A model that knows nothing yet.</summary>
    /// <exception cref="PlatformNotSupportedException">This was compiled ahead of time.</exception>
    public static IDirectionLearner NewLearner(double learningRate, double shrinkage)
        => RuntimeFeature.IsDynamicCodeSupported
            ? new OnlineDirectionModel(learningRate, shrinkage)
            : throw new PlatformNotSupportedException(OnlyWhereItCanCompile);

    /// <summary>The model of a file, or the usual one.</summary>
    /// <param name="path">Of the file; empty for the usual one.</param>
    /// <exception cref="PlatformNotSupportedException">This was compiled ahead of time.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">It holds no such model.</exception>
    public static TaughtDirection Taught(string path)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new PlatformNotSupportedException(OnlyWhereItCanCompile);
        }

        var model = path.Length > 0 ? BatchDirectionModel.Open(path) : BatchDirectionModel.Usual;
        return new TaughtDirection(
            model.NewEngine(), SimDuration.FromMilliseconds((long)model.Interval.TotalMilliseconds), model.Horizon);
    }

    /// <summary>The logistic of a score, rounded to 1/10000.</summary>
    public static double Chance(double score) => Math.Round(Grid / (1 + PortableMath.Exp(-Math.Clamp(score, -30, 30)))) / Grid;
}
