using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What products of an issuer have in common: they come from the outside world, are traded like shares, and end with a payment
/// of the issuer to whoever holds them then.</summary>
/// <typeparam name="T">The asset type.</typeparam>
public abstract class IssuedProducts<T> : TradingMechanism
    where T : Instrument
{
    private readonly SortedSet<int> _ended = [];
    private readonly string _instruments;
    private readonly bool _usesReference;
    private List<InstrumentId> _products = [];

    /// <summary>Reads the parameters that all of them have.</summary>
    protected IssuedProducts(string name, OptionSet options)
        : base(name, options)
    {
        _instruments = options.Text("instruments");
        _usesReference = options.Text("settlement-price") == "reference";
        Issuer = new AccountId(options.Count("issuer"));
    }

    /// <summary>Who pays.</summary>
    public AccountId Issuer { get; }

    /// <summary>The products that it answers for, with the terms in force.</summary>
    public IEnumerable<T> Products => _products.Select(Terms);

    /// <summary>The parameters that all of them have.</summary>
    protected static IReadOnlyList<OptionSpec> CommonSpecs { get; } =
    [
        new()
        {
            Name = "instruments", Kind = OptionKind.Text, Default = "*", Summary = "Which products: symbols separated by blanks, or * for all.",
        },
        new()
        {
            Name = "issuer", Kind = OptionKind.Integer, Default = "6", Min = 1, Max = int.MaxValue, Unit = "account",
            Summary = "Who pays holders, and whose own products end unpaid: the number of an account; 6 is the house account of issuers.",
        },
        new()
        {
            Name = "settlement-price", Kind = OptionKind.Choice, Default = "close", Choices = ["close", "reference"],
            Summary = "Which price of the underlying decides on the last day: the official close, or its last value.",
        },
    ];

    /// <summary>Whether trading in a product has ended.</summary>
    public bool HasEnded(InstrumentId product) => _ended.Contains(product.Value);

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        base.Begin(desk);
        _products = Listing.Of<T>(desk, Spec.Name, _instruments, Noun, UnderlyingOf);
    }

    /// <inheritdoc/>
    public override RejectReason OnEntry(in Command command, in EntryContext context)
        => command.Kind != CommandKind.Deposit && context.Instrument is T && Answers(context.Instrument.Id)
            && (HasEnded(context.Instrument.Id) || Desk.Today > LastDayOf((T)context.Instrument))
            ? RejectReason.MarketClosed
            : RejectReason.None;

    /// <inheritdoc/>
    public override void OnEvent(in MarketEvent item)
    {
        if (item.Kind == EventKind.PhaseChanged && item.Phase != TradingPhase.Closed && _ended.Contains(item.Instrument.Value))
        {
            Desk.Enqueue(Commands.SetPhase(item.Instrument, TradingPhase.Closed));
        }
        else if (item.Kind == EventKind.CorporateAction)
        {
            var action = item;
            foreach (var id in _products.Where(id => !HasEnded(id) && Terms(id).WrittenOn == action.Instrument))
            {
                if (TermsAfter(Terms(id), item) is { } terms)
                {
                    Change(Terms(id), terms);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        foreach (var product in _ended)
        {
            hash.Add((long)product);
        }
    }

    /// <summary>What one of them is called in messages.</summary>
    protected abstract string Noun { get; }

    /// <summary>What a product is written on.</summary>
    protected abstract InstrumentId UnderlyingOf(T product);

    /// <summary>The event of a product's new terms after a corporate action on what it is written on; null if they stay.</summary>
    protected abstract MarketEvent? TermsAfter(T product, in MarketEvent action);

    /// <summary>The last day of a product.</summary>
    protected abstract DateOnly LastDayOf(T product);

    /// <summary>The present terms of a product.</summary>
    protected T Terms(InstrumentId product) => (T)Desk.Instruments[product.Value];

    /// <summary>Whether it answers for an instrument.</summary>
    protected bool Answers(InstrumentId instrument) => _products.BinarySearch(instrument) >= 0;

    /// <summary>Puts a product's new terms in force and reports them.</summary>
    protected void Change(T product, in MarketEvent terms)
    {
        ArgumentNullException.ThrowIfNull(product);
        Desk.Relist(product.After(terms));
        Desk.Report(terms);
    }

    /// <summary>The price that decides on the last day; null if nobody knows one.</summary>
    protected Price? SettlementPrice(T product)
    {
        var underlying = UnderlyingOf(product);
        return _usesReference || Desk.Instruments[underlying.Value] is MarketIndex
            ? Desk.Prices.Mark(underlying)
            : Desk.Prices.Close(underlying) ?? Desk.Prices.Mark(underlying);
    }

    /// <summary>Ends trading in a product for good.</summary>
    protected void EndTrading(T product)
    {
        ArgumentNullException.ThrowIfNull(product);
        if (_ended.Add(product.Id.Value))
        {
            Desk.CancelAll(product.Id, CancelReason.InstrumentEnded);
            if (Desk.Model(product.Id).Phase != TradingPhase.Closed)
            {
                Desk.Enqueue(Commands.SetPhase(product.Id, TradingPhase.Closed));
            }
        }
    }

    /// <summary>Takes products off an account, back to where they were issued, and pays for them. Of the issuer's own nothing is
    /// paid; who is short of them pays.</summary>
    protected void Redeem(T product, AccountId account, long lots, Money payoff, Posting posting, Price price)
    {
        ArgumentNullException.ThrowIfNull(product);
        var about = new MarketEvent { Instrument = product.Id, Price = price, Quantity = new Quantity(Math.Abs(lots)) };
        Desk.Post(Posting.ContractsClosed, account, Ledger.OutsideWorld, product.Base, lots, about);
        if (account != Issuer)
        {
            Desk.Post(posting, Issuer, account, product.Quote, payoff.Minor, about);
        }
    }
}
