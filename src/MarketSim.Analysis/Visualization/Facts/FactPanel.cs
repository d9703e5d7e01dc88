namespace MarketSim.Analysis;

/// <summary>How the curve of a fact is drawn.</summary>
internal enum FactStyle
{
    /// <summary>Points joined.</summary>
    Line,

    /// <summary>Points alone: one cloud, of the first run only.</summary>
    Cloud,

    /// <summary>Points and the line between them, where there are few.</summary>
    DottedLine,
}

/// <summary>One panel of the picture of all facts.</summary>
/// <param name="Fact">Whose first curve it shows, with its verdict.</param>
/// <param name="Title">What it shows, in a few words.</param>
/// <param name="Across">Label of the horizontal axis.</param>
/// <param name="Upwards">Label of the vertical axis.</param>
/// <param name="Style">How.</param>
internal sealed record FactPanel(int Fact, string Title, string Across, string Upwards, FactStyle Style)
{
    /// <summary>Whether positions across are logarithms to base 10.</summary>
    public bool IsLogAcross { get; init; }

    /// <summary>Whether heights are logarithms to base 10.</summary>
    public bool IsLogUpwards { get; init; }

    /// <summary>Heights at which a line lies, to compare with.</summary>
    public IReadOnlyList<double> Rules { get; init; } = [];

    /// <summary>Whether the diagonal is drawn, to compare with.</summary>
    public bool HasDiagonal { get; init; }

    /// <summary>All panels, in reading order.</summary>
    public static IReadOnlyList<FactPanel> All { get; } =
    [
        new(24, "Volatility", "hours", "mid (%)", FactStyle.Line) { Rules = [0] },
        new(1, "Heavy tails", "normal quantile", "return (s.d.)", FactStyle.Cloud) { HasDiagonal = true },
        new(2, "Tail of returns", "|return| over 10 s", "share larger", FactStyle.Line) { IsLogAcross = true, IsLogUpwards = true },
        new(3, "Kurtosis by horizon", "seconds", "excess kurtosis", FactStyle.DottedLine) { Rules = [0] },
        new(4, "Returns forget", "lag (min)", "autocorrelation", FactStyle.DottedLine) { Rules = [-0.1, 0, 0.1] },
        new(6, "Volatility clusters", "lag (min)", "autocorrelation", FactStyle.DottedLine) { Rules = [0, 0.05] },
        new(5, "Signature plot", "seconds", "variance / that of 300 s", FactStyle.DottedLine) { IsLogAcross = true, Rules = [1] },
        new(7, "Volume and volatility", "lots in a minute", "|return| (bp)", FactStyle.Cloud),
        new(12, "Volume over the day", "hours", "lots in 15 min", FactStyle.Line),
        new(9, "Memory of signs", "lag (trades)", "autocorrelation", FactStyle.Line) { IsLogAcross = true, IsLogUpwards = true },
        new(8, "Fluctuations of signs", "trades", "fluctuation", FactStyle.DottedLine) { IsLogAcross = true, IsLogUpwards = true },
        new(10, "Gaps between messages", "seconds", "share longer", FactStyle.Line) { IsLogAcross = true, IsLogUpwards = true },
        new(11, "Gaps between trades", "seconds", "share longer", FactStyle.Line) { IsLogAcross = true, IsLogUpwards = true },
        new(13, "Lifetimes of orders", "seconds", "share longer", FactStyle.Line) { IsLogAcross = true, IsLogUpwards = true },
        new(14, "Cancels per add", "hours", "in 15 min", FactStyle.DottedLine) { Rules = [0.75, 0.99] },
        new(15, "Trades per add", "hours", "in 15 min", FactStyle.DottedLine) { Rules = [0.02, 0.3] },
        new(16, "Queue at the best price", "lots", "share larger", FactStyle.Line) { IsLogAcross = true, IsLogUpwards = true },
        new(17, "Placement", "price units behind the best", "share farther", FactStyle.Line) { IsLogAcross = true, IsLogUpwards = true },
        new(18, "Trade sizes", "lots", "share larger", FactStyle.Line) { IsLogAcross = true, IsLogUpwards = true },
        new(21, "Impact of a trade", "lots", "basis points", FactStyle.DottedLine) { IsLogAcross = true },
        new(19, "Flow imbalance", "lots in 10 s", "mid change (price units)", FactStyle.Cloud),
        new(20, "Queue imbalance", "imbalance before a move", "share of rises", FactStyle.DottedLine) { Rules = [0.5] },
        new(22, "Impact of a parent order", "share of volume", "basis points", FactStyle.DottedLine) { IsLogAcross = true, IsLogUpwards = true },
        new(23, "Spread", "lag (10 s)", "autocorrelation", FactStyle.DottedLine) { Rules = [0, 0.1] },
    ];
}
