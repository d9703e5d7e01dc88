using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>What can be adjusted in the default day. Counts of agents are for each instrument.</summary>
internal static class DefaultDayOptions
{
    public static readonly OptionSpec Duration = new()
    {
        Name = "duration", Kind = OptionKind.Duration, Default = "6.5h", Min = 1e-6, Max = 86_400,
        Summary = "Length of the session.",
    };

    public static readonly OptionSpec Makers = Count(
        "market-makers", 4, "Makers that quote both sides around the value, and withdraw and renew their orders within seconds.");

    public static readonly OptionSpec Value = Count(
        "value-traders", 60, "Patient traders that step in where the price has left the value, each at its own distance.");

    public static readonly OptionSpec Metaorders = Count(
        "metaorder-traders", 40, "Traders that split large decisions into many small trades.");

    public static readonly OptionSpec Flow = Count(
        "flow-traders", 40, "Traders whose orders and trades come in bursts, without intention.");

    public static readonly OptionSpec Momentum = Count("momentum-traders", 6, "Traders that follow the trend.");

    public static readonly OptionSpec Noise = Count("noise-traders", 40, "Traders that take the opposite quote now and then.");

    public static readonly OptionSpec Activity = new()
    {
        Name = "activity", Kind = OptionKind.Number, Default = "1", Min = 0.01, Max = 100,
        Summary = "How often everybody acts, as a multiple of the usual.",
    };

    public static readonly OptionSpec Volatility = new()
    {
        Name = "volatility", Kind = OptionKind.Number, Default = "0.25", Min = 0, Max = 10,
        Summary = "Annual volatility of the fundamental value without news, as a fraction of it.",
    };

    public static readonly OptionSpec NewsSize = new()
    {
        Name = "news-size", Kind = OptionKind.Number, Default = "0.55", Min = 0, Max = 50, Unit = "%",
        Summary = "Typical size of a piece of news: by how much it changes the value; 0 is a day without news.",
    };

    public static readonly OptionSpec Surprises = new()
    {
        Name = "surprises", Kind = OptionKind.Number, Default = "2", Min = 0, Max = 1_000,
        Summary = "Mean number of unexpected news in a day, beside the releases at 11:00 and 14:00. For each instrument.",
    };

    public static readonly OptionSpec PaceDeviation = new()
    {
        Name = "pace-deviation", Kind = OptionKind.Number, Default = "0.45", Min = 0, Max = 3,
        Summary = "How unsteadily information arrives: standard deviation of the logarithm of its pace.",
    };

    public static readonly OptionSpec Latency = new()
    {
        Name = "latency", Kind = OptionKind.Text, Default = "lognormal:200us,0.4",
        Summary = "The network: constant:50us, uniform:100us..400us, lognormal:200us,0.4 or distance:0.67.",
        Check = text => LatencyCatalog.Parse(text),
    };

    public static readonly OptionSpec TakerFee = new()
    {
        Name = "taker-fee-ppm", Kind = OptionKind.Integer, Default = "0", Min = 0, Max = 100_000,
        Summary = "What a taker pays, in millionths of the traded value.",
    };

    public static readonly OptionSpec MakerFee = new()
    {
        Name = "maker-fee-ppm", Kind = OptionKind.Integer, Default = "0", Min = -100_000, Max = 100_000,
        Summary = "What a maker pays, in millionths of the traded value; negative is a rebate, at most the taker's fee.",
    };

    public static readonly OptionSpec Allocation = new()
    {
        Name = "allocation", Kind = OptionKind.Text, Default = "fifo",
        Summary = "How a price level shares an incoming order: fifo, pro-rata:2, top:100 or split:40.",
        Check = text => Market.Allocations.Parse(text),
    };

    public static readonly OptionSpec Book = new()
    {
        Name = "book", Kind = OptionKind.Choice, Default = "fast", Choices = ["fast", "plain"],
        Summary = "Which of the two order books matches; both give the same run.",
    };

    private static OptionSpec Count(string name, int usual, string summary) => new()
    {
        Name = name, Kind = OptionKind.Integer, Min = 0, Max = 100_000, Summary = summary + " For each instrument.",
        Default = usual.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
