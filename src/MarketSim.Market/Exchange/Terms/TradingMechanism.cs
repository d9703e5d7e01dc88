using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A mechanism that lets everything pass: override what yours has to say.</summary>
public abstract class TradingMechanism : ITradingMechanism
{
    private MechanismDesk? _desk;

    /// <summary>Notes what it is.</summary>
    /// <param name="name">Its name in the catalog.</param>
    /// <param name="options">Its settings with the values in force.</param>
    protected TradingMechanism(string name, OptionSet options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Spec = new MechanismSpec(name, options.Values);
    }

    /// <inheritdoc/>
    public MechanismSpec Spec { get; }

    /// <inheritdoc/>
    public virtual SimTime NextDeadline => SimTime.Never;

    /// <summary>All that it can see and do; from <see cref="Begin"/> on.</summary>
    protected MechanismDesk Desk => _desk ?? throw new InvalidOperationException($"Mechanism '{Spec.Name}' has not begun.");

    /// <inheritdoc/>
    public virtual void Begin(MechanismDesk desk) => _desk = desk;

    /// <inheritdoc/>
    public virtual bool Carries(AccountType type) => false;

    /// <inheritdoc/>
    public virtual void OnArrival(ref Command command, in EntryContext context)
    {
    }

    /// <inheritdoc/>
    public virtual RejectReason OnEntry(in Command command, in EntryContext context) => RejectReason.None;

    /// <inheritdoc/>
    public virtual void OnTrade(in MarketEvent trade)
    {
    }

    /// <inheritdoc/>
    public virtual void OnEvent(in MarketEvent item)
    {
    }

    /// <inheritdoc/>
    public virtual void OnSettled()
    {
    }

    /// <inheritdoc/>
    public virtual void OnTime(SimTime now)
    {
    }

    /// <inheritdoc/>
    public virtual void OnDay(DayStep step, DateOnly date)
    {
    }

    /// <inheritdoc/>
    public virtual RejectReason OnInstruction(in Command instruction) => RejectReason.UnknownInstruction;

    /// <inheritdoc/>
    public virtual void AddTo(ref StateHash hash)
    {
    }
}
