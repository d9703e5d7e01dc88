using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>What a maker of derivatives does: the terms on which an issuer or options maker has promised to quote, and its model.</summary>
public sealed record DerivativeMakerOptions
{
    /// <summary>Time between looks at the underlying.</summary>
    public SimDuration Interval { get; init; } = SimDuration.FromSeconds(1);

    /// <summary>Distance of bid and offer as a part of the value; never less than two price units.</summary>
    public double Spread { get; init; } = 0.02;

    /// <summary>Lots quoted on each side.</summary>
    public long Lots { get; init; } = 1_000;

    /// <summary>The part of the time in which it quotes, from 0 to 1.</summary>
    public double Presence { get; init; } = 0.95;

    /// <summary>Volatility of the underlying that it prices with, a year: 0.3 is 30%.</summary>
    public double Volatility { get; init; } = 0.3;

    /// <summary>Interest rate that it prices with, a year.</summary>
    public double Rate { get; init; } = 0.03;

    /// <summary>Dividend yield of the underlying that it prices with, a year.</summary>
    public double Yield { get; init; }

    /// <summary>What it asks and bids above the model, as a part of the value.</summary>
    public double Premium { get; init; }

    /// <summary>Of a company warrant: shares outstanding, which with <see cref="Warrants"/> say how it dilutes; zero for no dilution.</summary>
    public long Shares { get; init; }

    /// <summary>Of a company warrant: warrants outstanding.</summary>
    public long Warrants { get; init; }

    /// <summary>Whether it sells what it does not hold, as an options maker with a margin account does.</summary>
    public bool Writes { get; init; }

    /// <summary>Which day it is when.</summary>
    public MarketCalendar Calendar { get; init; } = MarketCalendar.Default;

    /// <summary>When the last day ends, since midnight.</summary>
    public SimDuration ExpiresAt { get; init; } = SimDuration.FromHours(16);
}
