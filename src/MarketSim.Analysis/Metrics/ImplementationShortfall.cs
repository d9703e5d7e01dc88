using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>What an order cost against the price at which it was decided, and where that went.</summary>
/// <remarks>
/// Source: Perold (1988), "The implementation shortfall"; the parts as in Kissell (2013), chapter 3. For each trade, with the middle
/// taken before the command that traded: <b>delay</b> is the middle at the first child order less the middle at the decision;
/// <b>timing</b> the middle at the trade less that at the first order, which holds what the market did and what earlier children moved for
/// good; <b>spread</b> the touch less the middle, negative where it was earned; <b>impact</b> the price less the touch, where an order
/// walks the book. Everything is counted in half price units, so that the parts sum exactly; when rounded, timing takes the cent.
/// </remarks>
public sealed class ImplementationShortfall : IMetric
{
    private readonly Instrument _instrument;
    private readonly AccountId _account;
    private readonly Side _side;
    private readonly SimTime _decidedAt;
    private Touch _touch;
    private long? _decision;
    private long? _arrival;
    private Int128 _delay;
    private Int128 _spread;
    private Int128 _impact;
    private Int128 _timing;
    private long _highestPart;
    private long _volume;

    /// <summary>Watches one account's trades of one side.</summary>
    /// <param name="instrument">What was to be traded.</param>
    /// <param name="account">Who worked the order.</param>
    /// <param name="side">Whether it bought or sold.</param>
    /// <param name="decidedAt">When it was decided; the middle that held then is the benchmark, or the first afterwards.</param>
    public ImplementationShortfall(Instrument instrument, AccountId account, Side side, SimTime decidedAt)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        (_instrument, _account, _side, _decidedAt) = (instrument, account, side, decidedAt);
    }

    /// <summary>Lots that were traded.</summary>
    public Quantity Done { get; private set; }

    /// <summary>When the last of them were.</summary>
    public SimTime? LastTrade { get; private set; }

    /// <summary>Middle at the decision in price units; not-a-number before there was one.</summary>
    public double DecisionPrice => _decision / 2.0 ?? double.NaN;

    /// <summary>The largest part that it ever was of the volume since the decision, its own included, after any of its trades.</summary>
    public double HighestParticipation => _highestPart / 1e9;

    /// <summary>What it cost in all, in minor units of the quote currency; negative is a gain.</summary>
    public Money Total => ToMoney(_delay + _spread + _impact + _timing);

    /// <summary>What the price moved before the first order.</summary>
    public Money Delay => ToMoney(_delay);

    /// <summary>What crossing the spread cost; negative where it was earned.</summary>
    public Money Spread => ToMoney(_spread);

    /// <summary>What walking the book cost.</summary>
    public Money Impact => ToMoney(_impact);

    /// <summary>What the price moved while the order was worked.</summary>
    public Money Timing => new(Total.Minor - Delay.Minor - Spread.Minor - Impact.Minor);

    /// <summary>What was missed by not trading all that was wanted: the last middle less that at the decision, on what is left.</summary>
    /// <param name="wanted">Lots that were to be traded.</param>
    /// <returns>Zero where all was traded, or no middle is known; below zero the rest was better left.</returns>
    /// <remarks>Source: Perold (1988): opportunity cost. It is not part of <see cref="Total"/>, which is of what was traded.</remarks>
    public Money Opportunity(Quantity wanted)
    {
        var left = Math.Max(0, wanted.Lots - Done.Lots);
        return left == 0 || _decision is not { } decision || !_touch.IsTwoSided
            ? ToMoney(0) : ToMoney((Int128)_side.Sign() * left * (Middle - decision));
    }

    /// <inheritdoc/>
    public void Observe(in MarketEvent item)
    {
        if (item.Instrument != _instrument.Id)
        {
            return;
        }

        // What held at the decision is only known when something later comes.
        if (item.Time > _decidedAt && _decision is null && _touch.IsTwoSided)
        {
            _decision = Middle;
        }

        switch (item.Kind)
        {
            case EventKind.Quoted:
                _touch = _touch.After(item);
                break;
            case EventKind.Accepted when item.Account == _account && item.Side == _side:
                _arrival ??= Middle;
                break;
            case EventKind.Traded:
                Take(item);
                break;
        }
    }

    /// <inheritdoc/>
    public void Complete(SimTime end)
    {
    }

    private long Middle => _touch.Bid.Ticks + _touch.Ask.Ticks;

    private void Take(in MarketEvent trade)
    {
        _volume += trade.Time >= _decidedAt ? trade.Quantity.Lots : 0;
        var isTaker = trade.Account == _account && trade.Side == _side;
        if (!isTaker && (trade.CounterAccount != _account || trade.Side == _side))
        {
            return;
        }

        var arrival = _arrival ??= Middle;
        var decision = _decision ??= arrival;
        var middle = _touch.IsTwoSided ? Middle : 2 * trade.Price.Ticks;
        var touch = !isTaker || !_touch.IsTwoSided ? trade.Price : _side == Side.Buy ? _touch.Ask : _touch.Bid;
        var lots = (Int128)_side.Sign() * trade.Quantity.Lots;
        _delay += lots * (arrival - decision);
        _timing += lots * (middle - arrival);
        _spread += lots * ((2 * touch.Ticks) - middle);
        _impact += lots * 2 * (trade.Price - touch);
        Done += trade.Quantity;
        LastTrade = trade.Time;
        _highestPart = Math.Max(_highestPart, (long)(1e9 * Done.Lots / _volume));
    }

    private Money ToMoney(Int128 halves) => Money.FromInt128(
        Rounding.HalfUp.Divide(halves * _instrument.TickValueNumerator, 2 * (Int128)_instrument.TickValueDenominator));
}
