using System.Globalization;

namespace MarketSim.Simulation;

/// <summary>The queue models by name.</summary>
public static class QueueModels
{
    /// <summary>What <see cref="Parse"/> takes, for messages to people.</summary>
    public const string Accepted = "fifo, risk-averse, log, log2, power:N, power2:N, power3:N (N above 0, such as 2) or none";

    /// <summary>Finds one by its text, such as <c>fifo</c> or <c>power:2</c>.</summary>
    /// <exception cref="ArgumentException">There is none; the sentence lists them.</exception>
    public static IQueueModel Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':');
        var power = 0.0;
        var hasPower = parts.Length == 2 && double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out power)
            && power is > 0 and <= 20;
        return (parts[0], parts.Length == 1, hasPower) switch
        {
            ("fifo", true, _) => new FifoQueue(),
            ("risk-averse", true, _) => new RiskAverseQueue(),
            ("log", true, _) => ProbabilityQueue.Logarithmic(),
            ("log2", true, _) => ProbabilityQueue.Logarithmic(form: 2),
            ("power", _, true) => ProbabilityQueue.OfPower(power),
            ("power2", _, true) => ProbabilityQueue.OfPower(power, form: 2),
            ("power3", _, true) => ProbabilityQueue.OfPower(power, form: 3),
            ("none", true, _) => new FirstInQueue(),
            _ => throw new ArgumentException($"--queue was '{text}'; accepted is {Accepted}."),
        };
    }
}
