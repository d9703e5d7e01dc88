using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>A maker quotes around a public signal that jumps; snipers race it to its stale quotes.</summary>
/// <remarks>Source: Budish, Cramton and Shim (2015), "The High-Frequency Trading Arms Race". Everybody hears of a jump at the same
/// time. The snipers' orders take 100 to 101 µs to the venue, at random; a fast one's 10 µs less; the maker's cancel is a
/// millisecond slower. With a batch interval the same quotes meet frequent batch auctions.</remarks>
public sealed class LatencyRace : Scenario
{
    private static readonly Price Start = new(100_00);
    private static readonly SimDuration Wire = SimDuration.FromMicroseconds(100);
    private static readonly SimDuration Jitter = SimDuration.FromMicroseconds(1);

    /// <inheritdoc/>
    public override string Name => "latency-race";

    /// <inheritdoc/>
    public override string Summary
        => "Snipers race a maker to its stale quotes, in continuous trading or frequent batch auctions (Budish et al. 2015).";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSpec> Options { get; } =
    [
        Duration("duration", "200s", 1e-3, 86_400, "Length of the session."),
        Duration("batch", "0s", 0, 10, "Length of a batch; zero for continuous trading."),
        Duration("maker-lag", "1ms", 0, 1, "By how much the maker's orders are slower than the snipers'."),
        Duration("head-start", "0s", 0, 100e-6, "By how much the first sniper is faster than the others; at most 100us."),
        Whole("snipers", 10, 0, 1_000, "How many snipers there are."),
        Whole("jump-ticks", 5, 1, 1_000, "Size of a jump of the signal, in cents."),
        Whole("half-spread-ticks", 1, 1, 1_000, "Distance of the maker's quotes from the signal, in cents."),
        Number("jumps", 1, 0.001, 1_000, "Jumps of the signal a second."),
        Number("investors", 0, 0, 1_000, "Investors a second who take the maker's quotes for reasons of their own."),
    ];

    /// <inheritdoc/>
    public override World Build(OptionSet options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        var batch = options.Duration("batch");
        var latency = new PerPairLatency(new ConstantLatency(Wire));
        var world = new World { Duration = options.Duration("duration"), Latency = latency };
        var usd = world.AddAsset("USD", decimals: 2);
        var share = world.AddAsset("SHARE", decimals: 0);
        var none = world.AddAsset("SIGNAL", decimals: 0);
        var instrument = world.AddInstrument(id => new Equity { Id = id, Symbol = "SHARE", Base = share, Quote = usd });
        var index = world.AddInstrument(id => new MarketIndex { Id = id, Symbol = "SIGNAL", Base = none, Quote = usd });
        if (batch != SimDuration.Zero)
        {
            world.Mechanisms = [MechanismSpec.Of("frequent-batch-auction", [("instruments", "SHARE"), ("interval", options.Text("batch"))])];
        }

        var signal = SignalOf(options, seed);
        world.AddService(venue => new SignalPublisher(venue, index.Id, signal));
        var watched = new[] { instrument.Id, index.Id };
        (AssetId, long)[] wealth = [(share, 100_000_000), (usd, 100_000_000L * Start.Ticks)];
        var maker = world.AddTrader("maker", "maker", watched, new SignalMaker(instrument.Id, new SignalMakerOptions
        {
            Signal = index.Id, HalfSpreadTicks = options.Integer("half-spread-ticks"),
        }), wealth);
        latency.Set(World.ActorOf(maker), World.VenueActor, new ConstantLatency(Wire + options.Duration("maker-lag")));
        for (var i = 0; i < options.Count("snipers"); i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"sniper/{i + 1}");
            var sniper = world.AddTrader(
                name, "sniper", watched, new Sniper(instrument.Id, new SniperOptions { Signal = index.Id, Lifetime = batch }), wealth);
            var fastest = Wire - (i == 0 ? options.Duration("head-start") : SimDuration.Zero);
            latency.Set(World.ActorOf(sniper), World.VenueActor, new UniformLatency(fastest, fastest + Jitter));
        }

        AddInvestors(world, new StrategySetting(instrument.Id, Start, signal), options, wealth);
        return world;
    }

    /// <summary>The path of the signal in a run with these options.</summary>
    public static JumpingSignal SignalOf(OptionSet options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new JumpingSignal(
            Start, options.Integer("jump-ticks"), options.Number("jumps"),
            new SimTime(options.Duration("duration").Nanoseconds), new Rng(seed, "signal"));
    }

    // An investor reaches far beyond any quote: whether he trades does not depend on the spread.
    private static void AddInvestors(
        World world, StrategySetting setting, OptionSet options, (AssetId, long)[] wealth)
    {
        if (options.Number("investors") > 0)
        {
            world.AddTrader("investors", "investor", [], new PoissonTaker(setting, new PoissonTakerOptions
            {
                ArrivalRate = options.Number("investors") / 2, ArrivalDecay = 0.1, Horizon = SimDuration.FromSeconds(1), Lots = 100,
            }), wealth);
        }
    }

    private static OptionSpec Duration(string name, string usual, double from, double to, string summary) => new()
    {
        Name = name, Kind = OptionKind.Duration, Default = usual, Min = from, Max = to, Summary = summary,
    };

    private static OptionSpec Whole(string name, long usual, double from, double to, string summary)
        => Number(name, usual, from, to, summary) with { Kind = OptionKind.Integer };

    private static OptionSpec Number(string name, double usual, double from, double to, string summary) => new()
    {
        Name = name, Kind = OptionKind.Number, Min = from, Max = to, Summary = summary,
        Default = usual.ToString(CultureInfo.InvariantCulture),
    };
}
