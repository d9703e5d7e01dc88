using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>A strategy that joins a world, whatever that is: with accounts of its own, so that everybody else's chance stays the
/// same.</summary>
/// <remarks>Written <c>momentum,mean-interval=5s,trades=ALPHA,count=3</c>: a strategy's name, then its settings, and among them what it
/// trades and owns.</remarks>
public sealed class Guest
{
    /// <summary>What is accepted, in words.</summary>
    public const string Accepted = "a strategy's name, then settings, such as momentum,mean-interval=5s,trades=ALPHA,count=3,cash=1000000,shares=5000";

    private const int Most = 100_000;

    private const decimal UsualMoney = 1_000_000m;

    private const long UsualShares = 5_000;

    private readonly StrategyType _type;
    private readonly OptionSet _settings;
    private readonly string _name;
    private string? _trades;
    private int _count = 1;
    private decimal? _cash;
    private long? _shares;
    private decimal? _reference;

    private Guest(string name, StrategyType type)
        => (_name, _type, _settings) = (name, type, new OptionSet(type.Options));

    /// <summary>How it was written.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Reads one.</summary>
    /// <exception cref="ArgumentException">It is none; the sentence says what is accepted.</exception>
    /// <param name="text">How it is written.</param>
    /// <param name="shown">How it is to be noted in the manifest, where that differs.</param>
    public static Guest Parse(string text, string? shown = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(',');
        var guest = new Guest(parts[0].Trim(), StrategyCatalog.All.Find(parts[0].Trim()).Value) { Text = shown ?? text };
        foreach (var part in parts[1..])
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new ArgumentException($"The strategy was '{text}'; accepted is {Accepted}.");
            }

            guest.Set(part[..equals].Trim(), part[(equals + 1)..].Trim(), text);
        }

        return guest;
    }

    /// <summary>Adds its accounts to a world that has not begun.</summary>
    /// <exception cref="ArgumentException">It trades something that there is not.</exception>
    public void Join(World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var instrument = _trades is null
            ? world.Instruments.FirstOrDefault(i => i is not MarketIndex) ?? throw new ArgumentException("There is nothing to trade in this world.")
            : world.Instruments.FirstOrDefault(i => i.Symbol == _trades) ?? throw new ArgumentException(
                $"The strategy trades '{_trades}', which there is not.{Suggestions.Sentence(_trades, world.Instruments.Select(i => i.Symbol))} "
                + $"Known: {string.Join(", ", world.Instruments.Select(i => i.Symbol))}.");
        var fundamental = world.Fundamentals.TryGetValue(instrument.Id, out var known) && _reference is null ? known : Constant(world, instrument);
        world.Joined = [.. world.Joined, Text];
        for (var i = 0; i < _count; i++)
        {
            var setting = new StrategySetting(instrument.Id, Price.FromDouble(fundamental.At(world.Start), Rounding.HalfUp), fundamental)
            {
                Instruments = world.Instruments, Member = i, Members = _count,
            };
            var others = _type.Others.SelectMany(option => setting.FindAll(_settings.Text(option))).Where(o => o != instrument.Id);
            var name = _count == 1 ? _name : string.Create(CultureInfo.InvariantCulture, $"{_name}/{i + 1}");
            world.AddTrader(
                "guest/" + name, _name, [instrument.Id, .. others.Distinct()], _type.Create(setting, _settings), Endowment(world, instrument));
        }
    }

    private List<(AssetId, long)> Endowment(World world, Instrument instrument)
    {
        var endowment = new List<(AssetId, long)>();
        var shares = _shares ?? UsualShares;
        if (!instrument.IsMargined && shares > 0)
        {
            endowment.Add((instrument.Base, shares));
        }

        var money = _cash ?? UsualMoney;
        for (var i = 0; i < world.Assets[instrument.Quote.Value].Decimals; i++)
        {
            money *= 10;
        }

        if (money > 0)
        {
            endowment.Add((instrument.Quote, (long)Math.Min(money, long.MaxValue / 4)));
        }

        return endowment;
    }

    // Who looks at the fundamental of a world that has none sees the price that it begins with.
    private MeanRevertingValue Constant(World world, Instrument instrument)
    {
        var close = world.Preamble.FirstOrDefault(c => c.Instruction == Instruction.ClosingPrice && c.Instrument == instrument.Id);
        var ticks = _reference is { } given ? (double)(given / instrument.PriceUnit) : close.Price != default ? close.Price.Ticks : 0;
        return ticks > 0
            ? new MeanRevertingValue(ticks, 0, 0, SimDuration.FromSeconds(1), new Rng(0, "guest/" + instrument.Symbol))
            : throw new ArgumentException(
                $"The scenario does not say what {instrument.Symbol} is worth; add reference=PRICE to the strategy '{_name}'.");
    }

    private void Set(string name, string value, string text)
    {
        switch (name)
        {
            case "trades":
                _trades = value;
                break;
            case "count":
                _count = (int)Number(value, 1, Most, text);
                break;
            case "cash":
                _cash = Number(value, 0, 1_000_000_000_000m, text);
                break;
            case "shares":
                _shares = (long)Number(value, 0, 1_000_000_000_000m, text);
                break;
            case "reference":
                _reference = Number(value, 0.000000001m, 1_000_000_000_000m, text);
                break;
            default:
                _settings.Set(name, value);
                break;
        }
    }

    private static decimal Number(string value, decimal least, decimal most, string text)
        => decimal.TryParse(value.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
                ? number : throw new ArgumentException($"The strategy was '{text}', with '{value}'; accepted is {Accepted}.");
}
