using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>A laboratory market: buyers and sellers with induced values, day after day.</summary>
/// <remarks>Source: Smith (1962); Gode and Sunder (1993). Accounts hold goods and money for all days; what units are worth to their
/// owners is the experimenter's tally, as it is in a laboratory.</remarks>
public sealed class DoubleAuction : Scenario
{
    private const int PriceDecimals = 2;

    private const string UsualValues = "200,190,180,170,160,150,140,130,120,110,100";

    private const string UsualCosts = "100,110,120,130,140,150,160,170,180,190,200";

    /// <inheritdoc/>
    public override string Name => "double-auction";

    /// <inheritdoc/>
    public override string Summary
        => "A laboratory double auction with induced values and costs, day after day: efficiency, Smith's alpha, profits.";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSpec> Options { get; } =
    [
        Traders("buyers", "Strategies of the buyers, in turn: one, or several separated by commas, such as zip,aa."),
        Traders("sellers", "Strategies of the sellers, in turn."),
        Schedule("values", UsualValues, "What each buyer redeems his units at; buyers separated by commas, units by slashes: 200/150,190."),
        Schedule("costs", UsualCosts, "What each seller's units cost him."),
        new OptionSpec
        {
            Name = "days", Kind = OptionKind.Integer, Default = "200", Min = 1, Max = 20_000, Summary = "Trading days.",
        },
        new OptionSpec
        {
            Name = "day", Kind = OptionKind.Duration, Default = "5min", Min = 1, Max = 36_000, Summary = "Length of a trading day.",
        },
        new OptionSpec
        {
            Name = "mean-interval", Kind = OptionKind.Duration, Default = "1s", Min = 1e-3, Max = 3_600,
            Summary = "Mean time between shouts of a trader.",
        },
        new OptionSpec
        {
            Name = "ceiling", Kind = OptionKind.Number, Default = "300", Min = 1, Max = 1e6, Unit = "currency",
            Summary = "The highest price that may be called out.",
        },
    ];

    /// <inheritdoc/>
    public override World Build(OptionSet options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        var schedule = new InducedSchedule(
            InducedSchedule.Parse(options.Text("values"), PriceDecimals), InducedSchedule.Parse(options.Text("costs"), PriceDecimals));
        var day = options.Duration("day");
        var days = options.Count("days");
        var calendar = new MarketCalendar { TradesOnWeekends = true };
        var ceiling = Price.FromDouble(options.Number("ceiling") * (double)MarketUnits.Pow10(PriceDecimals), Rounding.HalfUp);
        var world = new World
        {
            Hours = new SessionHours(calendar, calendar.ZeroIsAt, calendar.ZeroIsAt + day),
            Duration = (SimDuration.FromHours(24) * (days - 1)) + day,
            Latency = new ConstantLatency(SimDuration.FromMicroseconds(1)),
        };
        var cash = world.AddAsset("USD", PriceDecimals);
        var unit = world.AddAsset("UNIT", 0);
        var good = world.AddInstrument(id => new Equity
        {
            Id = id, Symbol = "UNIT", Base = unit, Quote = cash, PriceDecimals = PriceDecimals, MaxPrice = ceiling,
        });
        var traders = new List<DoubleAuctionTrader>();
        AddTraders(world, good, options, Side.Buy, schedule, traders);
        AddTraders(world, good, options, Side.Sell, schedule, traders);
        world.Measurement = _ => new DoubleAuctionMeasurement(schedule, traders, World.FirstAccount, (double)good.PriceUnit);
        return world;
    }

    private static void AddTraders(
        World world, Instrument good, OptionSet options, Side role, InducedSchedule schedule, List<DoubleAuctionTrader> traders)
    {
        var names = StrategiesOf(options.Text(role == Side.Buy ? "buyers" : "sellers"));
        var limits = role == Side.Buy ? schedule.Values : schedule.Costs;
        var reference = Price.FromDouble(schedule.EquilibriumPrice, Rounding.HalfUp);
        for (var i = 0; i < limits.Count; i++)
        {
            var name = names[i % names.Count];
            var strategy = Create(name, options, good, new StrategySetting(good.Id, reference, Worth(reference))
            {
                Induced = new InducedValues(role, limits[i]), Member = i, Members = limits.Count, Calendar = world.Hours!.Calendar,
            });
            var units = (long)limits[i].Count * options.Count("days");
            var endowment = role == Side.Sell
                ? (good.Base, units) : (good.Quote, good.QuoteAmount(good.MaxPrice, new Quantity(units)).Minor);
            var title = string.Create(CultureInfo.InvariantCulture, $"{(role == Side.Buy ? "buyer" : "seller")}/{i + 1}");
            world.AddTrader(title, name, [good.Id], strategy, endowment);
            traders.Add(new DoubleAuctionTrader(name, role, limits[i]));
        }
    }

    // Nobody in a laboratory knows more than his own limits and what he hears.
    private static MeanRevertingValue Worth(Price reference)
        => new(reference.Ticks, 0, 0, SimDuration.FromHours(24), new Rng(0, "constant"));

    private static IStrategy Create(string name, OptionSet options, Instrument good, StrategySetting setting)
    {
        var type = StrategyCatalog.All.Find(name).Value;
        var settings = new OptionSet(type.Options);
        settings.Set("mean-interval", options.Text("mean-interval"));
        settings.Set("period", "24h");
        settings.Set("ceiling-ticks", good.MaxPrice.ToString());
        return type.Create(setting, settings);
    }

    private static IReadOnlyList<string> StrategiesOf(string text)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length > 0 && names.All(Known.Contains) ? names : throw new FormatException(
            $"'{text}' was given; accepted are strategies with induced values, separated by commas: {string.Join(", ", Known)}.");
    }

    // Who has limits knows of induced values; that is all a strategy needs to take part.
    private static IEnumerable<string> Known
        => StrategyCatalog.All.Where(entry => entry.Value.Options.Any(o => o.Name == "limits")).Select(entry => entry.Name);

    private static OptionSpec Traders(string name, string summary) => new()
    {
        Name = name, Kind = OptionKind.Text, Default = "zi-c", Summary = summary, Check = text => StrategiesOf(text),
    };

    private static OptionSpec Schedule(string name, string usual, string summary) => new()
    {
        Name = name, Kind = OptionKind.Text, Default = usual, Unit = "currency", Summary = summary,
        Check = text => InducedSchedule.Parse(text, PriceDecimals),
    };
}
