using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Indices of a market file that are made of what the market trades.</summary>
/// <remarks><code>SPX: {type: index, price: 5000, basket: {AAPL: 2, MSFT: 1}, every: 1s}</code></remarks>
internal static class IndexSection
{
    public static IReadOnlyList<(MarketListing Member, decimal Weight)> ReadBasket(MarketBuilder builder, FilePart place)
    {
        var basket = new List<(MarketListing Member, decimal Weight)>();
        foreach (var (symbol, weight) in place.Map("A map of symbols to weights").Rest())
        {
            var member = builder.Find(symbol);
            if (member.Price is null)
            {
                throw symbol.Problem($"Instrument '{symbol.Text}' has no price in this file, so it cannot be part of an index.");
            }

            basket.Add((member, weight.Check(() => weight.Number is > 0 and <= 1_000_000_000_000 and var number
                ? number : throw new FormatException($"Weight was '{weight.Text}'; accepted is a number above zero."))));
        }

        return basket;
    }

    /// <summary>Has all of them published.</summary>
    public static void Apply(MarketBuilder builder)
    {
        foreach (var listing in builder.Listings.Where(l => l.Basket.Count > 0 && l.Price is not null))
        {
            builder.World.AddService(venue => new IndexPublisher(venue, listing, builder.World.Hours));
        }
    }
}

/// <summary>Reckons up an index from the last trades of its members and tells the venue.</summary>
/// <remarks>The level is the starting level times the worth of the basket over its worth at the start, as price-weighted and
/// share-weighted indices have it; in decimal arithmetic, rounded half up to the index's price unit.</remarks>
internal sealed class IndexPublisher(ActorId venue, MarketListing index, SessionHours? hours) : IActor
{
    private readonly Price[] _last = [.. index.Basket.Select(b => b.Member.Price!.Value)];
    private Price _published = index.Price!.Value;

    public string Name => $"index {index.Instrument.Symbol}";

    public void OnStart(IActorContext context)
    {
        foreach (var (member, _) in index.Basket)
        {
            context.Send(venue, new Subscribe(member.Instrument.Id, FeedKind.Trades));
        }

        PlanNext(context);
    }

    public void OnMessage(ActorId from, Message message, IActorContext context)
    {
        if (message is TradePrint trade)
        {
            for (var i = 0; i < _last.Length; i++)
            {
                _last[i] = index.Basket[i].Member.Instrument.Id == trade.Instrument ? trade.Price : _last[i];
            }
        }
    }

    public void OnWake(IActorContext context)
    {
        var level = Level();
        if (level != _published)
        {
            _published = level;
            context.Send(venue, new Submit(Instructions.ReferencePrice(index.Instrument.Id, level)));
        }

        PlanNext(context);
    }

    private Price Level()
    {
        var (start, now) = (0m, 0m);
        for (var i = 0; i < _last.Length; i++)
        {
            var (member, weight) = index.Basket[i];
            start += member.Instrument.ToDecimal(member.Price!.Value) * weight;
            now += member.Instrument.ToDecimal(_last[i]) * weight;
        }

        return new Price((long)decimal.Floor((index.Price!.Value.Ticks * now / start) + 0.5m));
    }

    private void PlanNext(IActorContext context)
        => context.WakeAt(hours?.After(context.Now, index.PublishedEvery) ?? context.Now + index.PublishedEvery);
}
