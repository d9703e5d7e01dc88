using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>How a chance becomes a position.</summary>
public sealed record DirectionTradeOptions
{
    /// <summary>Lots of its position, long or short of what it began with; positive.</summary>
    public long Lots { get; init; } = 100;

    /// <summary>How far from an even chance it must be to act, from 0 to 0.5.</summary>
    public double Edge { get; init; } = 0.15;

    /// <summary>How long it keeps a position unless the chance turns.</summary>
    public SimDuration Holding { get; init; } = SimDuration.FromSeconds(10);

    /// <summary>Whether it takes what is offered; else it joins the best price of its own side and waits.</summary>
    public bool Takes { get; init; }

    /// <summary>The widest spread that it pays when it takes, in price units.</summary>
    public long MaxSpreadTicks { get; init; } = 2;

    /// <summary>What can be set.</summary>
    internal static IReadOnlyList<OptionSpec> Specs { get; } =
    [
        StrategyOption.Lots("lots", "100", "Lots of its position, long or short of what it began with."),
        StrategyOption.Number("edge", "0.15", 0, 0.5, "How far from an even chance it must be to act."),
        StrategyOption.Duration("holding", "10s", "How long it keeps a position unless the chance turns."),
        StrategyOption.Choice("way", "join", ["join", "take"], "Whether it joins the best price of its own side, or takes that of the other."),
        StrategyOption.Ticks("max-spread-ticks", "2", "The widest spread that it pays when it takes."),
    ];

    /// <summary>From what was set.</summary>
    internal static DirectionTradeOptions From(OptionSet values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new DirectionTradeOptions
        {
            Lots = values.Integer("lots"), Edge = values.Number("edge"), Holding = values.Duration("holding"),
            Takes = values.Text("way") == "take", MaxSpreadTicks = values.Integer("max-spread-ticks"),
        };
    }
}

/// <summary>Trades on a chance of rising: long when it is high, short when it is low, and back where it began after a while or when the
/// chance has turned.</summary>
internal sealed class DirectionTrade(StrategySetting setting, DirectionTradeOptions options)
{
    private readonly StandingQuotes _quotes = new(setting.Instrument);
    private long? _start;
    private int _direction;
    private SimTime _until;

    /// <summary>Acts on a chance.</summary>
    public void Act(double chanceOfRise, Quote quote, MarketView view, OrderPad orders)
    {
        _start ??= view.Position(setting.Instrument).Lots;
        Judge(chanceOfRise - 0.5, quote, view.Now);
        var missing = _start.Value + (_direction * options.Lots) - view.Position(setting.Instrument).Lots;
        if (options.Takes)
        {
            if (missing != 0 && view.OpenOrders.Count == 0)
            {
                var side = missing > 0 ? Side.Buy : Side.Sell;
                UnitTrade.Take(side, side == Side.Buy ? quote.Ask : quote.Bid, Math.Abs(missing), setting, view, orders);
            }
        }
        else
        {
            _quotes.Set(
                view, orders,
                (quote.Bid, new Quantity(Math.Max(0, missing))), (quote.Ask, new Quantity(Math.Max(0, -missing))));
        }
    }

    private void Judge(double edge, Quote quote, SimTime now)
    {
        if (_direction != 0 && (now >= _until || _direction * edge <= -options.Edge))
        {
            _direction = 0;
        }

        if (_direction == 0 && Math.Abs(edge) >= options.Edge && edge != 0
            && (!options.Takes || quote.Ask - quote.Bid <= options.MaxSpreadTicks))
        {
            (_direction, _until) = (Math.Sign(edge), now + options.Holding);
        }
    }
}
