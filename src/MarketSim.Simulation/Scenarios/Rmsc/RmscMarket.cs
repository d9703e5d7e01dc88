using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>What the reference markets of ABIDES have in common: one stock, its value, its venue, and where everybody is.</summary>
/// <remarks>There, agents may owe money and shares; here everybody owns more than a day can ask for, so that nobody is ever
/// refused and the ledger still balances.</remarks>
internal sealed class RmscMarket
{
    /// <summary>r̄, the mean of the value in cents.</summary>
    public const long Mean = 100_000;

    // From Seattle to New York, on which all agents lie.
    private const double LineMetres = 3_866_660;
    private const long Shares = 10_000_000;
    private const long Cents = 1_000_000_000_000;
    private const double NanosecondsPerSecond = 1e9;

    private readonly InstrumentId _stock;
    private readonly (AssetId Asset, long Amount)[] _endowment;

    /// <summary>The market without agents.</summary>
    public RmscMarket(OptionSet options, ulong seed, double volatilityPerRootNanosecond)
    {
        World = new World
        {
            Duration = options.Duration("duration"),
            Latency = new DistanceLatency(fractionOfLightSpeed: 1, SimDuration.Zero, LineMetres, isLine: true),
            ComputeDelay = SimDuration.FromNanoseconds(50),
            Reports = ReportDetail.Outcomes,
        };
        var usd = World.AddAsset("USD", decimals: 2);
        var share = World.AddAsset("ABM", decimals: 0);
        _stock = World.AddInstrument(id => new Equity { Id = id, Symbol = "ABM", Base = share, Quote = usd }).Id;
        _endowment = [(share, Shares), (usd, Cents)];
        Fundamental = new SparseMeanRevertingValue(
            new SparseMeanRevertingOptions
            {
                Mean = Mean, VolatilityPerRootSecond = volatilityPerRootNanosecond * Math.Sqrt(NanosecondsPerSecond),
            },
            new Rng(seed, "fundamental/ABM"), new Rng(seed, "megashocks/ABM"));
    }

    /// <summary>The world so far.</summary>
    public World World { get; }

    /// <summary>What the stock is worth.</summary>
    public FundamentalValue Fundamental { get; }

    /// <summary>The length of the session.</summary>
    public static OptionSpec Duration(string usual) => new()
    {
        Name = "duration", Kind = OptionKind.Duration, Default = usual, Min = 1e-6, Max = 23_400,
        Summary = "Length of the session from 9:30.",
    };

    /// <summary>A number of agents.</summary>
    public static OptionSpec Count(string name, int usual, string summary) => new()
    {
        Name = name, Kind = OptionKind.Integer, Min = 0, Max = 1_000_000, Summary = summary,
        Default = usual.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Adds so many agents of one kind.</summary>
    public void Add<T>(string type, int count, T options, Func<InstrumentId, T, IStrategy> create)
    {
        InstrumentId[] watched = [_stock];
        for (var i = 1; i <= count; i++)
        {
            World.AddTrader(
                string.Create(CultureInfo.InvariantCulture, $"{type}/{i}"), type, watched, create(_stock, options), _endowment);
        }
    }
}
