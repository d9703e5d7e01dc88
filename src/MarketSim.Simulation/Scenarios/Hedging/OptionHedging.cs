using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>Somebody holds calls and hedges them in the share at set intervals until they expire: what is left of the risk.</summary>
/// <remarks>Source: Boyle and Emanuel (1980), "Discretely adjusted option hedges". The share follows a geometric Brownian motion; a maker
/// quotes a hundredth of a cent on either side of it, so that hedging costs next to nothing, and everything is an order on the exchange.
/// A month is 30 days and six and a half hours, to the close of the last. Who had sold the calls would have the opposite result.</remarks>
public sealed class OptionHedging : Scenario
{
    private const long Contracts = 100;
    private const long Shares = 1_000_000;
    private const int Decimals = 4;
    private const double SecondsPerYear = 365 * 86_400.0;

    private static readonly Price Start = new(100_0000);
    private static readonly DateOnly Expiry = MarketCalendar.Default.FirstDay.AddDays(30);

    /// <inheritdoc/>
    public override string Name => "option-hedging";

    /// <inheritdoc/>
    public override string Summary => "Calls are hedged in the share at set intervals until they expire (Boyle, Emanuel 1980).";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSpec> Options { get; } =
    [
        new()
        {
            Name = "hedges", Kind = OptionKind.Integer, Default = "21", Min = 1, Max = 100_000, Summary = "Hedges in the month, evenly spaced.",
        },
        new()
        {
            Name = "volatility", Kind = OptionKind.Number, Default = "20", Min = 0.1, Max = 500,
            Summary = "Volatility of the share in percent a year; the hedger knows it.",
        },
    ];

    /// <inheritdoc/>
    public override World Build(OptionSet options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        var step = Step(options);
        var world = new World
        {
            Duration = step * options.Integer("hedges"), Latency = new ConstantLatency(SimDuration.Zero),
            Venue = new ExchangeOptions { ProtectionTicks = 0 },
        };
        var usd = world.AddAsset("USD", Decimals);
        var share = world.AddAsset("SHARE", decimals: 0);
        var call = world.AddAsset("CALL", decimals: 0);
        var stock = world.AddInstrument(id => new Equity { Id = id, Symbol = "SHARE", Base = share, Quote = usd, PriceDecimals = Decimals });
        var option = world.AddInstrument(id => new OptionContract
        {
            Id = id, Symbol = "CALL", Base = call, Quote = usd, Underlying = stock.Id, Right = OptionRight.Call, Strike = Start,
            Expiry = Expiry, Style = ExerciseStyle.European, PriceDecimals = Decimals, Deliverable = 100, Multiplier = 100,
        });
        var value = Path(options, seed);
        var maker = new AvellanedaStoikov(
            new StrategySetting(stock.Id, Start, value),
            new AvellanedaStoikovOptions
            {
                RiskAversion = 1e-6, Volatility = 0, ArrivalDecay = 10_000, Leans = false,
                Shared = new InventoryMakerOptions { Interval = step, Lots = Shares, TargetLots = 50 * Shares, FollowsFundamental = true },
            });
        world.AddTrader("maker", "maker", [], maker, (share, 50 * Shares), (usd, 50 * Shares * Start.Ticks));
        var hedging = new DeltaHedgeOptions
        {
            Interval = step, Volatility = options.Number("volatility") / 100,
        };
        world.AddTrader(
            "hedger", "hedger", [stock.Id], new DeltaHedger(stock.Id, [option.Id], hedging),
            (share, Shares), (usd, Shares * Start.Ticks), (call, Contracts));
        return world;
    }

    /// <summary>What calls and hedge came to, for each share of the calls: payoff less value at the beginning, and what the hedge
    /// brought.</summary>
    public static double Outcome(MarketSimulation run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var options = new OptionSet(new OptionHedging().Options);
        foreach (var (name, value) in run.World.Options)
        {
            options.Set(name, value);
        }

        var final = Path(options, run.Seed).At(run.End);
        var hedger = run.World.Participants[1];
        var (share, usd) = (run.World.Instruments[0].Base, run.World.Instruments[0].Quote);
        var money = run.Exchange.Ledger.Balance(hedger.Account, usd) - (Shares * Start.Ticks);
        var held = run.Exchange.Ledger.Balance(hedger.Account, share) - Shares;
        var payoff = Math.Max(0, final - Start.Ticks);
        return (((money + (held * final)) / (100 * Contracts)) + payoff - BlackScholes.Price(Inputs(options))) / 10_000;
    }

    /// <summary>The standard deviation that theory expects: √(π/4) · vega · σ / √n.</summary>
    public static double Theory(int hedges)
        => Math.Sqrt(Math.PI / 4) * BlackScholes.Greeks(Inputs(new OptionSet(new OptionHedging().Options))).Vega / 10_000 * 0.2 / Math.Sqrt(hedges);

    private static OptionInputs Inputs(OptionSet options) => new(
        OptionRight.Call, Start.Ticks, Start.Ticks, Month.ToSeconds() / SecondsPerYear, 0, 0, options.Number("volatility") / 100);

    private static SimDuration Month => MarketCalendar.Default.At(Expiry, SimDuration.FromHours(16)) - SimTime.Zero;

    private static SimDuration Step(OptionSet options) => new(Month.Nanoseconds / options.Integer("hedges"));

    private static GeometricValue Path(OptionSet options, ulong seed) => new(
        Start.Ticks, 0, options.Number("volatility") / 100 / Math.Sqrt(SecondsPerYear), Step(options), new Rng(seed, "share"));
}
