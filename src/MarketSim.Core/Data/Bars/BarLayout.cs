namespace MarketSim.Core;

/// <summary>How the lines of a bar file are built.</summary>
/// <param name="Columns">What they hold.</param>
/// <param name="Separator">What stands between fields.</param>
/// <param name="Day">The day of times in milliseconds.</param>
/// <param name="ImpliedDecimals">Decimals of prices that are written as whole numbers.</param>
internal sealed record BarLayout(BarColumn[] Columns, char Separator, long Day = 0, int? ImpliedDecimals = null);
