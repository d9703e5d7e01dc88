namespace MarketSim.Core;

/// <summary>The accounts that belong to nobody who trades: where fees collect, who stands between buyers and sellers, who lends.</summary>
/// <remarks>Account 0 is the outside world (<see cref="Ledger.OutsideWorld"/>): it issues shares and pays dividends.</remarks>
public static class HouseAccounts
{
    /// <summary>The venue: trading fees, and levies that it passes on.</summary>
    public static readonly AccountId Fees = new(1);

    /// <summary>The broker: lends money, earns interest, bears what customers cannot pay.</summary>
    public static readonly AccountId Broker = new(2);

    /// <summary>The central counterparty: buyer to every seller and seller to every buyer.</summary>
    public static readonly AccountId Ccp = new(3);

    /// <summary>The lenders of stock, who earn borrow fees.</summary>
    public static readonly AccountId Lenders = new(4);

    /// <summary>The insurance fund of leveraged crypto contracts.</summary>
    public static readonly AccountId Insurance = new(5);

    /// <summary>The issuers of warrants and knock-out products.</summary>
    public static readonly AccountId Issuers = new(6);

    /// <summary>The reserves of all pools.</summary>
    public static readonly AccountId Pools = new(7);

    /// <summary>Participants' accounts begin here.</summary>
    public static readonly AccountId FirstParticipant = new(16);

    /// <summary>All house accounts, in order of id.</summary>
    public static IReadOnlyList<AccountId> All { get; } = [Fees, Broker, Ccp, Lenders, Insurance, Issuers, Pools];

    /// <summary>The name of a house account, for statements.</summary>
    /// <returns>Null for an account of a participant.</returns>
    public static string? NameOf(AccountId account) => account.Value switch
    {
        0 => "outside world",
        1 => "fees",
        2 => "broker",
        3 => "ccp",
        4 => "lenders",
        5 => "insurance",
        6 => "issuers",
        7 => "pools",
        _ => null,
    };
}
