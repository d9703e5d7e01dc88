using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>A continuous book of one instrument for tests: short commands in, short lines of text
/// out.</summary>
internal sealed class MatchingFixture
{
    public static readonly InstrumentId Alpha = new(0);

    private readonly EventBuffer _events = new();

    public MatchingFixture(
        string book = "plain", ContinuousBookOptions? options = null, string allocation = "", bool isOpen = true,
        Instrument? instrument = null)
    {
        Instrument = instrument ?? Cents;
        Model = new ContinuousBook(Instrument, BookKinds.Create(book, allocation, Instrument), options);
        if (isOpen)
        {
            Do(Commands.OpenSession());
        }
    }

    /// <summary>Prices in cents, quotes in cents.</summary>
    public static Equity Cents { get; } = new() { Id = Alpha, Symbol = "ALPHA", Base = new AssetId(1), Quote = new AssetId(0) };

    public Instrument Instrument { get; }

    public ContinuousBook Model { get; }

    public SimTime Now { get; set; }

    /// <summary>The events of the last command.</summary>
    public ReadOnlySpan<MarketEvent> Events => _events.Items;

    public string Hash
    {
        get
        {
            var hash = default(StateHash);
            Model.AddTo(ref hash);
            return hash.ToString();
        }
    }

    /// <summary>Executes a command; its events as lines, quotes left out.</summary>
    public string Do(Command command) => string.Join('\n', DoAll(command).Where(line => !line.StartsWith("Quoted", StringComparison.Ordinal)));

    /// <summary>Executes a command; all its events as lines.</summary>
    public List<string> DoAll(Command command)
    {
        _events.Clear();
        Model.Apply(command, Now, _events);
        return Lines();
    }

    public string AdvanceTo(long seconds)
    {
        Now = SimTime.FromSeconds(seconds);
        _events.Clear();
        Model.Advance(Now, _events);
        return string.Join('\n', Lines().Where(line => !line.StartsWith("Quoted", StringComparison.Ordinal)));
    }

    public string Buy(ulong id, long lots, long price, TimeInForce time = TimeInForce.Day)
        => Do(Limit(id, Side.Buy, lots, price, time));

    public string Sell(ulong id, long lots, long price, TimeInForce time = TimeInForce.Day)
        => Do(Limit(id, Side.Sell, lots, price, time));

    public string Cancel(ulong id) => Do(Commands.Cancel(AccountOf(id), Alpha, new OrderId(id)));

    public string Reduce(ulong id, long by) => Do(Commands.Reduce(AccountOf(id), Alpha, new OrderId(id), new Quantity(by)));

    public string Replace(ulong id, long lots, long price, ulong newId = 0)
        => Do(Commands.Replace(AccountOf(id), Alpha, new OrderId(id), new Price(price), new Quantity(lots), new OrderId(newId)));

    public static Command Limit(ulong id, Side side, long lots, long price, TimeInForce time = TimeInForce.Day)
        => Commands.Limit(AccountOf(id), Alpha, new OrderId(id), side, new Price(price), new Quantity(lots), time);

    public static Command Market(ulong id, Side side, long lots)
        => Commands.Market(AccountOf(id), Alpha, new OrderId(id), side, new Quantity(lots));

    public static Command Stop(ulong id, Side side, long lots, long stop)
        => Market(id, side, lots) with { Type = OrderType.Stop, StopPrice = new Price(stop) };

    public static Command StopLimit(ulong id, Side side, long lots, long stop, long limit)
        => Limit(id, side, lots, limit) with { Type = OrderType.StopLimit, StopPrice = new Price(stop) };

    public static Command Trailing(ulong id, Side side, long lots, long offset, long stop = 0)
        => Market(id, side, lots) with { Type = OrderType.TrailingStop, Offset = offset, StopPrice = new Price(stop) };

    public static Command Pegged(ulong id, Side side, long lots, PegReference reference, long offset = 0)
        => Market(id, side, lots) with { Type = OrderType.Pegged, Peg = reference, Offset = offset };

    public static Command Midpoint(ulong id, Side side, long lots) => Market(id, side, lots) with { Type = OrderType.Midpoint };

    /// <summary>Whose an order is in these tests: account 100 has the ids from 100 on, account 200 those from
    /// 200 on.</summary>
    public static AccountId AccountOf(ulong id) => new((int)(id / 100 * 100) + 1);

    /// <summary>All resting orders in priority, such as <c>B 100@999 #1 | S 50/150@1001 #2</c>; the shown
    /// part before a slash.</summary>
    public string Book
        => string.Join(" | ", Model.Book.InPriority(Side.Buy).Concat(Model.Book.InPriority(Side.Sell)).Select(Describe));

    private static string Describe(BookOrder order)
    {
        var shown = order.Displayed == order.Open ? "" : $"{order.Displayed}/";
        return $"{(order.Side == Side.Buy ? 'B' : 'S')} {shown}{order.Open}@{order.Price} #{order.Id}";
    }

    private List<string> Lines()
    {
        var lines = new List<string>();
        foreach (ref readonly var item in _events.Items)
        {
            lines.Add(EventText.Describe(item));
        }

        return lines;
    }
}
