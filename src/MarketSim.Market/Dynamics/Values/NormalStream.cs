using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Where a value takes the standard normal numbers of its diffusion from, one for each step of its grid: its own chance, or
/// numbers that go together with those of other values.</summary>
public abstract class NormalStream
{
    /// <summary>The next number.</summary>
    public abstract double Next();

    /// <summary>Independent numbers.</summary>
    /// <param name="random">Their stream, which nobody else may draw from.</param>
    public static NormalStream Of(Rng random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new Independent(random);
    }

    private sealed class Independent(Rng random) : NormalStream
    {
        public override double Next() => random.NextNormal();
    }
}
