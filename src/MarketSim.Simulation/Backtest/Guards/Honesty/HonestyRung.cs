namespace MarketSim.Simulation;

/// <summary>One rung of the honesty ladder: something that a market charges and a careless back-test leaves out.</summary>
/// <typeparam name="TSetup">What a back-test of this kind of data is set up with.</typeparam>
/// <param name="Name">What it is called, such as <c>spread</c>.</param>
/// <param name="Adds">What it adds, as a sentence with its numbers and without a full stop.</param>
/// <param name="Apply">Adds it to the terms of the rung before.</param>
public sealed record HonestyRung<TSetup>(string Name, string Adds, Func<TSetup, TSetup> Apply);

/// <summary>The ladder: the same strategy on terms that grow harder, each rung with all those before it.</summary>
/// <remarks>A kind of data brings its own rungs (bars have no queue that one could stand in, level 3 has); whoever runs them does not
/// know which they are.</remarks>
public static class HonestyLadders
{
    /// <summary>The terms of each rung.</summary>
    /// <param name="rungs">From the kindest; the first may set whatever it likes.</param>
    /// <param name="start">What the first rung is applied to.</param>
    public static IReadOnlyList<(HonestyRung<TSetup> Rung, TSetup Setup)> Climb<TSetup>(IReadOnlyList<HonestyRung<TSetup>> rungs, TSetup start)
    {
        ArgumentNullException.ThrowIfNull(rungs);
        var all = new List<(HonestyRung<TSetup>, TSetup)>();
        foreach (var rung in rungs)
        {
            start = rung.Apply(start);
            all.Add((rung, start));
        }

        return all;
    }
}
