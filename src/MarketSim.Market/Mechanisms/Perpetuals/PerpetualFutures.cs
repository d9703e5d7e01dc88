using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Perpetual futures: positions with an entry value, a mark price, and funding that holds them to their index.</summary>
/// <remarks>
/// A trade moves contracts and no cash. Each position is kept with its entry value, exactly; what a trade closes is settled at once
/// (<see cref="Posting.RealisedProfit"/>) against the central counterparty, whose balance is therefore what all positions together have
/// gained and not been paid. So a balance is what exchanges call the wallet: deposits, realised profit, funding, fees. Who may hold
/// positions, and when they are closed, is for <see cref="CryptoMargin"/>. Source: MARKET rules, section 11.
/// </remarks>
public sealed partial class PerpetualFutures : TradingMechanism
{
    private readonly OptionSet _options;
    private readonly SortedDictionary<(int Instrument, int Account), PerpetualPosition> _positions = [];
    private readonly SortedDictionary<int, PremiumSamples> _premiums = [];
    private readonly SortedDictionary<int, Price> _references = [];
    private readonly SortedDictionary<int, decimal> _rates = [];
    private Instrument? _index;
    private OrderId _followed;

    private PerpetualFutures(OptionSet options)
        : base("perpetual", options) => _options = options;

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(PerpetualOptions.All, options => new PerpetualFutures(options));

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        base.Begin(desk);
        var symbols = _options.Text("instruments");
        foreach (var instrument in desk.FindAll(symbols))
        {
            if (instrument is Perpetual)
            {
                _premiums.Add(instrument.Id.Value, new PremiumSamples(
                    _options.Text("premium-weights") == "linear", (decimal)_options.Number("impact-notional")));
            }
            else if (symbols.Trim() != "*")
            {
                throw new ArgumentException(
                    $"Mechanism 'perpetual': '{instrument.Symbol}' is not a perpetual; name perpetuals, or * for all.");
            }
        }

        var index = _options.Text("index").Trim();
        _index = index.Length == 0 ? null : desk.Find(index);
        BeginFunding();
    }

    /// <summary>The perpetuals that it concerns, by id.</summary>
    public IEnumerable<Perpetual> Perpetuals => _premiums.Keys.Select(id => (Perpetual)Desk.Instruments[id]);

    /// <summary>The instrument that they follow.</summary>
    public Instrument? Index => _index;

    /// <summary>The position of an account.</summary>
    public PerpetualPosition Position(AccountId account, InstrumentId instrument)
        => _positions.GetValueOrDefault((instrument.Value, account.Value));

    /// <summary>All positions in an instrument, by account.</summary>
    public IReadOnlyList<(AccountId Account, PerpetualPosition Position)> PositionsIn(InstrumentId instrument)
        => [.. _positions.Where(p => p.Key.Instrument == instrument.Value).Select(p => (new AccountId(p.Key.Account), p.Value))];

    /// <summary>What positions are valued at now.</summary>
    /// <returns>Null before there is any price.</returns>
    public Price? Mark(InstrumentId instrument)
    {
        var last = Desk.Prices.Last(instrument);
        var index = IndexIn(instrument);
        return _options.Text("mark") switch
        {
            "last" => last ?? index,
            "reference" when _references.TryGetValue(instrument.Value, out var told) => told,
            "basis" => WithFunding(instrument, index) ?? last,
            "median" => Median(WithFunding(instrument, index), WithBasis(instrument, index), last),
            _ => index ?? last,
        };
    }

    /// <summary>What an account's position has gained at the mark and not been paid, in minor units, rounded half up.</summary>
    public Money UnrealisedProfit(AccountId account, InstrumentId instrument)
    {
        var position = Position(account, instrument);
        return position.IsFlat || Mark(instrument) is not { } mark
            ? Money.Zero
            : new Money((long)decimal.Round(position.ProfitAt(mark, Desk.Instruments[instrument.Value]), MidpointRounding.AwayFromZero));
    }

    /// <inheritdoc/>
    public override RejectReason OnEntry(in Command command, in EntryContext context)
        => command.Kind != CommandKind.Deposit && _premiums.ContainsKey(command.Instrument.Value) && Desk.Options.ChecksFunds
            && Desk.TypeOf(command.Account) is not (AccountType.Isolated or AccountType.Cross)
            ? RejectReason.NotPermitted
            : RejectReason.None;

    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade)
    {
        if (!_premiums.ContainsKey(trade.Instrument.Value) || trade.Account == trade.CounterAccount)
        {
            return;
        }

        var lots = trade.Side.Sign() * trade.Quantity.Lots;
        Change(trade.Account, trade.Instrument, lots, trade.Price, trade.Order);
        Change(trade.CounterAccount, trade.Instrument, -lots, trade.Price, trade.CounterOrder);
    }

    /// <inheritdoc/>
    public override RejectReason OnInstruction(in Command instruction)
    {
        if (instruction.Instruction == Instruction.ReferencePrice && _premiums.ContainsKey(instruction.Instrument.Value))
        {
            _references[instruction.Instrument.Value] = instruction.Price;
        }

        return RejectReason.UnknownInstruction;
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        foreach (var ((instrument, account), position) in _positions)
        {
            hash.Add((long)instrument);
            hash.Add((long)account);
            hash.Add(position.Lots);
            hash.Add((long)(position.EntryValue >> 64));
            hash.Add(unchecked((long)(ulong)(position.EntryValue & ulong.MaxValue)));
        }

        foreach (var (instrument, price) in _references)
        {
            hash.Add((long)instrument);
            hash.Add(price.Ticks);
        }

        AddFundingTo(ref hash);
    }

    /// <summary>What the order that is followed has realised since it is, in minor units.</summary>
    internal long RealisedByFollowed { get; private set; }

    /// <summary>Follows what one order realises.</summary>
    internal void Follow(OrderId order) => (_followed, RealisedByFollowed) = (order, 0);

    /// <summary>Changes a position and pays what was realised; the contracts themselves have moved.</summary>
    internal void Change(AccountId account, InstrumentId instrument, long lots, Price price, OrderId order)
    {
        var key = (instrument.Value, account.Value);
        var terms = Desk.Instruments[instrument.Value];
        var after = _positions.GetValueOrDefault(key).After(lots, price, out var realised);
        if (after.IsFlat)
        {
            _positions.Remove(key);
        }
        else
        {
            _positions[key] = after;
        }

        var paid = Rounding.HalfUp.Divide(realised * terms.TickValueNumerator, terms.TickValueDenominator);
        RealisedByFollowed += order == _followed && order != default ? checked((long)paid) : 0;
        Desk.Post(
            Posting.RealisedProfit, HouseAccounts.Ccp, account, terms.Quote, checked((long)paid),
            new MarketEvent { Instrument = instrument, Price = price, Quantity = new Quantity(Math.Abs(lots)), Order = order });
    }

    private static Price? Median(params ReadOnlySpan<Price?> prices)
    {
        var known = new List<Price>();
        foreach (var price in prices)
        {
            if (price is { } some)
            {
                known.Add(some);
            }
        }

        known.Sort();
        return known.Count == 0 ? null : known[known.Count / 2];
    }
}
