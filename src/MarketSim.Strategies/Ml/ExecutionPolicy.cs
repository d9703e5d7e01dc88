using System.Globalization;
using System.Text;
using System.Text.Json;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>A learned answer to the question how much of a parent order to trade now: chances for each of six rates, that grow with
/// weighted sums of what is seen.</summary>
/// <remarks>Source: the softmax policy with linear preferences of Sutton and Barto (2018), "Reinforcement Learning", section 13.1. What
/// is seen follows Nevmyvaka, Feng and Kearns (2006), "Reinforcement learning for optimized trade execution": what is left of order
/// and time, spread, imbalance, and what could be had at once.</remarks>
public sealed class ExecutionPolicy
{
    private const string Format = "marketsim-execution-policy-1";

    // Sizes at which each number matters as much as another.
    private static readonly float[] Scales = [10, 1, 5, 1, 1, 0.3f, 5, 1];

    private readonly double[] _weights;

    /// <summary>A policy of given weights.</summary>
    /// <param name="steps">Into how many decisions the order's time is divided.</param>
    /// <param name="weights">For each feature of <see cref="Features"/> one for each of <see cref="Rates"/>, rate by rate.</param>
    public ExecutionPolicy(int steps, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (weights.Count != Features.Count * Rates.Count)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"{weights.Count} weights were given; accepted are {Features.Count * Rates.Count}."), nameof(weights));
        }

        Steps = steps;
        _weights = [.. weights];
    }

    /// <summary>What may be chosen: multiples of the even rate.</summary>
    public static IReadOnlyList<double> Rates { get; } = [0, 0.5, 1, 1.5, 2, 4];

    /// <summary>What is weighed, in order; the last is always one. The names are those of the observations of the environment
    /// <c>execution</c>.</summary>
    public static IReadOnlyList<string> Features { get; } =
        ["spread", "imbalance", "return", "flow", "unexecuted", "behind", "touch", "one"];

    /// <summary>The policy that comes with the program, trained as <c>marketsim train</c> trains without options.</summary>
    public static ExecutionPolicy Usual { get; } = ReadUsual();

    /// <summary>Into how many decisions the order's time is divided.</summary>
    public int Steps { get; }

    /// <summary>The weights, rate by rate.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>Writes what is seen, scaled.</summary>
    /// <param name="watch">The market.</param>
    /// <param name="side">Of the order. A buyer sees the market in a mirror: what a seller learned holds for him too.</param>
    /// <param name="left">Part of the order that is left.</param>
    /// <param name="timeLeft">Part of the time that is left.</param>
    /// <param name="touch">Displayed at the other side's best price, as a multiple of what the even rate trades in a step.</param>
    /// <param name="seen">Eight numbers.</param>
    public static void Write(MarketWatch watch, Side side, double left, double timeLeft, double touch, Span<float> seen)
    {
        ArgumentNullException.ThrowIfNull(watch);
        seen[0] = Math.Clamp((float)watch.Spread, 0, 100);
        seen[1] = Math.Clamp((float)watch.Imbalance, -1, 1);
        seen[2] = Math.Clamp((float)watch.Return, -100, 100);
        seen[3] = Math.Clamp((float)watch.Flow, -1, 1);
        seen[4] = Math.Clamp((float)left, 0, 1);
        seen[5] = Math.Clamp((float)(left - timeLeft), -1, 1);
        seen[6] = Math.Clamp((float)touch, 0, 10);
        seen[7] = 1;
        Scale(seen, side);
    }

    /// <summary>Brings what is seen to one scale, and to a seller's view.</summary>
    /// <param name="seen">As many numbers as there are <see cref="Features"/>.</param>
    /// <param name="side">Of the order.</param>
    public static void Scale(Span<float> seen, Side side)
    {
        for (var i = 1; i <= 3 && side == Side.Buy; i++)
        {
            seen[i] = -seen[i];
        }

        for (var i = 0; i < Scales.Length; i++)
        {
            seen[i] /= Scales[i];
        }
    }

    /// <summary>The best rate by what is seen; the lowest of those that are equally good.</summary>
    /// <param name="scaled">What is seen, scaled.</param>
    /// <returns>Its place in <see cref="Rates"/>.</returns>
    public int Choose(ReadOnlySpan<float> scaled)
    {
        var (best, most) = (0, double.NegativeInfinity);
        for (var rate = 0; rate < Rates.Count; rate++)
        {
            var preference = Preference(scaled, rate);
            if (preference > most)
            {
                (best, most) = (rate, preference);
            }
        }

        return best;
    }

    /// <summary>The chance with which each rate is chosen while it is still being learned.</summary>
    /// <param name="scaled">What is seen, scaled.</param>
    /// <param name="chances">One for each of <see cref="Rates"/>.</param>
    public void Chances(ReadOnlySpan<float> scaled, Span<double> chances)
    {
        var most = double.NegativeInfinity;
        for (var rate = 0; rate < chances.Length; rate++)
        {
            chances[rate] = Preference(scaled, rate);
            most = Math.Max(most, chances[rate]);
        }

        var sum = 0.0;
        for (var rate = 0; rate < chances.Length; rate++)
        {
            chances[rate] = PortableMath.Exp(chances[rate] - most);
            sum += chances[rate];
        }

        for (var rate = 0; rate < chances.Length; rate++)
        {
            chances[rate] /= sum;
        }
    }

    /// <summary>The policy as a file holds it.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("steps", Steps);
            json.WriteStartObject("weights");
            for (var rate = 0; rate < Rates.Count; rate++)
            {
                json.WriteStartObject(Rates[rate].ToString(CultureInfo.InvariantCulture));
                for (var i = 0; i < Features.Count; i++)
                {
                    json.WriteNumber(Features[i], _weights[(rate * Features.Count) + i]);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Reads a policy.</summary>
    /// <param name="text">What <see cref="ToJson"/> wrote.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static ExecutionPolicy Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.GetProperty("format").GetString() != Format)
            {
                throw new FormatException();
            }

            var weights = root.GetProperty("weights");
            return new ExecutionPolicy(root.GetProperty("steps").GetInt32(),
            [
                .. from rate in Rates
                   let of = weights.GetProperty(rate.ToString(CultureInfo.InvariantCulture))
                   from feature in Features
                   select of.GetProperty(feature).GetDouble(),
            ]);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentException)
        {
            throw new FormatException("This is no policy of execution; accepted is a file that 'marketsim train' has written.", problem);
        }
    }

    /// <summary>Reads a policy from a file.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="FormatException">It holds no policy.</exception>
    public static ExecutionPolicy Open(string path) => File.Exists(path)
        ? Parse(File.ReadAllText(path))
        : throw new FileNotFoundException($"There is no policy file '{path}'.");

    private static ExecutionPolicy ReadUsual()
    {
        using var text = new StreamReader(typeof(ExecutionPolicy).Assembly.GetManifestResourceStream("policies/execution.json")!);
        return Parse(text.ReadToEnd());
    }

    private double Preference(ReadOnlySpan<float> scaled, int rate)
    {
        var sum = 0.0;
        for (var i = 0; i < Features.Count; i++)
        {
            sum += _weights[(rate * Features.Count) + i] * scaled[i];
        }

        return sum;
    }
}
