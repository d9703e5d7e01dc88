namespace MarketSim.Analysis;

/// <summary>The bars of one instrument that a back-test traded over.</summary>
/// <param name="Times">When each begins, ascending, UTC.</param>
/// <param name="Open">First price of each.</param>
/// <param name="High">Highest.</param>
/// <param name="Low">Lowest.</param>
/// <param name="Close">Last.</param>
/// <param name="Volume">How much was traded; all zero where that is not known.</param>
public sealed record BarTable(
    IReadOnlyList<DateTime> Times, IReadOnlyList<double> Open, IReadOnlyList<double> High, IReadOnlyList<double> Low,
    IReadOnlyList<double> Close, IReadOnlyList<double> Volume)
{
    /// <summary>The place of the bar that begins at an instant; -1 if there is none.</summary>
    public int Find(DateTime time)
    {
        var (low, high) = (0, Times.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Times[middle] < time ? (middle + 1, high) : (low, middle);
        }

        return low < Times.Count && Times[low] == time ? low : -1;
    }

    /// <summary>(high + low + close) / 3: what stands for the average price of a bar whose trades are not known.</summary>
    public double Typical(int place) => (High[place] + Low[place] + Close[place]) / 3;
}
