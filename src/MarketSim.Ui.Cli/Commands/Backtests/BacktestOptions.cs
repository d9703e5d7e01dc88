using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;
using MarketSim.Strategies;

namespace MarketSim.Ui.Cli;

/// <summary>What every command over bars can be told: the data, the strategy, and how orders trade.</summary>
internal sealed class BacktestOptions
{
    private readonly Option<string[]> _data = new("--data")
    {
        Description = "Bars: a CSV with any common header, Parquet, a zip or folder of Lean's; ticks; recorded order flow; a run of ours. May be repeated, also as SYMBOL=PATH.",
        HelpName = "FILE|DIR", Required = true,
    };

    private readonly Option<string?> _symbols = new("--symbols")
    {
        Description = "Which symbols of a Lean data folder that --data names, separated by commas.", HelpName = "LIST",
    };

    private readonly Option<string> _resolution = new("--resolution")
    {
        Description = "Which bars of a Lean data folder.", DefaultValueFactory = static _ => "daily",
    };

    private readonly Option<string> _strategy = new("--strategy")
    {
        Description = "A name of 'marketsim list strategies', or a C# file of yours; settings may follow, separated by commas: sma-cross,fast=20.",
        HelpName = "NAME|FILE", Required = true,
    };

    private readonly Option<string[]> _set = new("--set") { Description = "Sets an option of the strategy; may be repeated.", HelpName = "name=value" };

    private readonly Option<string> _fill = new("--fill")
    {
        Description = "When orders without a limit trade: at the next open, at this close, or by the session.",
        HelpName = "next-open|this-close|session", DefaultValueFactory = static _ => "next-open",
    };

    private readonly Option<string> _cash = new("--cash")
    {
        Description = "Money at the beginning.", HelpName = "AMOUNT", DefaultValueFactory = static _ => "100000",
    };

    private readonly Option<string?> _commission = new("--commission")
    {
        Description = "What the broker takes of a fill: 0.005/share,min=1 or 0.1% or 2bp.", HelpName = "TERMS",
    };

    private readonly Option<string?> _spread = new("--spread")
    {
        Description = "From bid to offer; orders that do not wait pay half of it: 0.01, 2bp or 0.05%.", HelpName = "DISTANCE",
    };

    private readonly Option<string?> _slippage = new("--slippage") { Description = "What such orders pay besides.", HelpName = "DISTANCE" };

    private readonly Option<string?> _participation = new("--participation")
    {
        Description = "The most of a bar's volume that trades for you, such as 0.1; the rest of an order waits.", HelpName = "PART",
    };

    private readonly Option<string?> _impact = new("--impact")
    {
        Description = "With --participation: how far your part of the volume moves the price, times its square; 0.1 by default.", HelpName = "NUMBER",
    };

    private readonly Option<string> _limits = new("--limits")
    {
        Description = "When a resting limit order trades: once the price went through it, or touched it.",
        HelpName = "through|touched", DefaultValueFactory = static _ => "through",
    };

    private readonly Option<string> _intrabar = new("--intrabar")
    {
        Description = "Of a stop and a target in one bar, which came first: the worse, the better, or that nearer to the open.",
        HelpName = "worse|better|nearest", DefaultValueFactory = static _ => "worse",
    };

    private readonly Option<string> _account = new("--account")
    {
        Description = "cash, or margin: with borrowed money and short sales, under the mechanisms margin and short-selling.",
        HelpName = "cash|margin", DefaultValueFactory = static _ => "cash",
    };

    private readonly Option<string[]> _mechanism = new("--mechanism")
    {
        Description = "A mechanism in force with its settings, such as settlement or margin,interest=6; may be repeated.", HelpName = "NAME,…",
    };

    private readonly Option<string[]> _actions = new("--actions")
    {
        Description = "Dividends and splits: a CSV with date, symbol, dividend, split; or 'lean' for the factor files beside the data.",
        HelpName = "FILE|lean",
    };

    private readonly Option<int?> _decimals = new("--decimals") { Description = "Decimals of prices; as many as the data have by default.", HelpName = "N" };

    private readonly Option<int> _lotDecimals = new("--lot-decimals")
    {
        Description = "Decimals of quantities: 8 to trade parts of a coin, in lots of 10^-8.", HelpName = "N",
    };

    private readonly Option<string?> _interval = new("--interval")
    {
        Description = "How long a bar is, such as 5min or 1d; the shortest distance of the first bars by default.", HelpName = "DURATION",
    };

    private readonly Option<string?> _sessionClose = new("--session-close")
    {
        Description = "For --fill session: when the market closes, such as 16:00; by default after the last bar of a day before a gap.",
        HelpName = "HH:MM",
    };

