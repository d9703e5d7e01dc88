using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A participant whose decisions are made outside the run, between two events: by somebody who learns, or by hand. It has
/// a real account, sees what reaches it through the network, and its orders travel to the exchange like everybody's.</summary>
/// <remarks>It never wakes by itself. Whoever steers it runs the kernel to an instant, reads <see cref="View"/>, calls
/// <see cref="Attend()"/> and then writes to <see cref="Orders"/>; the orders leave at that instant.</remarks>
public sealed class SteeredTrader : IActor
{
    private readonly ActorId _exchange;
    private readonly IReadOnlyList<InstrumentId> _watched;
    private IActorContext? _context;

    /// <summary>Builds one.</summary>
    /// <param name="name">Unique in the run; the key of its random stream.</param>
    /// <param name="account">Its account.</param>
    /// <param name="exchange">Where it trades.</param>
    /// <param name="instruments">What the venue trades.</param>
    /// <param name="watched">Of which of them it gets quotes and trades.</param>
    public SteeredTrader(
        string name, AccountId account, ActorId exchange, IReadOnlyList<Instrument> instruments, IReadOnlyList<InstrumentId> watched)
    {
        Name = name;
        Account = account;
        _exchange = exchange;
        _watched = watched;
        View = new MarketView(instruments);
        Orders = new OrderPad(account, View, Send);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Its account.</summary>
    public AccountId Account { get; }

    /// <summary>What it can see.</summary>
    public MarketView View { get; }

    /// <summary>How it acts, between two events of the run.</summary>
    public OrderPad Orders { get; }

    /// <summary>Lots that takers have bought in what it watches, as far as has reached it.</summary>
    public long TakenLots { get; private set; }

    /// <summary>Lots that takers have sold in what it watches, as far as has reached it.</summary>
    public long GivenLots { get; private set; }

    /// <summary>Lots that it has bought itself.</summary>
    public long BoughtLots { get; private set; }

    /// <summary>Lots that it has sold itself.</summary>
    public long SoldLots { get; private set; }

    /// <summary>How many of its orders and requests were refused.</summary>
    public long Refusals { get; private set; }

    /// <summary>Tells it what it owns at the start.</summary>
    public void Endow(AssetId asset, long amount) => View.AddHolding(asset, amount);

    /// <summary>Brings the clock of its view up to date; before acting.</summary>
    /// <exception cref="InvalidOperationException">The run has not begun.</exception>
    public void Attend() => Attend(_context
        ?? throw new InvalidOperationException($"The run has not begun, so '{Name}' cannot act yet."));

    /// <inheritdoc/>
    public void OnStart(IActorContext context)
    {
        _context = context;
        Attend(context);
        foreach (var instrument in _watched)
        {
            context.Send(_exchange, new Subscribe(instrument, FeedKind.Quotes | FeedKind.Trades));
        }
    }

    /// <inheritdoc/>
    public void OnWake(IActorContext context) => Attend(context);

    /// <inheritdoc/>
    public void OnMessage(ActorId from, Message message, IActorContext context)
    {
        Attend(context);
        switch (message)
        {
            case Quote quote:
                View.Take(quote);
                break;
            case TradePrint { Aggressor: Side.Buy } trade:
                TakenLots += trade.Quantity.Lots;
                break;
            case TradePrint trade:
                GivenLots += trade.Quantity.Lots;
                break;
            case Report report:
                View.Take(report.Event, Account);
                Count(report.Event);
                break;
        }
    }

    private void Count(in MarketEvent item)
    {
        if (item.Kind == EventKind.Rejected)
        {
            Refusals++;
        }
        else if (item.Kind == EventKind.Traded)
        {
            // With both sides its own, both are counted.
            var isTaker = item.Account == Account;
            var isMaker = item.CounterAccount == Account;
            BoughtLots += isTaker && item.Side == Side.Buy || isMaker && item.Side == Side.Sell ? item.Quantity.Lots : 0;
            SoldLots += isTaker && item.Side == Side.Sell || isMaker && item.Side == Side.Buy ? item.Quantity.Lots : 0;
        }
    }

    private void Send(Command command)
    {
        Attend();
        _context!.Send(_exchange, new Submit(command));
    }

    private void Attend(IActorContext context)
    {
        View.Now = context.Now;
        View.Random = context.Random;
    }
}
