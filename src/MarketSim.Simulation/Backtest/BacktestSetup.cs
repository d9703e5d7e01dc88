using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>Everything besides the data that decides a back-test.</summary>
public sealed record BacktestSetup
{
    /// <summary>The strategy's name, for the record.</summary>
    public required string Strategy { get; init; }

    /// <summary>Makes the strategy.</summary>
    public required Func<StrategySetting, IStrategy> Create { get; init; }

    /// <summary>Whether one copy of the strategy sees all instruments; else each instrument has a copy of its own.</summary>
    public bool IsTogether { get; init; }

    /// <summary>When orders without a limit trade.</summary>
    public IMarketOrderRule MarketOrders { get; init; } = new NextOpenRule();

    /// <summary>When resting orders trade.</summary>
    public ILimitRule LimitOrders { get; init; } = new TradedThroughLimit();

    /// <summary>What came first in a bar.</summary>
    public IIntrabarOrder Intrabar { get; init; } = new WorseFirst();

    /// <summary>How much of the volume can be had.</summary>
    public VolumeShare Volume { get; init; } = VolumeShare.Unlimited;

    /// <summary>The distance from bid to offer: orders that do not wait pay half of it.</summary>
    public PriceDistance Spread { get; init; }

    /// <summary>What such orders pay besides.</summary>
    public PriceDistance Slippage { get; init; }

    /// <summary>What the broker takes.</summary>
    public Commission Commission { get; init; } = Commission.None;

    /// <summary>Money at the beginning, in minor units.</summary>
    public long Cash { get; init; } = 10_000_000;

    /// <summary>The currency's name.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Decimals of the currency.</summary>
    public int CurrencyDecimals { get; init; } = 2;

    /// <summary>Decimals of quantities.</summary>
    public int QuantityDecimals { get; init; }

    /// <summary>On which terms the account is held.</summary>
    public AccountType Account { get; init; } = AccountType.Cash;

    /// <summary>Mechanisms in force: margin, short selling, fees, settlement …</summary>
    public IReadOnlyList<MechanismSpec> Mechanisms { get; init; } = [];

    /// <summary>Dividends and splits, by instrument.</summary>
    public IReadOnlyList<BarAction> Actions { get; init; } = [];

    /// <summary>When the market closes, in nanoseconds of the day; null: after the last bar of a day that is followed by a gap.</summary>
    public long? SessionClose { get; init; }

    /// <summary>Before this time of the data, in nanoseconds since 1970, orders are refused: the strategy only warms up.</summary>
    public long TradesFrom { get; init; } = long.MinValue;

    /// <summary>The key of the strategy's own chance.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether equity is noted at every bar; else once a day.</summary>
    public bool NotesEveryBar { get; init; }
}

/// <summary>A dividend or split of an instrument of a back-test.</summary>
/// <param name="Symbol">Of which.</param>
/// <param name="ExDate">From which day on.</param>
/// <param name="Dividend">A share, in millionths of a minor unit; zero for a split.</param>
/// <param name="NewShares">Of a split: so many new ones.</param>
/// <param name="OldShares">For so many old ones.</param>
public sealed record BarAction(string Symbol, DateOnly ExDate, long Dividend, long NewShares = 1, long OldShares = 1);
