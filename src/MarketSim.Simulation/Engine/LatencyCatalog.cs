using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The latency models that can be named in a text: on the command line, in a file. A new model is
/// one file and one line here.</summary>
public static class LatencyCatalog
{
    /// <summary>Kilometres over which <c>distance</c> scatters actors unless told otherwise.</summary>
    private const double DefaultKilometres = 100;

    /// <summary>All of them, in reading order.</summary>
    public static IReadOnlyList<LatencyKind> All { get; } =
    [
        new("constant", "constant:50us", "every message travels equally long", Constant),
        new(
            "uniform",
            "uniform:20us..80us",
            "evenly between two bounds; add ,unordered to let messages overtake",
            Uniform),
        new(
            "lognormal",
            "lognormal:50us,0.3",
            "around a median, by a sigma from 0 to 3; add ,unordered likewise",
            LogNormal),
        new(
            "distance",
            "distance:0.67,5us,100km",
            "by distance at a fraction of light speed, plus a base (default 0); actors scattered over a square (100km), "
            + "or along a line with ,line",
            Distance),
    ];

    /// <summary>Makes a model for one run from its text, such as <c>uniform:20us..80us</c>.</summary>
    /// <exception cref="FormatException">The message names what is wrong and what would be
    /// accepted.</exception>
    public static ILatencyModel Parse(string text)
    {
        var colon = text.IndexOf(':');
        var name = (colon < 0 ? text : text[..colon]).Trim();
        var kind = All.FirstOrDefault(kind => kind.Name == name)
            ?? throw Unknown(name);
        var parts = colon < 0 ? [] : text[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries);
        try
        {
            return kind.Make(parts);
        }
        catch (Exception cause) when (cause is FormatException or ArgumentException)
        {
            var sentence = cause is ArgumentException argument ? Sentence(argument) : cause.Message;
            throw new FormatException(
                $"Latency '{text}' is not understood: {sentence} An example: {kind.Example}.", cause);
        }
    }

    private static FormatException Unknown(string name)
    {
        var meant = Suggestions.Sentence(name, All.Select(kind => kind.Name));
        var known = string.Join(", ", All.Select(kind => $"{kind.Name} (such as {kind.Example})"));
        return new FormatException($"Unknown latency model '{name}'.{meant} Known: {known}.");
    }

    private static ConstantLatency Constant(string[] parts)
    {
        Count(parts, 1, 1, "one duration");
        return new ConstantLatency(DurationText.Parse(parts[0]));
    }

    private static UniformLatency Uniform(string[] parts)
    {
        parts = TakeUnordered(parts, out var keepsOrder);
        Count(parts, 1, 1, "two durations with two dots between");
        var bounds = parts[0].Split("..");
        Count(bounds, 2, 2, "two durations with two dots between");
        return new UniformLatency(DurationText.Parse(bounds[0]), DurationText.Parse(bounds[1]), keepsOrder);
    }

    private static LogNormalLatency LogNormal(string[] parts)
    {
        parts = TakeUnordered(parts, out var keepsOrder);
        Count(parts, 2, 2, "a median and a sigma");
        var median = DurationText.Parse(parts[0]);
        return new LogNormalLatency(median, Number(parts[1], "a sigma, such as 0.3"), keepsOrder);
    }

    private static DistanceLatency Distance(string[] parts)
    {
        var isLine = parts is [.., "line"];
        parts = isLine ? parts[..^1] : parts;
        Count(parts, 1, 3, "a fraction of light speed, then a base duration, then kilometres");
        var fraction = Number(parts[0], "a fraction of light speed, such as 0.67");
        var start = parts.Length > 1 ? DurationText.Parse(parts[1]) : SimDuration.Zero;
        var kilometres = parts.Length > 2 ? Kilometres(parts[2]) : DefaultKilometres;
        return new DistanceLatency(fraction, start, kilometres * 1000, isLine);
    }

    private static string[] TakeUnordered(string[] parts, out bool keepsOrder)
    {
        keepsOrder = parts is not [.., "unordered"];
        return keepsOrder ? parts : parts[..^1];
    }

    private static void Count(string[] parts, int least, int most, string wanted)
    {
        if (parts.Length < least || parts.Length > most || parts.Contains(""))
        {
            throw new FormatException($"after the colon comes {wanted}.");
        }
    }

    private static double Kilometres(string text)
        => text.EndsWith("km", StringComparison.Ordinal)
            ? Number(text[..^2], "a number of kilometres, such as 100km")
            : throw new FormatException($"'{text}' is not a number of kilometres, such as 100km.");

    private static double Number(string text, string wanted)
        => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{text}' is not {wanted}.");

    /// <summary>An argument exception's message without the parameter's name and value on further
    /// lines.</summary>
    private static string Sentence(ArgumentException exception)
    {
        var end = exception.Message.IndexOf(" (Parameter", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end];
    }
}

/// <summary>A latency model that can be named in a text.</summary>
/// <param name="Name">What stands before the colon.</param>
/// <param name="Example">A whole text.</param>
/// <param name="Summary">What it does, in a phrase.</param>
/// <param name="Make">Makes a model from the parts after the colon.</param>
public sealed record LatencyKind(string Name, string Example, string Summary, Func<string[], ILatencyModel> Make);
