using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Demand and supply of an auction by price, and where they meet.</summary>
public static class AuctionPanel
{
    private const int Reach = 14;

    /// <summary>The panel of an auction.</summary>
    /// <param name="auction">The auction; none says so.</param>
    /// <param name="instrument">Its units.</param>
    /// <param name="heading">Bold words above it.</param>
    /// <param name="priceLabel">What prices are in.</param>
    /// <param name="unit">What quantities are in.</param>
    /// <param name="isSmall">Whether it stands among others and has room for few words.</param>
    /// <param name="hasLegend">Whether its lines are named above it.</param>
    public static Panel Create(
        AuctionSample? auction, Instrument instrument, string? heading, string priceLabel, string unit, bool isSmall = false,
        bool hasLegend = true)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        if (auction is null)
        {
            return new Panel
            {
                Heading = heading, X = new Axis(priceLabel, 0, 1), Y = new Axis($"Quantity ({unit})", 0, 1), Layers = [],
                EmptyText = "no auction has traded",
            };
        }

        double At(long units) => PlotFrame.Price(instrument, units);
        double Shown(long lots) => PlotFrame.Quantity(instrument, lots);
        var prices = View(auction);
        var air = Math.Max(1, (prices[^1] - prices[0]) / 12);
        var places = prices.Prepend(prices[0] - air).Append(prices[^1] + air).Select(At).ToArray();

        // Demand falls behind a limit, supply rises at it; beyond the last limit in view neither changes.
        var demand = prices.Select(p => auction.DemandAt(new Price(p + 1))).Prepend(auction.DemandAt(new Price(prices[0])))
            .Append(auction.DemandAt(new Price(prices[^1] + 1))).Select(Shown).ToArray();
        var supply = prices.Select(p => auction.SupplyAt(new Price(p))).Prepend(auction.SupplyAt(new Price(prices[0] - 1)))
            .Append(auction.SupplyAt(new Price(prices[^1]))).Select(Shown).ToArray();
        var most = demand.Concat(supply).Append(Shown(1)).Max();
        return new Panel
        {
            Heading = heading,
            Remark = Remark(auction, instrument, unit, isSmall),
            X = new Axis(priceLabel, places[0], places[^1]),
            Y = new Axis($"Quantity ({unit})", 0, most * 1.08),
            Layers =
            [
                new LineLayer(places, demand) { Ink = Ink.Buy, Label = Named("demand: buys at or above"), IsStep = true, Width = 2.5 },
                new LineLayer(places, supply) { Ink = Ink.Sell, Label = Named("supply: sells at or below"), IsStep = true, Width = 2.5 },
                .. auction.Price is { } price ? Meeting(auction, At(price.Ticks), Shown(auction.Volume), Named("auction price")) : [],
            ],
        };

        string? Named(string label) => hasLegend ? label : null;
    }

    private static Layer[] Meeting(AuctionSample auction, double price, double volume, string? label) =>
    [
        new RuleLayer(price, IsVertical: true) { Ink = Ink.Text, IsDashed = true, Label = label },
        new RuleLayer(volume) { Ink = Ink.Muted, IsDashed = true },
        new DotLayer([price], [volume], [auction.Volume > 0 ? 5 : 0]) { Ink = Ink.Text },
    ];

    private static string Remark(AuctionSample auction, Instrument instrument, string unit, bool isSmall)
    {
        if (auction.Price is not { } price)
        {
            return "nothing trades";
        }

        string Text(long lots) => Ticks.Number(PlotFrame.Quantity(instrument, lots), Math.Min(4, instrument.QuantityDecimals));
        var left = auction.Imbalance == 0 ? "balanced"
            : $"{Text(Math.Abs(auction.Imbalance))} left to {(auction.Imbalance > 0 ? "buy" : "sell")}";
        var at = instrument.ToDecimal(price).ToString(
            "N" + instrument.PriceDecimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return isSmall ? $"{Text(auction.Volume)} at {at}" : $"{Text(auction.Volume)} {unit} at {at}, {left}";
    }

    // The limits around the price, or all where there are few.
    private static long[] View(AuctionSample auction)
    {
        var limits = auction.Orders.Where(o => o is { IsMarket: false, Limit: not null }).Select(o => o.Limit!.Value.Ticks)
            .Append(auction.Price?.Ticks ?? 0).Where(t => auction.Price is not null || t != 0).Distinct().Order().ToArray();
        if (limits.Length == 0)
        {
            return [0];
        }

        var middle = auction.Price is { } price ? Array.IndexOf(limits, price.Ticks) : limits.Length / 2;
        var (from, to) = (Math.Max(0, middle - Reach), Math.Min(limits.Length - 1, middle + Reach));
        return limits[from..(to + 1)];
    }
}
