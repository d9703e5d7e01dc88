using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>An account's margin at one moment, as its statement shows it. Amounts are minor units of the account's currency.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Type">On what terms it is held.</param>
/// <param name="Cash">Money, proceeds of short sales included; negative when it is owed.</param>
/// <param name="LongMarketValue">Value of shares held.</param>
/// <param name="ShortMarketValue">Value of shares sold short.</param>
/// <param name="LongOptions">Value of options held.</param>
/// <param name="ShortOptions">Value of options written.</param>
/// <param name="Equity">What would be left if everything were closed at the marks.</param>
/// <param name="MarginEquity">Equity that counts towards requirements: without options, whose margin includes their premium.</param>
/// <param name="Initial">Initial requirement of all positions at the marks (Regulation T).</param>
/// <param name="Maintenance">Maintenance requirement.</param>
/// <param name="Sma">Special memorandum account; zero for accounts that have none.</param>
/// <param name="BuyingPower">What marginable shares could still be bought for, all open orders filled.</param>
/// <param name="Call">What a margin call still asks; zero without one.</param>
/// <param name="Deadline">Until when; <see cref="SimTime.Never"/> without one.</param>
/// <param name="AccruedInterest">Interest not yet posted: positive is owed.</param>
/// <param name="Positions">What is held, in order of instrument.</param>
public sealed record MarginStatement(
    AccountId Account, AccountType Type, long Cash, long LongMarketValue, long ShortMarketValue, long LongOptions, long ShortOptions,
    long Equity, long MarginEquity, long Initial, long Maintenance, long Sma, long BuyingPower, long Call, SimTime Deadline,
    decimal AccruedInterest, IReadOnlyList<MarginPosition> Positions)
{
    /// <summary>What futures have gained since they were last settled; part of equity.</summary>
    public long FuturesVariation { get; init; }

    /// <summary>Day trades of the last business days that count.</summary>
    public int DayTrades { get; init; }

    /// <summary>Whether these made it a pattern day trader's account.</summary>
    public bool IsPatternDayTrader { get; init; }

    /// <summary>What the highest exposure of the day lacked, less what was brought since; a call when the day ends.</summary>
    public long IntradayDeficit { get; init; }

    /// <summary>What calls for former days' exposure still ask: closing positions does not meet them.</summary>
    public long IntradayCall { get; init; }

    /// <summary>Until when; <see cref="SimTime.Never"/> without one, or after it ran out.</summary>
    public SimTime IntradayDeadline { get; init; } = SimTime.Never;

    /// <summary>The first day on which the account may use credit again; none while it may.</summary>
    public DateOnly? FrozenUntil { get; init; }

    /// <summary>What is owed on shares held: LMV less the equity in them.</summary>
    public long Debit => Math.Max(0, -Cash);

    /// <summary>Money that stands to the account's credit, proceeds of short sales included.</summary>
    public long Credit => Math.Max(0, Cash);

    /// <summary>Equity above the maintenance requirement; negative is what a call asks.</summary>
    public long MaintenanceExcess => MarginEquity - Maintenance;

    /// <summary>Equity above the initial requirement.</summary>
    public long InitialExcess => MarginEquity - Initial;
}

/// <summary>A position on a margin statement.</summary>
/// <param name="Instrument">What.</param>
/// <param name="Lots">How much; negative when short.</param>
/// <param name="Value">Its value at the mark in minor units; negative when short.</param>
/// <param name="Maintenance">What it would need by itself.</param>
/// <param name="CallPrice">The price of it, in the quote currency, at which equity meets the maintenance requirement, everything else
/// as it is; none where no price would.</param>
public sealed record MarginPosition(InstrumentId Instrument, long Lots, long Value, long Maintenance, decimal? CallPrice);

/// <summary>A mechanism that carries accounts on margin and can tell how they stand.</summary>
public interface IMarginMechanism : ITradingMechanism
{
    /// <summary>How an account stands now.</summary>
    /// <returns>Null if the mechanism does not carry it.</returns>
    MarginStatement? StatementOf(AccountId account);
}
