using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>One number of a fact, and the range in which it passes.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The number; finite.</param>
/// <param name="Min">It passes from here; no bound if infinite.</param>
/// <param name="Max">To here.</param>
public sealed record FactNumber(string Name, double Value, double Min, double Max)
{
    /// <summary>Whether it lies in its range.</summary>
    public bool Passes => Value >= Min && Value <= Max;
}

/// <summary>A curve behind a fact, for its picture.</summary>
/// <param name="Label">What it is.</param>
/// <param name="X">Across.</param>
/// <param name="Y">Upwards; as many.</param>
public sealed record FactCurve(string Label, double[] X, double[] Y);

/// <summary>What came out of a fact: numbers, or a sentence that says why there are none.</summary>
public sealed record FactMeasure
{
    /// <summary>The numbers, the most telling first; none if it could not be measured.</summary>
    public IReadOnlyList<FactNumber> Numbers { get; init; } = [];

    /// <summary>Why it could not be measured, or what to know about the numbers.</summary>
    public string? Remark { get; init; }

    /// <summary>Curves behind it, for its picture.</summary>
    public IReadOnlyList<FactCurve> Curves { get; init; } = [];

    /// <summary>Whether all numbers lie in their ranges; null if it could not be measured.</summary>
    public bool? Passes => Numbers.Count == 0 ? null : Numbers.All(number => number.Passes);

    /// <summary>One number. One that is not finite could not be measured.</summary>
    public static FactMeasure Of(double value, double min, double max, string name = "value")
        => Of(new FactNumber(name, value, min, max));

    /// <summary>Several numbers, all of which must lie in their ranges.</summary>
    public static FactMeasure Of(params FactNumber[] numbers)
    {
        var wrong = Array.Find(numbers, number => !double.IsFinite(number.Value));
        return wrong is null
            ? new FactMeasure { Numbers = numbers }
            : None(wrong.Name == "value" ? "too many of the data are zero or alike" : $"no {wrong.Name}: too many of the data are zero or alike");
    }

    /// <summary>Not measured.</summary>
    /// <param name="why">The reason, in a few words.</param>
    public static FactMeasure None(string why) => new() { Remark = why };

    /// <summary>Not measured for want of data.</summary>
    /// <param name="what">What is counted.</param>
    /// <param name="found">How many there are.</param>
    /// <param name="needed">How many are needed.</param>
    public static FactMeasure TooFew(string what, long found, long needed)
        => None(string.Create(CultureInfo.InvariantCulture, $"needs {needed} {what}, there are {found}"));

    /// <summary>The same with curves for its picture.</summary>
    public FactMeasure With(params FactCurve[] curves) => this with { Curves = curves };
}
