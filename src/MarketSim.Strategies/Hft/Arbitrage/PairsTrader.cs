using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What a pairs trader does.</summary>
public sealed record PairsTraderOptions
{
    /// <summary>The other instrument of the pair.</summary>
    public InstrumentId? Other { get; init; }

    /// <summary>Time between looks.</summary>
    public SimDuration Interval { get; init; } = SimDuration.FromSeconds(10);

    /// <summary>Looks over which the relation is estimated; at least 10.</summary>
    public int Window { get; init; } = 120;

    /// <summary>Standard deviations of the residual at which it enters.</summary>
    public double Entry { get; init; } = 2;

    /// <summary>Standard deviations at which it leaves; below the entry.</summary>
    public double Exit { get; init; } = 0.5;

    /// <summary>Lots of its own instrument that it holds, one way or the other.</summary>
    public long Lots { get; init; } = 100;

    /// <summary>How far beyond the touch its orders may trade, in price units.</summary>
    public long ReachTicks { get; init; } = 5;

    /// <summary>Whether it sells what it does not hold.</summary>
    public bool MayOwe { get; init; }
}

/// <summary>Trades two instruments whose prices belong together: sells the one that has become dear in terms of the other, buys the
/// other, and waits until they meet again.</summary>
/// <remarks>Source: Engle and Granger (1987), "Co-integration and error correction", first step: ln y = α + β ln x by least squares over a
/// window of past looks; the entry at two standard deviations is that of Gatev, Goetzmann and Rouwenhorst (2006), "Pairs trading". The
/// present look is never part of the estimate that judges it. Hedged with β in money: β y/x lots of x for each of y.</remarks>
public sealed class PairsTrader : IStrategy
{
    private readonly InstrumentId _instrument;
    private readonly PairsTraderOptions _options;
    private readonly Legs _legs;
    private readonly List<(double X, double Y)> _looks = [];
    private IReadOnlyList<Leg> _held = [];
    private int _direction;

    /// <summary>A trader of one instrument against another.</summary>
    /// <exception cref="ArgumentException">The exit does not lie below the entry.</exception>
    public PairsTrader(InstrumentId instrument, PairsTraderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Exit >= options.Entry)
        {
            throw new ArgumentException($"A pair is left at {options.Exit} and entered at {options.Entry}; the exit must lie below the entry.");
        }

        (_instrument, _options) = (instrument, options);
        _legs = new Legs(options.ReachTicks, options.MayOwe);
    }

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Symbols("other", "The other instrument of the pair."),
        StrategyOption.Duration("interval", "10s", "Time between looks."),
        StrategyOption.Count("window", "120", "Looks over which the relation is estimated.", from: 10),
        StrategyOption.Number("entry", "2", 0.01, 100, "At which it enters.", "standard deviations"),
        StrategyOption.Number("exit", "0.5", -100, 100, "At which it leaves.", "standard deviations"),
        StrategyOption.Lots("lots", "100", "What it holds of its own instrument, one way or the other."),
        StrategyOption.Ticks("reach-ticks", "5", "How far beyond the touch its orders may trade."),
    ],
    (setting, values) => new PairsTrader(setting.Instrument, new PairsTraderOptions
    {
        Other = setting.FindAll(values.Text("other")).Select(id => (InstrumentId?)id).FirstOrDefault(),
        Interval = values.Duration("interval"), Window = values.Count("window"), Entry = values.Number("entry"),
        Exit = values.Number("exit"), Lots = values.Integer("lots"), ReachTicks = values.Integer("reach-ticks"),
        MayOwe = setting.Account != AccountType.Cash,
    }))
    {
        Others = ["other"],
    };

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Now + _options.Interval;
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (_options.Other is not { } other || view.QuoteOf(_instrument) is not { IsTwoSided: true } own
            || view.QuoteOf(other) is not { IsTwoSided: true } others || Legs.IsBusy(view))
        {
            return;
        }

        var (x, y) = (Log(view, other, others), Log(view, _instrument, own));
        if (_looks.Count == _options.Window)
        {
            Judge(view, x, y);
            _looks.RemoveAt(0);
        }

        _looks.Add((x, y));
        _legs.Hold(view, orders, _held, _direction);
    }

    /// <summary>The line of best fit and how far the points scatter around it.</summary>
    /// <param name="looks">Logarithms of both prices.</param>
    public static (double Alpha, double Beta, double Deviation) Fit(IReadOnlyList<(double X, double Y)> looks)
    {
        ArgumentNullException.ThrowIfNull(looks);
        var (meanX, meanY) = (looks.Average(l => l.X), looks.Average(l => l.Y));
        var (xx, xy, yy) = (0.0, 0.0, 0.0);
        foreach (var (x, y) in looks)
        {
            xx += (x - meanX) * (x - meanX);
            xy += (x - meanX) * (y - meanY);
            yy += (y - meanY) * (y - meanY);
        }

        var beta = xx > 0 ? xy / xx : 0;
        return (meanY - (beta * meanX), beta, Math.Sqrt(Math.Max(0, yy - (beta * xy)) / Math.Max(1, looks.Count - 2)));
    }

    private void Judge(MarketView view, double x, double y)
    {
        var (alpha, beta, deviation) = Fit(_looks);
        if (deviation <= 0 || beta <= 0)
        {
            return;
        }

        var z = (y - alpha - (beta * x)) / deviation;
        if (_direction == 0 && Math.Abs(z) >= _options.Entry)
        {
            _direction = z > 0 ? -1 : 1;
            var ratio = beta * LotValue(view, _instrument, y) / LotValue(view, _options.Other!.Value, x);
            _held = [new Leg(_instrument, _options.Lots), new Leg(_options.Other.Value, -_options.Lots * ratio)];
        }
        else if (_direction != 0 && -_direction * z <= _options.Exit)
        {
            _direction = 0;
        }
    }

    private static double Log(MarketView view, InstrumentId instrument, Quote quote)
        => PortableMath.Log((quote.Bid.Ticks + quote.Ask.Ticks) / 2.0 * (double)view.Instruments[instrument.Value].PriceUnit);

    // What a lot is worth in minor units at a logarithm of its price.
    private static double LotValue(MarketView view, InstrumentId instrument, double log)
    {
        var terms = view.Instruments[instrument.Value];
        return PortableMath.Exp(log) / (double)terms.PriceUnit * terms.TickValueNumerator / terms.TickValueDenominator;
    }
}
