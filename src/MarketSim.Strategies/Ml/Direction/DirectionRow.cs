using Microsoft.ML.Data;

namespace MarketSim.Strategies;

/// <summary>A sample as the learners of ML.NET take it.</summary>
internal sealed class DirectionRow
{
    /// <summary>How many numbers a row has.</summary>
    public const int Width = 9;

    public bool Label { get; set; }

    [VectorType(Width)]
    public float[] Features { get; set; } = [];

    /// <summary>Samples and their mirror images: markets that rise are like those that fall, and a day that rose teaches no more than
    /// that.</summary>
    public static List<DirectionRow> Of(IEnumerable<DirectionSample> samples)
    {
        var rows = new List<DirectionRow>();
        foreach (var sample in samples)
        {
            rows.Add(new DirectionRow { Label = sample.Rises, Features = sample.Seen });
            rows.Add(new DirectionRow { Label = !sample.Rises, Features = DirectionFeatures.Mirrored(sample.Seen) });
        }

        return rows;
    }
}

/// <summary>What a model of ML.NET says of a row.</summary>
internal sealed class DirectionScore
{
    public float Score { get; set; }
}
