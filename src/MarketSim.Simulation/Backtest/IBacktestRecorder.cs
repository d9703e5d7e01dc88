using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>A fill of a back-test.</summary>
/// <param name="Time">The bar in which it happened, by the clock of the data, in nanoseconds since 1970.</param>
/// <param name="Instrument">Its number.</param>
/// <param name="Side">Whether it bought.</param>
/// <param name="Lots">How many.</param>
/// <param name="Price">In price units.</param>
/// <param name="Fee">In minor units.</param>
/// <param name="Order">Which order of the strategy's, from 1.</param>
/// <param name="Note">What should be known about it.</param>
public readonly record struct BacktestFill(
    long Time, int Instrument, Side Side, long Lots, long Price, long Fee, long Order, string Note);

/// <summary>A position that was opened and closed again, first in first out.</summary>
/// <param name="Opened">When, on the clock of the data.</param>
/// <param name="Closed">When.</param>
/// <param name="Instrument">Its number.</param>
/// <param name="Sign">1 for a long one, -1 for a short one.</param>
/// <param name="Lots">How many.</param>
/// <param name="Entry">At which price.</param>
/// <param name="Exit">At which price.</param>
/// <param name="Profit">Exit less entry in minor units, before fees.</param>
/// <param name="Fees">Of both fills, in minor units.</param>
/// <param name="Adverse">The most that it lost on paper in between, in minor units; zero or below.</param>
/// <param name="Favourable">The most that it gained on paper, in minor units; zero or above.</param>
/// <param name="Bars">Bars from entry to exit.</param>
public readonly record struct BacktestTrip(
    long Opened, long Closed, int Instrument, int Sign, long Lots, long Entry, long Exit, long Profit, long Fees, long Adverse,
    long Favourable, long Bars);

/// <summary>Where a back-test's results go as they come.</summary>
public interface IBacktestRecorder
{
    /// <summary>The instruments are known; nothing has happened yet.</summary>
    void Begin(IReadOnlyList<Instrument> instruments);

    /// <summary>An order traded.</summary>
    void Fill(in BacktestFill fill);

    /// <summary>A position was closed.</summary>
    void Trip(in BacktestTrip trip);

    /// <summary>What the account is worth.</summary>
    /// <param name="time">On the clock of the data.</param>
    /// <param name="equity">Minor units.</param>
    /// <param name="cash">Minor units.</param>
    void Equity(long time, long equity, long cash);

    /// <summary>A position at a day's end.</summary>
    /// <param name="time">On the clock of the data.</param>
    /// <param name="instrument">Its number.</param>
    /// <param name="lots">How many; not zero.</param>
    /// <param name="price">The last price.</param>
    /// <param name="value">Minor units.</param>
    void Position(long time, int instrument, long lots, long price, long value);
}