    private readonly Option<ulong> _seed = new("--seed") { Description = "The key of the strategy's own chance.", DefaultValueFactory = static _ => 1UL };

    private readonly Option<string?> _equity = new("--equity")
    {
        Description = "How often equity is noted; over order flow every minute by default.", HelpName = "day|bar|DURATION",
    };

    private readonly Option<bool> _together = new("--together")
    {
        Description = "One copy of the strategy sees all instruments; by default each instrument has its own copy.",
    };

    private readonly Option<string[]> _assembly = Plugins.Option();

    /// <summary>Adds them.</summary>
    public void AddTo(System.CommandLine.Command command)
    {
        foreach (var option in (Option[])
        [
            _data, _symbols, _resolution, _strategy, _set, _fill, _cash, _commission, _spread, _slippage, _participation, _impact, _limits,
            _intrabar, _account, _mechanism, _actions, _decimals, _lotDecimals, _interval, _sessionClose, _seed, _equity, _together, _assembly,
        ])
        {
            command.Add(option);
        }
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="ArgumentException">One of them cannot be; the sentence says what is accepted.</exception>
    public BacktestRequest Read(ParseResult parsed)
    {
        if (parsed.GetValue(_assembly) is { Length: > 0 } assemblies)
        {
            Plugins.Load(assemblies);
        }

        var (name, inline) = StrategyOf(parsed.GetRequiredValue(_strategy));
        var type = StrategyCatalog.All.Find(name).Value;
        var settings = new OptionSet(type.Options);
        foreach (var text in inline.Concat(parsed.GetValue(_set) ?? []))
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new ArgumentException($"--set was '{text}'; accepted is name=value, with a name of 'marketsim list options' for the strategy.");
            }

            settings.Set(text[..equals].Trim(), text[(equals + 1)..].Trim());
        }

