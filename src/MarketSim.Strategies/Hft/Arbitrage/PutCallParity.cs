using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Strategies;

/// <summary>What an arbitrageur of put-call parity does.</summary>
public sealed record PutCallParityOptions
{
    /// <summary>The put with strike and expiry of the call.</summary>
    public InstrumentId? Put { get; init; }

    /// <summary>Time between looks.</summary>
    public SimDuration Interval { get; init; } = SimDuration.FromSeconds(1);

    /// <summary>Interest rate a year, continuously compounded: 0.03 is 3%.</summary>
    public double Rate { get; init; } = 0.03;

    /// <summary>What must be left after all spreads, in units of the currency a share.</summary>
    public double Edge { get; init; } = 0.05;

    /// <summary>Contracts in a trade.</summary>
    public long Contracts { get; init; } = 1;

    /// <summary>The most trades that it holds one way or the other.</summary>
    public int MostUnits { get; init; } = 10;

    /// <summary>How far beyond the touch its orders may trade, in price units.</summary>
    public long ReachTicks { get; init; } = 2;

    /// <summary>Whether it sells what it does not hold; writing options needs a margin account.</summary>
    public bool MayOwe { get; init; }

    /// <summary>Which day it is when.</summary>
    public MarketCalendar Calendar { get; init; } = MarketCalendar.Default;
}

/// <summary>Trades a call against put, share and money: buys the share with its put and sells the call where the call is too dear, and
/// the reverse where it is too cheap.</summary>
/// <remarks>Source: Stoll (1969), "The relationship between put and call option prices": C - P = S - K e^(-rT). Holds for European options
/// without dividends; of American ones it ignores early exercise, for which the edge must pay. Trades at the touches only.</remarks>
public sealed class PutCallParity(InstrumentId instrument, PutCallParityOptions options) : IStrategy
{
    private const double NanosecondsPerYear = 365.0 * 86_400 * SimDuration.NanosecondsPerSecond;

    private readonly Legs _legs = new(options.ReachTicks, options.MayOwe);
    private int _units;

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
    [
        StrategyOption.Symbols("put", "The put with the strike and expiry of the call that it trades."),
        StrategyOption.Duration("interval", "1s", "Time between looks."),
        StrategyOption.Number("rate", "3", -100, 1_000, "Interest rate, continuously compounded.", "% a year"),
        StrategyOption.Number("edge", "0.05", 0, 1e9, "What must be left after all spreads.", "currency units a share"),
        StrategyOption.Lots("contracts", "1", "Contracts in a trade."),
        StrategyOption.Count("most-units", "10", "The most trades that it holds one way or the other."),
        StrategyOption.Ticks("reach-ticks", "2", "How far beyond the touch its orders may trade."),
    ],
    (setting, values) => new PutCallParity(setting.Instrument, Checked(setting, new PutCallParityOptions
    {
        Put = setting.FindAll(values.Text("put")).Select(id => (InstrumentId?)id).FirstOrDefault(),
        Interval = values.Duration("interval"), Rate = values.Number("rate") / 100, Edge = values.Number("edge"),
        Contracts = values.Integer("contracts"), MostUnits = values.Count("most-units"),
        ReachTicks = values.Integer("reach-ticks"), MayOwe = setting.Account != AccountType.Cash, Calendar = setting.Calendar,
    })))
    {
        Others = ["put"],
    };

    /// <inheritdoc/>
    public SimTime NextWake(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Now + options.Interval;
    }

    /// <inheritdoc/>
    public void Decide(MarketView view, OrderPad orders)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (options.Put is not { } put || view.Instruments[instrument.Value] is not OptionContract call || Legs.IsBusy(view)
            || view.QuoteOf(instrument) is not { IsTwoSided: true } calls || view.QuoteOf(put) is not { IsTwoSided: true } puts
            || view.QuoteOf(call.Underlying) is not { IsTwoSided: true } shares)
        {
            return;
        }

        var years = (options.Calendar.At(call.Expiry, SimDuration.FromHours(16)) - view.Now).Nanoseconds / NanosecondsPerYear;
        var unit = (double)call.PriceUnit;
        var share = (double)view.Instruments[call.Underlying.Value].PriceUnit;
        var strike = call.Strike.Ticks * share * PortableMath.Exp(-options.Rate * Math.Max(0, years));

        // A conversion sells the call and buys put and share; a reversal does the opposite.
        var conversion = ((calls.Bid.Ticks - puts.Ask.Ticks) * unit) - (shares.Ask.Ticks * share) + strike;
        var reversal = ((puts.Bid.Ticks - calls.Ask.Ticks) * unit) + (shares.Bid.Ticks * share) - strike;
        _units += conversion > options.Edge && _units < options.MostUnits ? 1
            : reversal > options.Edge && _units > -options.MostUnits ? -1 : 0;
        var contracts = (double)options.Contracts;
        _legs.Hold(
            view, orders,
            [new Leg(call.Underlying, contracts * call.Deliverable), new Leg(put, contracts), new Leg(instrument, -contracts)], _units);
    }

    private static PutCallParityOptions Checked(StrategySetting setting, PutCallParityOptions options)
    {
        if (options.Put is { } put)
        {
            var isPair = setting.Instruments[setting.Instrument.Value] is OptionContract { Right: OptionRight.Call } call
                && setting.Instruments[put.Value] is OptionContract { Right: OptionRight.Put } other
                && (call.Underlying, call.Strike, call.Expiry, call.Deliverable) == (other.Underlying, other.Strike, other.Expiry, other.Deliverable);
            return isPair ? options : throw new ArgumentException(
                "Put-call parity needs a call, and under 'put' the put on the same underlying with the same strike and expiry.");
        }

        return options;
    }
}
