using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Runs an order tape through continuous trading.</summary>
/// <remarks>A tape knows one participant, no time and no money; a new order that is already open by its id is
/// refused, a post-only order is so only as it enters, and what is not displayed of an order that cannot rest
/// does not matter.</remarks>
public static class OrderTape
{
    private static readonly AccountId Participant = new(1);

    /// <summary>A tape's instrument: any price that its reader lets through, amounts of nothing.</summary>
    public static Instrument Instrument { get; } = new Equity
    {
        Id = new InstrumentId(0),
        Symbol = "TAPE",
        Base = new AssetId(1),
        Quote = new AssetId(0),
        MinPrice = new Price(-OrderTapeReader.MaxPrice),
        MaxPrice = new Price(OrderTapeReader.MaxPrice),
        TickValueNumerator = 0,
    };

    /// <summary>Runs a tape from an empty book.</summary>
    /// <param name="tape">Its rows.</param>
    /// <param name="book">An empty book for <see cref="Instrument"/>.</param>
    public static OrderTapeResult Run(IEnumerable<TapeCommand> tape, IOrderBook book)
    {
        ArgumentNullException.ThrowIfNull(tape);
        var model = new ContinuousBook(Instrument, book, new ContinuousBookOptions { PostOnlySurvivesReplace = false });
        var events = new EventBuffer();
        var result = new OrderTapeResult();
        model.Apply(Commands.OpenSession(), SimTime.Zero, events);
        foreach (var row in tape)
        {
            events.Clear();
            model.Apply(ToCommand(row), SimTime.Zero, events);
            foreach (ref readonly var item in events.Items)
            {
                result.Add(row, item);
            }
        }

        result.AddBook(book);
        return result;
    }

    private static Command ToCommand(in TapeCommand row) => row.Kind switch
    {
        TapeCommandKind.Cancel => Commands.Cancel(Participant, Instrument.Id, row.Order),
        TapeCommandKind.Replace => Commands.Replace(Participant, Instrument.Id, row.Order, row.Price, row.Quantity),
        TapeCommandKind.New => ToOrder(row),
        _ => throw new ArgumentOutOfRangeException(nameof(row), row.Kind, "Known commands: New, Cancel, Replace."),
    };

    private static Command ToOrder(in TapeCommand row)
    {
        var limit = Commands.Limit(Participant, Instrument.Id, row.Order, row.Side, row.Price, row.Quantity);
        return row.Type switch
        {
            TapeOrderType.Day => limit with { Display = row.Display },
            TapeOrderType.PostOnly => limit with { Display = row.Display, PostOnly = PostOnly.Reject },
            TapeOrderType.Ioc => limit with { TimeInForce = TimeInForce.Ioc },
            TapeOrderType.Fok => limit with { TimeInForce = TimeInForce.Fok },
            TapeOrderType.Market => Commands.Market(Participant, Instrument.Id, row.Order, row.Side, row.Quantity),
            TapeOrderType.None => throw new ArgumentException("A new order needs a type.", nameof(row)),
            _ => throw new ArgumentOutOfRangeException(nameof(row), row.Type, "Unknown type of order."),
        };
    }
}
