using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>An order that waits for its stop to be reached.</summary>
internal sealed class DormantOrder(Command terms, TriggeredRule rule, Price stop, long entry)
{
    /// <summary>As it was placed or last replaced.</summary>
    public Command Terms { get; } = terms;

    public TriggeredRule Rule { get; } = rule;

    /// <summary>Its place among orders elected by the same sweep.</summary>
    public long Entry { get; } = entry;

    public Price Stop { get; set; } = stop;

    public Quantity Open { get; set; } = terms.Quantity;

    /// <summary>Whether its stop moved in this sweep.</summary>
    public bool HasMoved { get; set; }

    public Price Limit => Rule.LimitAt(Terms, Stop);

    /// <summary>The price by which people know it: its stop, or the limit of one that waits for an auction.</summary>
    public Price Known => Rule is ParkedRule ? Limit : Stop;

    /// <summary>What an auction is told of it, if it takes part as a market order.</summary>
    public AuctionOrder ToAuctionOrder() => AuctionOrder.AtMarket(
        Terms.Side, Open.Lots, (Terms.Flags & OrderFlags.HasLimit) != 0 ? Terms.Price : null, Terms.Order) with
    {
        Account = Terms.Account,
    };

    public OpenOrder ToOpenOrder() => new(Terms.Account, Terms.Side, Limit, Open, IsDormant: true);

    public void AddTo(ref StateHash hash)
    {
        hash.Add(Entry);
        hash.Add(Stop.Ticks);
        hash.Add(Open.Lots);
        hash.Add((long)Terms.Type | ((long)Terms.Side << 8) | ((long)Terms.Flags << 16));
        hash.Add((long)Terms.Account.Value);
        hash.Add(Terms.Price.Ticks);
        hash.Add(Terms.StopPrice.Ticks);
        hash.Add(Terms.Offset);
        hash.Add(Terms.Display.Lots);
        hash.Add(Terms.Minimum.Lots);
        OrderTerms.Of(Terms).AddTo(ref hash);
    }
}
