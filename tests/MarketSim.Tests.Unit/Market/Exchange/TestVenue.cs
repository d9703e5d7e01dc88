using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>A venue with one share at 0.01, two funded accounts, and a clock that ticks with each command.</summary>
internal sealed class TestVenue
{
    public static readonly AccountId Alice = new(2);
    public static readonly AccountId Bob = new(3);
    public static readonly AssetId Cash = new(0);
    public static readonly AssetId Shares = new(1);
    public static readonly InstrumentId Share = new(0);

    private readonly EventBuffer _events = new();
    private long _now;

    public TestVenue(ExchangeOptions? options = null, Func<Equity, Instrument>? shape = null, long cash = 10_000_000, long shares = 10_000)
    {
        var share = new Equity { Id = Share, Symbol = "TEST", Base = Shares, Quote = Cash };
        Exchange = new Exchange([shape?.Invoke(share) ?? share], options);
        foreach (var account in new[] { Alice, Bob })
        {
            Do(Commands.OpenAccount(account));
            Do(Commands.Deposit(account, Cash, cash));
            Do(Commands.Deposit(account, Shares, shares));
        }

        Do(Commands.OpenSession());
    }

    public Exchange Exchange { get; }

    /// <summary>When the last command came.</summary>
    public SimTime Now => new(_now);

    public MarketEvent[] Do(in Command command)
    {
        _events.Clear();
        Exchange.Apply(command, new SimTime(++_now), _events);
        Exchange.Ledger.VerifyConservation();
        return _events.Items.ToArray();
    }

    public MarketEvent[] Limit(AccountId account, ulong id, Side side, long price, long lots, TimeInForce tif = TimeInForce.Day)
        => Do(Commands.Limit(account, Share, new OrderId(id), side, new Price(price), new Quantity(lots), tif));

    public static RejectReason ReasonOf(MarketEvent[] events)
        => events.Length == 1 && events[0].Kind == EventKind.Rejected ? events[0].Reject : RejectReason.None;
}
