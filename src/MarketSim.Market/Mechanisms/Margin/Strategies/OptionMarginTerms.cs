namespace MarketSim.Market;

/// <summary>The rates of strategy-based margin; defaults are those of listed options on a US share.</summary>
/// <remarks>Sources: Regulation T, 12 CFR 220.12 (initial, of shares); FINRA 4210(c) (maintenance of shares), 4210(f)(2) and Cboe Rule
/// 10.3 (options). Rates are fractions: 0.20 is 20%.</remarks>
public sealed record OptionMarginTerms
{
    /// <summary>Rates of options on a share or on a narrow index.</summary>
    public static OptionMarginTerms Equity { get; } = new();

    /// <summary>Rates of options on a broad index: 15% instead of 20%.</summary>
    public static OptionMarginTerms BroadIndex { get; } = new() { NakedRate = 0.15m };

    /// <summary>An account that pays in full: no naked options but puts whose strike is put aside in cash.</summary>
    public static OptionMarginTerms Cash { get; } = new()
    {
        IsPaidInFull = true, LongInitialRate = 1, LongMaintenanceRate = 1, LongTermRate = 1,
    };

    /// <summary>Margin of a naked short option as a part of the underlying's value, before what it is out of the money.</summary>
    public decimal NakedRate { get; init; } = 0.20m;

    /// <summary>Least margin of a naked short option: this part of the underlying (calls) or of the strike (puts).</summary>
    public decimal NakedMinimumRate { get; init; } = 0.10m;

    /// <summary>Initial margin of shares held long.</summary>
    public decimal LongInitialRate { get; init; } = 0.50m;

    /// <summary>Maintenance margin of shares held long.</summary>
    public decimal LongMaintenanceRate { get; init; } = 0.25m;

    /// <summary>Initial margin of shares sold short, besides the proceeds.</summary>
    public decimal ShortInitialRate { get; init; } = 0.50m;

    /// <summary>Maintenance margin of shares sold short.</summary>
    public ShortMaintenance Short { get; init; } = ShortMaintenance.Finra;

    /// <summary>Maintenance of shares that an option protects: this part of the strike, and what the option is out of the
    /// money.</summary>
    public decimal ProtectedRate { get; init; } = 0.10m;

    /// <summary>Margin of a long option that ends after more than <see cref="LongTermMonths"/> months, as a part of its price; others
    /// are paid in full.</summary>
    public decimal LongTermRate { get; init; } = 0.75m;

    /// <summary>After how many months an option is a long-term one.</summary>
    public int LongTermMonths { get; init; } = 9;

    /// <summary>Whether everything is paid in full: covered calls and cash-secured puts only.</summary>
    public bool IsPaidInFull { get; init; }
}

/// <summary>Maintenance of shares sold short by price: the greater of an amount for a share and a part of its price.</summary>
/// <param name="Boundary">Below this price the second pair applies.</param>
/// <param name="Minimum">At or above it: at least so much a share…</param>
/// <param name="Rate">… or this part of the price.</param>
/// <param name="LowMinimum">Below it: at least so much a share…</param>
/// <param name="LowRate">… or this part of the price.</param>
public sealed record ShortMaintenance(decimal Boundary, decimal Minimum, decimal Rate, decimal LowMinimum, decimal LowRate)
{
    /// <summary>The rule's: $5.00 or 30% at $5.00 and above, $2.50 or 100% below. Source: FINRA 4210(c)(2), (3).</summary>
    public static ShortMaintenance Finra { get; } = new(5.00m, 5.00m, 0.30m, 2.50m, 1.00m);

    /// <summary>The margin of one share at a price.</summary>
    public decimal PerShare(decimal price)
        => price < Boundary ? Math.Max(LowMinimum, LowRate * price) : Math.Max(Minimum, Rate * price);

    /// <summary>The same as a broken line: each pair is first the amount, then the part of the price.</summary>
    internal IReadOnlyList<MarginLine> Lines()
    {
        var lines = new List<MarginLine>();
        Add(0, Boundary, LowMinimum, LowRate);
        Add(Boundary, decimal.MaxValue, Minimum, Rate);
        return lines;

        void Add(decimal from, decimal to, decimal amount, decimal rate)
        {
            var turn = rate == 0 ? decimal.MaxValue : amount / rate;
            if (from < Math.Min(turn, to))
            {
                lines.Add(new MarginLine(from, amount, 0));
            }

            if (Math.Max(from, turn) < to)
            {
                lines.Add(new MarginLine(Math.Max(from, turn), 0, rate));
            }
        }
    }
}
