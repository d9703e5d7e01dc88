using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Terms on which one trades: margin, short selling, options, settlement, price bands … A venue has any number of them, and
/// asks each the same few questions along an order's path and as time passes. Derive from <see cref="TradingMechanism"/>.</summary>
/// <remarks>
/// A mechanism acts only through its <see cref="MechanismDesk"/>: it posts movements, reports events, queues commands. It never throws
/// for what a participant does, draws chance only from the desk, and keeps all state that decides its future in
/// <see cref="AddTo"/>. Custom ones live in any assembly; see <c>docs/concepts/mechanisms.md</c>.
/// </remarks>
public interface ITradingMechanism
{
    /// <summary>What it is and with which settings: enough to make it again.</summary>
    MechanismSpec Spec { get; }

    /// <summary>When it next acts unasked; <see cref="SimTime.Never"/> if it does not. After <see cref="OnTime"/> it is later than
    /// that instant.</summary>
    SimTime NextDeadline { get; }

    /// <summary>Called once, when the venue is built.</summary>
    /// <param name="desk">All that it can see and do.</param>
    /// <exception cref="ArgumentException">Its settings do not fit the venue; with a sentence that says what would.</exception>
    void Begin(MechanismDesk desk);

    /// <summary>Whether it answers for accounts of this type: then the venue reserves nothing for their orders, and they may owe
    /// what this mechanism's <see cref="OnEntry"/> allows.</summary>
    bool Carries(AccountType type);

    /// <summary>An order, replacement or withdrawal has arrived and is about to be asked about: what the sender left out, such as a
    /// mark, can be filled in. It changes nothing else. Orders of the venue do not pass here.</summary>
    /// <param name="command">As in <see cref="OnEntry"/>.</param>
    /// <param name="context">The instrument, its market and the time.</param>
    void OnArrival(ref Command command, in EntryContext context);

    /// <summary>May this order, replacement or withdrawal enter? Of several refusals the first in <see cref="RejectReason"/>
    /// counts. It changes nothing: another may still refuse.</summary>
    /// <param name="command">A Place; a Replace written out as the order it would become; or a Deposit of a negative amount.</param>
    /// <param name="context">The instrument, its market and the time; of a withdrawal only the ledger and the time.</param>
    RejectReason OnEntry(in Command command, in EntryContext context);

    /// <summary>Two orders traded, and the ledger has settled it. Fees and obligations come from here.</summary>
    void OnTrade(in MarketEvent trade);

    /// <summary>Anything else happened, a mechanism's own postings included.</summary>
    void OnEvent(in MarketEvent item);

    /// <summary>All that a command led to has been told, and nothing is half done: a split's shares and prices, both legs of a
    /// trade. What must look at accounts as a whole looks now; it may report, post and queue further commands.</summary>
    void OnSettled();

    /// <summary>An instant has come that it asked for with <see cref="NextDeadline"/>, or another's has.</summary>
    void OnTime(SimTime now);

    /// <summary>A step of the day; all mechanisms take one step before any takes the next.</summary>
    /// <param name="step">Which.</param>
    /// <param name="date">Of which day.</param>
    void OnDay(DayStep step, DateOnly date);

    /// <summary>An instruction arrived.</summary>
    /// <param name="instruction">An Instruct command.</param>
    /// <returns>None if it was carried out; <see cref="RejectReason.UnknownInstruction"/> if it is not for this mechanism; else
    /// why not.</returns>
    RejectReason OnInstruction(in Command instruction);

    /// <summary>Adds everything that decides its future to a fingerprint.</summary>
    void AddTo(ref StateHash hash);
}
