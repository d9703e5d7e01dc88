using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What one contract of a series delivers against what, and the postings of it. The central counterparty stands between: what
/// holders give it and get from it comes from and goes to those who were assigned.</summary>
internal readonly struct OptionDelivery
{
    private readonly MechanismDesk _desk;
    private readonly OptionContract _series;
    private readonly Instrument _underlying;
    private readonly Price _price;

    public OptionDelivery(MechanismDesk desk, OptionContract series, Price? price)
    {
        (_desk, _series, _underlying) = (desk, series, desk.Instruments[series.Underlying.Value]);
        _price = price ?? default;
        Payment = _underlying.TradePayment(series.Strike, new Quantity(series.Multiplier), series.StrikeAmount(_underlying))
            - series.ExtraCash;
        Value = price is { } known ? series.IntrinsicValue(_underlying, known, ExtraValue(desk, series)) : Money.Zero;
    }

    /// <summary>What the receiver of the underlying pays for one contract; negative where futures are delivered beyond their
    /// settlement price.</summary>
    public Money Payment { get; }

    /// <summary>What one contract is worth at the settlement price.</summary>
    public Money Value { get; }

    /// <summary>What an account must have to exercise one contract.</summary>
    public (AssetId Asset, long Amount) Need => _series switch
    {
        { Settlement: OptionSettlement.Cash } => (_series.Quote, 0),
        { Right: OptionRight.Call } => (_series.Quote, Math.Max(0, Payment.Minor)),
        _ => (_underlying.Base, _series.Deliverable),
    };

    /// <summary>Carries out an exercise by a holder, or its assignment to a writer.</summary>
    /// <param name="account">Whose contracts.</param>
    /// <param name="contracts">How many.</param>
    /// <param name="isHolder">Whether the account exercises; else it is assigned.</param>
    /// <param name="flags">Whether nobody asked for it.</param>
    /// <param name="deliversTo">Who takes part in the delivery, if not the account itself.</param>
    public void CarryOut(AccountId account, long contracts, bool isHolder, EventFlags flags, AccountId? deliversTo = null)
    {
        var about = About(contracts);
        _desk.Report(about with
        {
            Kind = isHolder ? EventKind.Exercised : EventKind.Assigned, Account = account, Flags = flags,
            Side = isHolder ? Side.Buy : Side.Sell,
        });
        Close(account, contracts, isHolder);
        var cash = isHolder ? Posting.ExerciseCash : Posting.AssignmentCash;
        if (_series.Settlement == OptionSettlement.Cash)
        {
            Pay(cash, account, isHolder ? -Value.Minor * contracts : Value.Minor * contracts, about);
            return;
        }

        var party = deliversTo ?? account;
        var sign = isHolder == (_series.Right == OptionRight.Call) ? 1 : -1;
        Pay(cash, party, sign * Payment.Minor * contracts, about);
        var shares = isHolder ? Posting.ExerciseShares : Posting.AssignmentShares;
        _desk.Post(shares, HouseAccounts.Ccp, party, _underlying.Base, sign * _series.Deliverable * contracts, about);
        _desk.Post(shares, HouseAccounts.Ccp, party, _series.ExtraAsset, sign * _series.ExtraLots * contracts, about);
        if (deliversTo is { } broker)
        {
            _desk.Post(cash, broker, account, _series.Quote, Value.Minor * contracts, about);
        }
    }

    /// <summary>Takes contracts that end worthless off an account.</summary>
    public void Expire(AccountId account, long contracts, bool isHolder)
    {
        _desk.Report(About(contracts) with
        {
            Kind = EventKind.ContractExpired, Account = account, Side = isHolder ? Side.Buy : Side.Sell,
        });
        Close(account, contracts, isHolder);
    }

    private static Money ExtraValue(MechanismDesk desk, OptionContract series)
    {
        var extra = series.ExtraCash;
        if (series.ExtraLots > 0
            && desk.Instruments.FirstOrDefault(i => i.Base == series.ExtraAsset && i.Quote == series.Quote) is { } instrument
            && desk.Prices.Mark(instrument.Id) is { } mark)
        {
            extra += instrument.QuoteAmount(mark, new Quantity(series.ExtraLots));
        }

        return extra;
    }

    private MarketEvent About(long contracts)
        => new() { Instrument = _series.Id, Price = _price, Quantity = new Quantity(contracts) };

    private void Close(AccountId account, long contracts, bool isHolder) => _desk.Post(
        Posting.ContractsClosed, account, HouseAccounts.Ccp, _series.Base, isHolder ? contracts : -contracts, About(contracts));

    private void Pay(Posting posting, AccountId account, long amount, in MarketEvent about)
        => _desk.Post(posting, account, HouseAccounts.Ccp, _series.Quote, amount, about);
}
