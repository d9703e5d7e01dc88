using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>The participants of one instrument of the default day.</summary>
internal sealed class Population
{
    private const double SecondsPerYear = 252 * 23_400;

    // A participant of wealth 1 owns this many shares, and the money for as many.
    private const long SharesOfWealthOne = 1_000;

    // What the defaults of distances in price units are meant for.
    private const double UsualPriceTicks = 10_000;

    private readonly World _world;
    private readonly OptionSet _options;
    private readonly Instrument _instrument;
    private readonly Price _opening;
    private readonly AssetId _cash;
    private readonly InformationFlow _flow;
    private readonly FundamentalValue _value;
    private readonly double _activity;
    private readonly double _scale;
    private readonly InstrumentId[] _watched;

    public Population(World world, OptionSet options, Instrument instrument, Price opening, AssetId cash, ulong seed)
    {
        _world = world;
        _options = options;
        _instrument = instrument;
        _opening = opening;
        _cash = cash;
        _activity = options.Number(DefaultDayOptions.Activity.Name);
        _scale = opening.Ticks / UsualPriceTicks;
        _watched = [instrument.Id];
        var volatility = options.Number(DefaultDayOptions.Volatility.Name) / Math.Sqrt(SecondsPerYear);
        _flow = new InformationFlow(Information(options), world.Duration, new Rng(seed, $"information/{instrument.Symbol}"));
        _value = new InformationDrivenValue(
            opening.Ticks, volatility, _flow, T("gamma", 1.35), SimDuration.FromMilliseconds(250), new Rng(seed, $"fundamental/{instrument.Symbol}"));
    }

    public void AddMakers() => Add(DefaultDayOptions.Makers, "market-maker", wealth: 60, (i, _) => new ImpatientMaker(
        _instrument.Id, _value, new ImpatientMakerOptions
        {
            MeanInterval = Every(T("mint", 0.8) + (0.15 * i)), HalfSpreadTicks = Ticks(T("half", 0.4) + (0.1 * i)), ErrorTicks = Ticks(T("err", 0.8)),
            LotsPerSkewTick = (long)(T("skew", 150) / _scale), VolatilityWeight = T("volw", 0.9),
            LeastLots = (long)T("mleast", 40), SizeExponent = T("msize", 1.0), DeepChance = T("deep", 0.3),
            LifeExponent = T("mlife", 0.35), LeastLife = SimDuration.FromSeconds(T("mleastlife", 0.01)), BurstChance = T("burst", 0.7),
            DistanceExponent = T("mdist", 1.3), SnipeTicks = Ticks(T("snipe", 1)), MoodDeviation = T("mood", 0.35),
            MoodPersistence = SimDuration.FromSeconds(T("moodp", 60)), ErrorPersistence = SimDuration.FromSeconds(T("errp", 30)),
            PressureTicks = Ticks(T("press", 0.6)), PressureMemory = SimDuration.FromSeconds(T("pressm", 3)),
            MaxOrders = (int)T("maxo", 20), MostTimesLeast = (long)T("mmost", 80),
        },
        _flow));

    public void AddValue() => Add(DefaultDayOptions.Value, "value", wealth: 40, (i, number) => new LatentLiquidity(
        _instrument.Id, _value, new LatentLiquidityOptions
        {
            MeanInterval = Every(T("latint", 10)), ThresholdTicks = Ticks(T("theta", 40)) * PortableMath.Pow((i + 0.5) / number, T("thp", 1)),
            LotsPerTick = T("rho", 400) * 60 / number / _scale,
        }));

    public void AddMetaorders() => Add(DefaultDayOptions.Metaorders, "metaorder", wealth: 15, (_, _) => new MetaorderTrader(
        _instrument.Id, new MetaorderOptions
        {
            MeanPause = Every(T("pause", 300)), MeanGap = Every(T("gap", 30)), LengthExponent = T("len", 1.5),
            RunChance = T("run", 0.75), SizeExponent = T("tsize", 2.2), LeastLots = (long)T("tleast", 20),
            MeanStep = SimDuration.FromSeconds(T("step", 0.1)), ReturnLots = (long)T("ret", 100), WalkTicks = (long)T("walk", 3), MostTrades = (int)T("mostt", 150), LeastTrades = (int)T("leastt", 5),
        },
        _flow));

    /// <summary>What the instrument is worth.</summary>
    public FundamentalValue Value => _value;

    public void AddFlow() => Add(DefaultDayOptions.Flow, "flow", wealth: 10, (_, _) => new HawkesFlow(
        _instrument.Id, new HawkesFlowOptions
        {
            MeanTake = Every(T("take", 300)), MeanAdd = Every(T("add", 30)), MostDistanceTicks = (long)Ticks(500),
            LeastLots = (long)T("fleast", 20), SizeExponent = T("fsize", 1.5), DistanceExponent = T("fdist", 1.3),
            LifeExponent = T("flife", 0.6), LeastLife = SimDuration.FromSeconds(T("fleastlife", 3)), WalkTicks = (long)T("fwalk", 3), ReturnLots = (long)T("fret", 200),
            TakeAfterTake = T("ftt", 0.4), AddAfterAny = T("faa", 0.3),
        },
        _flow));

    public void AddMomentum() => Add(DefaultDayOptions.Momentum, "momentum", wealth: 1, (_, _) => new Momentum(
        _instrument.Id, new MomentumOptions { MeanInterval = Every(240) }));

    public void AddNoise() => Add(DefaultDayOptions.Noise, "noise", wealth: 2, (_, _) => new NoiseTrader(
        _instrument.Id, new NoiseTraderOptions { MeanInterval = Every(T("noise", 1200)) }));

    internal static double T(string name, double usual)
        => Environment.GetEnvironmentVariable("T_" + name) is { } s ? double.Parse(s, System.Globalization.CultureInfo.InvariantCulture) : usual;

    private static InformationFlowOptions Information(OptionSet options) => new()
    {
        // Economic releases at 11:00 and 14:00.
        Releases = [SimTime.FromSeconds(90 * 60), SimTime.FromSeconds(270 * 60)],
        SurprisesPerDay = T("surp", 2), LogDeviation = T("logdev", 0.45), Persistence = SimDuration.FromSeconds(T("pers", 1200)),
        NewsSize = T("news", 0.0055), NewsDispersion = T("newsd", 0.25), Aftershock = T("after", 6), AftershockHalf = SimDuration.FromSeconds(T("half0", 60)),
    };

    private double Ticks(double usual) => usual * _scale;

    private SimDuration Every(double seconds) => SimDuration.FromSeconds(seconds / _activity);

    private void Add(OptionSpec count, string type, int wealth, Func<int, int, IStrategy> create)
    {
        var number = _options.Count(count.Name);
        for (var i = 0; i < number; i++)
        {
            var shares = SharesOfWealthOne * wealth;
            var money = _instrument.QuoteAmount(_opening, new Quantity(shares)).Minor;
            _world.AddTrader(
                $"{_instrument.Symbol}/{type}/{i + 1}", type, _watched, create(i, number), (_instrument.Base, shares), (_cash, money));
        }
    }
}
