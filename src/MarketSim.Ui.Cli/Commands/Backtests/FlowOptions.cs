using System.CommandLine;
using System.CommandLine.Parsing;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>What a back-test over order flow or ticks can be told besides what one over bars can: queues and delays.</summary>
internal sealed class FlowOptions
{
    private static readonly string[] OfBarsAlone =
        ["--fill", "--limits", "--intrabar", "--participation", "--impact", "--slippage", "--interval", "--session-close", "--decimals", "--lot-decimals", "--actions"];

    private readonly Option<string?> _queue = new("--queue")
    {
        Description = "Over order flow: how an order that waits moves forward. By default fifo where the data name orders, else risk-averse.",
        HelpName = "fifo|risk-averse|log|power:N|none",
    };

    private readonly Option<string?> _feed = new("--feed-latency")
    {
        Description = "Over order flow: how long market data take: 500us, 'recorded' (as the data were received), or a CSV of times and delays.",
        HelpName = "DELAY",
    };

    private readonly Option<string?> _order = new("--order-latency")
    {
        Description = "Over order flow: how long orders take, likewise; recorded*2 and recorded+1ms are more than the data took.", HelpName = "DELAY",
    };

    private readonly Option<string?> _response = new("--response-latency")
    {
        Description = "Over order flow: how long answers take; as long as orders by default.", HelpName = "DELAY",
    };

    private readonly Option<string> _taking = new("--taking")
    {
        Description = "Over order flow: at which prices orders that take trade: level by level, all at the best, or all at the middle.",
        HelpName = "walk|touch|middle", DefaultValueFactory = static _ => "walk",
    };

    /// <summary>Adds them.</summary>
    public void AddTo(System.CommandLine.Command command)
    {
        foreach (var option in (Option[])[_queue, _feed, _order, _response, _taking])
        {
            command.Add(option);
        }
    }

    /// <summary>The options that were given.</summary>
    /// <exception cref="ArgumentException">One cannot be; the sentence says what is accepted.</exception>
    public FlowSetup Read(ParseResult parsed, BacktestRequest request)
    {
        foreach (var name in OfBarsAlone)
        {
            if (parsed.GetResult(name) is OptionResult { Implicit: false })
            {
                throw new ArgumentException($"{name} is for bars; these data are order flow or ticks, where orders trade by --queue, --taking and the latencies.");
            }
        }

        var order = DelayOf(parsed, _order) ?? ConstantDelay.None;
        var every = EveryOf(request.EquityText);
        return new FlowSetup
        {
            Terms = request.Setup with { NotesEveryBar = every > 0 },
            Queue = parsed.GetValue(_queue) is { } queue ? QueueModels.Parse(queue) : null,
            FeedDelay = DelayOf(parsed, _feed) ?? ConstantDelay.None,
            OrderDelay = order,
            ResponseDelay = DelayOf(parsed, _response) ?? order,
            Taking = parsed.GetRequiredValue(_taking) switch
            {
                "walk" => FlowTaking.Walk, "touch" => FlowTaking.Touch, "middle" => FlowTaking.Middle,
                var other => throw new ArgumentException($"--taking was '{other}'; accepted is walk, touch or middle."),
            },
            EquityEvery = every,
        };
    }

    /// <summary>Refuses what is for order flow where the data are bars.</summary>
    public void RefuseForBars(ParseResult parsed)
    {
        foreach (var option in (Option[])[_queue, _feed, _order, _response, _taking])
        {
            if (parsed.GetResult(option) is { Implicit: false })
            {
                throw new ArgumentException($"{option.Name} is for order flow and ticks; these data are bars, where orders trade by --fill and --limits.");
            }
        }
    }

    private static IDelay? DelayOf(ParseResult parsed, Option<string?> option)
        => parsed.GetValue(option) is { } text ? Delays.Parse(option.Name, text) : null;

    private static long EveryOf(string? text)
    {
        if (text is null or "bar")
        {
            return 60_000_000_000;
        }

        if (text == "day")
        {
            return 0;
        }

        return DurationText.TryParse(text, out var every) && every.Nanoseconds >= 1_000_000 ? every.Nanoseconds
            : throw new ArgumentException($"--equity was '{text}'; over order flow accepted is day or a duration of 1ms or more, such as 1min.");
    }
}
