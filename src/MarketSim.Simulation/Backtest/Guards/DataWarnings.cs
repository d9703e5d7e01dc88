using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>Looks at the bars of a back-test as they pass for what makes its result doubtful: a jump like an unadjusted split, and a
/// symbol that ends long before the others.</summary>
internal sealed class DataWarnings(IReadOnlyList<BarSeries> series, IReadOnlyList<BarAction> actions)
{
    private const long Day = 86_400_000_000_000;
    private const int MostNamed = 3;

    private readonly long[] _lastTime = new long[series.Count];
    private readonly bool[] _isOption = [.. series.Select(each => OccSymbol.TryParse(each.Symbol) is not null)];
    private readonly List<string> _jumps = [];
    private long _count;

    /// <summary>A bar that opens far from the close before it.</summary>
    public void Jump(in BarRow row, long before)
    {
        if (_isOption[row.Series])
        {
            return;
        }

        // Open against the close before: 2 for 1 is a half, 1 for 10 is ten.
        var ratio = (double)before / row.Open;
        var shares = ratio >= 1 ? ratio : 1 / ratio;
        var whole = Math.Round(shares * 2) / 2;
        var date = CsvText.IsoText(row.Time)[..10];
        var symbol = series[row.Series].Symbol;
        if (Math.Abs(shares - whole) > 0.04 * whole || actions.Any(a => a.Symbol == symbol && a.Dividend == 0
            && string.Equals(a.ExDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), date, StringComparison.Ordinal)))
        {
            return;
        }

        if (_count++ < MostNamed)
        {
            var words = ratio >= 1 ? $"{whole:0.#} for 1" : $"1 for {whole:0.#}";
            _jumps.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{symbol} opens on {date} as after a split of {words}: adjust the data, or give the split with --actions."));
        }
    }

    /// <summary>When the last bar of a series was.</summary>
    public void Ends(int place, long time) => _lastTime[place] = time;

    /// <summary>What was found.</summary>
    public IEnumerable<string> All()
    {
        foreach (var jump in _jumps)
        {
            yield return jump;
        }

        if (_count > MostNamed)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{_count - MostNamed} more bar(s) open as after a split.");
        }

        var last = _lastTime.Max();
        for (var i = 0; i < series.Count; i++)
        {
            if (last - _lastTime[i] > 30 * Day && !_isOption[i])
            {
                yield return $"{series[i].Symbol} ends on {CsvText.IsoText(_lastTime[i])[..10]}, long before the others: what is held of it "
                    + "stays at its last price, and a list of symbols that leaves such ones out knows who survived.";
            }
        }
    }
}
