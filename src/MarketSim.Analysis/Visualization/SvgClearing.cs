using System.Text.RegularExpressions;

namespace MarketSim.Analysis;

/// <summary>Takes out what clearing the canvas leaves in an SVG. The plotting library clears it before each panel; as a picture of
/// lines that is a black rectangle under the panel's ground, and its edge shows as a hairline around every panel.</summary>
internal static partial class SvgClearing
{
    public static string Remove(string svg) => ClearedRectangle().Replace(svg, string.Empty);

    // A rectangle without a colour is black, and nothing of ours is; those that cut out a panel stand in a clipPath element.
    [GeneratedRegex("""(?<!<clipPath [^>]*>\s*)<rect width="\d+" height="\d+"/>\s*""")]
    private static partial Regex ClearedRectangle();
}
