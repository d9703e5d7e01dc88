using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What a broker takes of every fill of its customers: posted by transfer to the account of fees, reported like any fee.</summary>
/// <remarks>Each fill is charged by itself, rounded once, halves away from zero. Makers and takers pay alike: what the venue charges is
/// the mechanism <c>fees</c>.</remarks>
public sealed class BrokerCommission : TradingMechanism
{
    private readonly Commission _terms;
    private readonly int _account;
    private readonly decimal _minorUnits;

    private BrokerCommission(OptionSet options)
        : base("commission", options)
    {
        _terms = Commission.Parse(options.Text("terms"));
        _account = options.Count("account");
        _minorUnits = options.Integer("minor-units");
    }

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(
        [
            new()
            {
                Name = "terms", Kind = OptionKind.Text, Default = "0.005/share;min=1", Check = static text => _ = Commission.Parse(text),
                Unit = "currency", Summary = "Parts separated by semicolons: 0.005/share, 0.1%, 2bp, min=1.",
            },
            new()
            {
                Name = "account", Kind = OptionKind.Integer, Default = "0", Min = 0, Max = Ledger.MaxAccounts - 1,
                Summary = "The number of the one account that pays it; 0: every participant.",
            },
            new()
            {
                Name = "minor-units", Kind = OptionKind.Integer, Default = "100", Min = 1, Unit = "a unit of currency",
                Summary = "Minor units of the quote asset in one unit of currency.",
            },
        ],
        options => new BrokerCommission(options));

    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade)
    {
        Charge(trade, trade.Account, trade.Order);
        Charge(trade, trade.CounterAccount, trade.CounterOrder);
    }

    private void Charge(in MarketEvent trade, AccountId account, OrderId order)
    {
        if (_account != 0 ? account.Value != _account : account.Value < HouseAccounts.FirstParticipant.Value)
        {
            return;
        }

        var instrument = Desk.Instruments[trade.Instrument.Value];
        var fee = _terms.Of(instrument.ToDecimal(trade.Quantity), trade.Amount, _minorUnits);
        Desk.Post(Posting.Fee, account, HouseAccounts.Fees, instrument.Quote, fee, new MarketEvent
        {
            Instrument = trade.Instrument, Order = order, Price = trade.Price, Quantity = trade.Quantity,
        });
    }
}
