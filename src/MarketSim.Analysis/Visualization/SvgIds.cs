using System.Globalization;
using System.Text.RegularExpressions;

namespace MarketSim.Analysis;

/// <summary>Gives the ids of an SVG small numbers in order of appearance. The drawing library counts them on
/// through the life of the process, so that the same picture would differ from one drawing to the next.</summary>
internal static partial class SvgIds
{
    public static string Renumber(string svg)
    {
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        return Id().Replace(svg, match =>
        {
            var old = match.Groups["name"].Value;
            if (!numbers.TryGetValue(old, out var renamed))
            {
                renamed = match.Groups["kind"].Value + numbers.Count.ToString(CultureInfo.InvariantCulture);
                numbers.Add(old, renamed);
            }

            return match.Groups["before"].Value + renamed;
        });
    }

    [GeneratedRegex("""(?<before>\bid="|url\(#|href="#)(?<name>(?<kind>[a-z]+_)[0-9a-f]+)""")]
    private static partial Regex Id();
}
