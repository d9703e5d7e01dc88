using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Every mechanism that files and interfaces can name, in the order in which a venue asks them. A new one is a file of its own
/// and one line here; those of other assemblies come after.</summary>
public static class MechanismCatalog
{
    /// <summary>The mechanism that opens and closes the market by the clock: where it is in force nobody else does.</summary>
    public const string TradingDayName = "trading-day";

    /// <summary>All of them; open to those of other assemblies.</summary>
    public static Catalog<MechanismType> Types { get; } = new("mechanism")
    {
        // When one trades.
        { "trading-day", "Pre-open, opening call, continuous trading, closing call, close and roll, day after day.", TradingDay.Type },
        { "frequent-batch-auction", "Calls every few milliseconds in place of continuous trading.", FrequentBatchAuction.Type },

        // At which prices, and when not.
        { "tick-regime", "The prices at which one may quote: US Rule 612 or RTS 11, by date.", TickRules.Type },
        { "price-band", "Refuses single orders whose limit lies too far from the market.", PriceBand.Type },
        { "price-collar", "A volatility auction instead of a trade outside a corridor.", PriceCollar.Type },
        { "velocity-pause", "A pause of seconds after a move of so many ticks within so much time.", VelocityPause.Type },
        { "limit-up-limit-down", "Price bands with limit state, pause and reopening auction.", LimitUpLimitDown.Type },
        { "circuit-breaker", "A fall of the index halts everything, or ends the day.", CircuitBreaker.Type },

        // What becomes of shares.
        {
            "corporate-actions", "Dividends, splits, spin-offs and new names: on positions, orders, prices and options.",
            CorporateActions.Type
        },
        { "short-selling", "Marks, locates, borrowed stock with fee and recall, the price test, close-outs.", ShortSelling.Type },

        // Who may owe what.
        {
            "margin", "Margin accounts by Regulation T and strategy-based maintenance, and cash accounts that write covered options.",
            RegTMargin.Type
        },
        { "portfolio-margin", "Margin accounts by the worst loss of each class over a range of moves.", PortfolioMargin.Type },

        // Contracts.
        { "options", "The life of listed options: exercise, assignment, delivery, expiry.", ListedOptions.Type },
        { "warrants", "Company warrants: exercise into new shares, dilution, cap table.", CompanyWarrants.Type },
        { "covered-warrants", "Issuers' call and put warrants, settled in cash.", CoveredWarrants.Type },
        { "knock-outs", "Turbos, mini futures, bull and bear contracts: financing, barrier, residual.", KnockOuts.Type },
        { "futures", "Futures marked daily: variation, margin calls, expiry.", ListedFutures.Type },
        { "perpetual", "Perpetual futures: mark price, entry values, funding every eight hours.", PerpetualFutures.Type },
        { "crypto-margin", "Isolated and cross margin for perpetuals: tiers, liquidation, insurance, deleveraging.", CryptoMargin.Type },
        { "bonds", "Bonds: accrued interest in trades, coupons, redemption.", ListedBonds.Type },
        { "fx-spot", "Foreign exchange: value dates, forwards by covered parity, rollover.", FxSpot.Type },

        // What trades cost, and when they settle.
        { "fees", "Maker-taker fees a share, with the cap on access fees and tiers by monthly volume.", ShareFees.Type },
        { "commission", "What a broker takes of every fill: by share, by value, with a least amount.", BrokerCommission.Type },
        { "levies", "What authorities take of sales: Section 31 and the trading activity fee.", Levies.Type },
        {
            "settlement", "Settlement days after the trade through a central counterparty: netting, fails, marks, buy-ins.",
            Settlement.Type
        },

        // Beside the book.
        { "amm-pool", "A constant-product pool beside an order book.", ConstantProductPool.Type },
    };

    /// <summary>Makes mechanisms from their descriptions, and puts them in the order of the catalog, however they were listed.</summary>
    /// <exception cref="ArgumentException">A name or setting is unknown, or has a value that it cannot have; the message says what
    /// is accepted.</exception>
    public static IReadOnlyList<ITradingMechanism> Create(IEnumerable<MechanismSpec> specs)
    {
        ArgumentNullException.ThrowIfNull(specs);
        var names = Types.Names.ToList();

        // OrderBy is stable: two of one kind stay as they were listed.
        return [.. specs.Select(spec => (names.IndexOf(spec.Name), Create(spec))).OrderBy(pair => pair.Item1).Select(pair => pair.Item2)];
    }

    /// <summary>Makes one mechanism from its description.</summary>
    /// <exception cref="ArgumentException">As above.</exception>
    public static ITradingMechanism Create(MechanismSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var type = Types.Find(spec.Name).Value;
        var options = new OptionSet(type.Options);
        foreach (var (name, value) in spec.Settings)
        {
            try
            {
                options.Set(name, value);
                SettingBounds.Check(options, name);
            }
            catch (ArgumentException refusal)
            {
                throw new ArgumentException($"Mechanism '{spec.Name}': {refusal.Message}", refusal);
            }
        }

        try
        {
            return type.Create(options);
        }
        catch (Exception refusal) when (refusal is OverflowException or FormatException)
        {
            var settings = string.Join(", ", spec.Settings.Select(pair => $"{pair.Key}={pair.Value}"));
            throw new ArgumentException(
                $"Mechanism '{spec.Name}' cannot have {settings}: {(refusal is FormatException ? refusal.Message : "a number is too large.")}",
                refusal);
        }
    }

    /// <summary>Makes one mechanism from its name and settings.</summary>
    /// <exception cref="ArgumentException">As above.</exception>
    public static ITradingMechanism Create(string name, params IReadOnlyList<(string Name, string Value)> settings)
        => Create(MechanismSpec.Of(name, settings));
}