        var data = DataOf(parsed);
        const int CurrencyDecimals = 2;
        var isMargin = Choice("--account", parsed.GetRequiredValue(_account), "cash", "margin") == "margin";
        return new BacktestRequest
        {
            Data = data, Type = type, Settings = settings, Command = CommandOf(parsed), EquityText = parsed.GetValue(_equity),
            Reading = new BarReading
            {
                PriceDecimals = Within("--decimals", parsed.GetValue(_decimals), BarReading.MostDecimals),
                QuantityDecimals = Within("--lot-decimals", parsed.GetValue(_lotDecimals), 8) ?? 0,
                FollowsNames = parsed.GetValue(_symbols) is not null,
            },
            Length = parsed.GetValue(_interval) is { } interval ? LengthOf(interval) : 0,
            Setup = new BacktestSetup
            {
                Strategy = name, Create = setting => type.Create(setting, settings), IsTogether = parsed.GetValue(_together),
                MarketOrders = MarketOrderRules.Find(parsed.GetRequiredValue(_fill)),
                LimitOrders = Choice("--limits", parsed.GetRequiredValue(_limits), "through", "touched") == "touched"
                    ? new TouchedLimit() : new TradedThroughLimit(),
                Intrabar = Choice("--intrabar", parsed.GetRequiredValue(_intrabar), "worse", "better", "nearest") switch
                {
                    "better" => new BetterFirst(), "nearest" => new NearestFirst(), _ => new WorseFirst(),
                },
                Volume = VolumeOf(parsed.GetValue(_participation), parsed.GetValue(_impact)),
                Spread = DistanceOf("--spread", parsed.GetValue(_spread)), Slippage = DistanceOf("--slippage", parsed.GetValue(_slippage)),
                Commission = parsed.GetValue(_commission) is { } commission ? CommissionOf(commission) : Commission.None,
                Cash = MoneyOf(parsed.GetRequiredValue(_cash), CurrencyDecimals), CurrencyDecimals = CurrencyDecimals,
                QuantityDecimals = parsed.GetValue(_lotDecimals), Account = isMargin ? AccountType.RegT : AccountType.Cash,
                Mechanisms = MechanismsOf(parsed.GetValue(_mechanism) ?? [], isMargin),
                Actions = BarActions.Read(parsed.GetValue(_actions) ?? [], data, CurrencyDecimals),
                SessionClose = parsed.GetValue(_sessionClose) is { } close ? TimeOfDayText.Parse(close).Nanoseconds : null,
                Seed = parsed.GetValue(_seed), NotesEveryBar = parsed.GetValue(_equity) == "bar",
            },
        };
    }

    private static (string Name, string[] Settings) StrategyOf(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);

        // The compiler is loaded only where it has something to compile.
        return (parts[0].EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? StrategySource.Load(parts[0]) : parts[0], parts[1..]);
    }

    private List<string> DataOf(ParseResult parsed)
    {
        var given = parsed.GetRequiredValue(_data);
        if (parsed.GetValue(_symbols) is not { } symbols)
        {
            return [.. given];
        }

        var resolution = Choice("--resolution", parsed.GetRequiredValue(_resolution), "daily", "hour", "minute");
        return
        [
            .. symbols.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(symbol =>
                given.Select(root => LeanBars.Find(root, symbol, resolution)).FirstOrDefault(found => found is not null)
                ?? throw new ArgumentException(
                    $"There are no {resolution} bars of '{symbol}' under {string.Join(", ", given)}; expected is a Lean data folder with "
                    + $"equity/usa/{resolution}/{symbol.ToLowerInvariant()}.zip or the like.")),
        ];
    }

    private static List<MechanismSpec> MechanismsOf(IReadOnlyList<string> texts, bool isMargin)
    {
        var specs = texts.Select(text =>
        {
            var parts = text.Split(',', StringSplitOptions.TrimEntries);
            return MechanismSpec.Of(parts[0], [.. parts[1..].Select(part => part.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
                ? (part[..equals], part[(equals + 1)..])
                : throw new ArgumentException($"--mechanism was '{text}'; accepted is a name and settings, such as margin,interest=6."))]);
        }).ToList();
        if (isMargin && !specs.Any(spec => spec.Name is "margin" or "portfolio-margin"))
        {
            specs.Add(MechanismSpec.Of("margin"));
        }

        if (isMargin && !specs.Any(spec => spec.Name == "short-selling"))
        {
            specs.Add(MechanismSpec.Of("short-selling", ("requires-locate", "false"), ("price-test", "off")));
        }

        return specs;
    }

    private static Commission CommissionOf(string text)
    {
        try
        {
            return Commission.Parse(text);
        }
        catch (FormatException refusal)
        {
            throw new ArgumentException($"--commission was '{text}'; accepted is {Commission.Accepted}.", refusal);
        }
    }

    // Where results go, and how many work on them, has no part in what they are.
    private static string CommandOf(ParseResult parsed)
    {
        var words = new List<string> { "marketsim" };
        var tokens = parsed.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Type == TokenType.Option && tokens[i].Value is "--out" or "--jobs")
            {
                i++;
            }
            else if (tokens[i].Type != TokenType.Option || tokens[i].Value is not ("--json" or "--logs"))
            {
                words.Add(Quoted(tokens[i].Value));
            }
        }

        return string.Join(' ', words);

        static string Quoted(string word) => word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_=./,:+%~".Contains(c, StringComparison.Ordinal))
            ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }

    private static VolumeShare VolumeOf(string? part, string? impact)
    {
        if (part is null)
        {
            return impact is null ? VolumeShare.Unlimited : throw new ArgumentException("--impact needs --participation: the part of the volume that moves the price.");
        }

        return new VolumeShare(Number("--participation", part, 1), impact is null ? 0.1 : Number("--impact", impact, 1000));
    }

    private static double Number(string option, string text, double most)
        => double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            && value > 0 && value <= most ? value
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{option} was '{text}'; accepted is a number above 0 and up to {most}."));

    private static PriceDistance DistanceOf(string option, string? text) => text is null ? PriceDistance.None : PriceDistance.Parse(option, text);

    private static long LengthOf(string text)
        => text.EndsWith('d') && long.TryParse(text[..^1], CultureInfo.InvariantCulture, out var days) && days is > 0 and < 10_000
            ? days * 86_400_000_000_000
            : DurationText.Parse(text).Nanoseconds is > 0 and var length ? length
            : throw new ArgumentException($"--interval was '{text}'; accepted is a time above zero, such as 1min, 1h or 1d.");

    private static long MoneyOf(string text, int decimals)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount)
            || amount <= 0 || amount > 100_000_000_000_000m)
        {
            throw new ArgumentException($"--cash was '{text}'; accepted is an amount above 0 such as 100000 or 2500.50.");
        }

        for (var i = 0; i < decimals; i++)
        {
            amount *= 10;
        }

        return decimal.Truncate(amount) == amount ? (long)amount
            : throw new ArgumentException($"--cash was '{text}'; accepted is an amount with at most {decimals} decimals.");
    }

    private static int? Within(string option, int? value, int most) => value is null or >= 0 && (value ?? 0) <= most ? value
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{option} was {value}; accepted is 0 to {most}."));

    private static string Choice(string option, string text, params string[] accepted) => accepted.Contains(text) ? text
        : throw new ArgumentException($"{option} was '{text}'; accepted is {string.Join(", ", accepted)}.");
}
