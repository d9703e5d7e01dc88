using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>A share with a call and a put on it, both expiring on Friday, 16 January 2026; a writer and holders with credit.</summary>
internal sealed class OptionVenue
{
    public static readonly DateOnly Expiry = new(2026, 1, 16);
    public static readonly DateOnly Monday = new(2026, 1, 5);

    public OptionVenue(decimal strike, params (string Name, string Value)[] rules)
        : this(strike, seed: 0, terms: option => option, rules)
    {
    }

    public OptionVenue(
        decimal strike, ulong seed, Func<OptionContract, OptionContract> terms, params (string Name, string Value)[] rules)
    {
        Share = MechanismVenue.Share(0);
        Call = terms(MechanismVenue.Option(1, Share, OptionRight.Call, strike, Expiry));
        Put = terms(MechanismVenue.Option(2, Share, OptionRight.Put, strike, Expiry));
        Options = (ListedOptions)MechanismCatalog.Create("options", rules);
        Venue = new MechanismVenue([Share, Call, Put], [new Credit(), Options], options: null, seed);
        Venue.Apply(Commands.OpenSession());
        Writer = Venue.Open(0, AccountType.RegT, 1_000_000);
        Holder = Venue.Open(1, AccountType.RegT, 1_000_000);
    }

    public MechanismVenue Venue { get; }

    public ListedOptions Options { get; }

    public Equity Share { get; }

    public OptionContract Call { get; }

    public OptionContract Put { get; }

    public AccountId Writer { get; }

    public AccountId Holder { get; }

    public Ledger Ledger => Venue.Exchange.Ledger;

    /// <summary>Ends the present day at four and begins another at half past nine.</summary>
    public void GoTo(DateOnly date)
    {
        Venue.At("16:00").Apply(Commands.CloseSession());
        Venue.At("09:30", date).Apply(Commands.OpenSession());
    }

    /// <summary>Goes to the last day, lets the share close at a price, and rolls the day.</summary>
    public void Expire(decimal close)
    {
        GoTo(Expiry);
        Print(close);
        Venue.At("16:00").Apply(Commands.CloseSession());
    }

    /// <summary>Makes the share trade at a price between two who have nothing to do with the options.</summary>
    public void Print(decimal price)
    {
        var (buyer, seller) = (new AccountId(90), new AccountId(91));
        if (!Ledger.IsOpen(buyer))
        {
            Venue.Apply(Commands.OpenAccount(buyer, AccountType.RegT));
            Venue.Apply(Commands.OpenAccount(seller, AccountType.RegT));
        }

        Venue.Trade(buyer, seller, Share, price, 1);
    }

    public long Shares(AccountId account) => Venue.Position(account, Share);

    public IEnumerable<MarketEvent> Of(EventKind kind) => Venue.Events.Where(e => e.Kind == kind);

    public OptionVenue At(string time)
    {
        Venue.At(time);
        return this;
    }

    public RejectReason Exercise(AccountId account, Instrument series, long contracts)
    {
        Venue.Apply(Instructions.Exercise(account, series.Id, new(contracts)));
        return Venue.Refusal;
    }
}
