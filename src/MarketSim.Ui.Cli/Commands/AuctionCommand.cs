using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim auction</c>: what a call auction makes of a book.</summary>
internal static class AuctionCommand
{
    private static readonly JsonSerializerOptions Camel = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static DocumentedCommand Create(Screen screen)
    {
        var book = new Argument<string>("book")
        {
            Description = "The orders: CSV with the heading side,price,quantity (price: a number or 'market'), or YAML with a list 'orders'.",
        };
        var style = new Option<string>("--style")
        {
            Description = $"How the price is found: {string.Join(", ", AuctionStyles.All.Names)}.", HelpName = "STYLE",
            DefaultValueFactory = _ => "nasdaq",
        };
        var reference = new Option<string?>("--reference")
        {
            Description = "The price that decides where orders leave a choice; half ticks are accepted.", HelpName = "PRICE",
        };
        var tick = new Option<decimal>("--tick")
        {
            Description = "The distance between two prices.", HelpName = "SIZE", DefaultValueFactory = _ => 0.01m,
        };
        var margin = new Option<string>("--margin")
        {
            Description = "How the last price that is served is shared: time or pro-rata.", HelpName = "RULE", DefaultValueFactory = _ => "time",
        };
        margin.AcceptOnlyFromAmong("time", "pro-rata");
        var plot = new Option<string?>("--plot") { Description = "Draws demand and supply into a PNG or SVG file.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Prints one line of JSON and nothing else." };
        var command = new DocumentedCommand(
            "auction", "Uncrosses a book of orders: price, volume, what is left over, and who trades how much.",
            "marketsim auction book.csv --style xetra --reference 50.00", "marketsim auction es_open_2023-12-25_orders.csv --style cme --tick 0.25",
            "marketsim auction book.csv --plot auction.png", "marketsim auction book.yaml --margin pro-rata --json")
        {
            book, style, reference, tick, margin, plot, json,
        };
        command.SetAction(parsed => Run(screen, new Request(
            parsed.GetRequiredValue(book), parsed.GetValue(style)!, parsed.GetValue(reference), parsed.GetValue(tick),
            parsed.GetValue(margin) == "pro-rata" ? new ProRataAllocation() : null, parsed.GetValue(plot)), parsed.GetValue(json)));
        return command;
    }

    private static int Run(Screen screen, Request request, bool writesJson)
    {
        if (request.Tick <= 0)
        {
            throw new ArgumentException(Line($"--tick was {request.Tick}; accepted is a number above zero."));
        }

        var orders = AuctionFile.Read(request.Book, request.Tick);
        var outcome = AuctionCurve.Find(orders, AuctionStyles.Find(request.Style), TickRegime.EveryUnit, request.ReferencePrice());
        var fills = Allocate(orders, outcome, request.Margin);
        if (request.Plot is not null)
        {
            Draw(request, orders, outcome);
        }

        screen.Output.WriteLine(writesJson ? Json(request, outcome, fills) : Text(request, outcome, fills));
        return ExitCode.Ok;
    }

    private static List<(AuctionOrder Order, long Filled)> Allocate(
        IReadOnlyList<AuctionOrder> orders, AuctionOutcome? outcome, IAllocation? margin)
    {
        var fills = new List<(AuctionOrder Order, long Filled)>();
        foreach (var side in (Side[])[Side.Buy, Side.Sell])
        {
            // OrderBy is stable: equal ones stay in time order.
            AuctionOrder[] inTurn =
            [
                .. orders.Where(o => o.Side == side).OrderBy(o => o.IsMarket ? 0 : 1)
                    .ThenBy(o => o.IsMarket ? 0 : -side.Sign() * o.Limit.Ticks).ThenBy(o => o.IsHidden),
            ];
            var taking = outcome is { } found ? inTurn.TakeWhile(o => o.Accepts(found.Price)).ToArray() : [];
            var shares = AuctionAllocation.Share(taking, outcome?.Volume ?? 0, margin);
            fills.AddRange(inTurn.Select((order, i) => (order, i < shares.Length ? shares[i] : 0)));
        }

        return fills;
    }

    private static string Text(Request request, AuctionOutcome? outcome, List<(AuctionOrder Order, long Filled)> fills)
    {
        var lines = new List<string>();
        if (outcome is { } found)
        {
            var left = found.Imbalance == 0 ? "nothing is left over" : Line($"{Math.Abs(found.Imbalance):#,0} left to {Word(found.Surplus)}");
            lines.Add(Line($"{request.Style}: {found.Volume:#,0} lots at {request.Text(found.Price)}; demand {found.Demand:#,0}, supply {found.Supply:#,0}, {left}"));
        }
        else
        {
            lines.Add(Line($"{request.Style}: nothing trades; no price is acceptable to both sides."));
        }

        lines.Add("");
        lines.Add(Line($"{"side",-5}{"order",16}{"price",14}{"lots",12}{"filled",12}{"left",12}"));
        foreach (var (order, filled) in fills)
        {
            var price = order.IsMarket ? "market" : request.Text(order.Limit) + (order.IsHidden ? " h" : "");
            lines.Add(Line($"{Word(order.Side),-5}{order.Id.Value,16}{price,14}{order.Lots,12:#,0}{filled,12:#,0}{order.Lots - filled,12:#,0}"));
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static string Json(Request request, AuctionOutcome? outcome, List<(AuctionOrder Order, long Filled)> fills)
        => JsonSerializer.Serialize(
            new
            {
                request.Style,
                Price = outcome is { } found ? found.Price.Ticks * request.Tick : default(decimal?),
                Volume = outcome?.Volume ?? 0, Demand = outcome?.Demand ?? 0, Supply = outcome?.Supply ?? 0,
                Imbalance = outcome?.Imbalance ?? 0,
                Allocation = fills.Select(f => new
                {
                    Id = f.Order.Id.Value, Side = Word(f.Order.Side),
                    Price = f.Order.IsMarket ? default(decimal?) : f.Order.Limit.Ticks * request.Tick, Quantity = f.Order.Lots, f.Filled,
                }),
            },
            Camel);

    private static void Draw(Request request, IReadOnlyList<AuctionOrder> orders, AuctionOutcome? outcome)
    {
        var path = request.Plot!;
        var format = Path.GetExtension(path).ToLowerInvariant();
        if (format is not (".png" or ".svg"))
        {
            throw new ArgumentException($"--plot was '{path}'; accepted is a file that ends in .png or .svg.");
        }

        var scale = (int)request.Tick.Scale;
        var units = new Equity
        {
            Id = new InstrumentId(0), Symbol = Path.GetFileNameWithoutExtension(path), Base = new AssetId(1), Quote = new AssetId(0),
            PriceDecimals = scale, PriceUnitSteps = (int)(request.Tick * (decimal)Math.Pow(10, scale)),
        };
        var sample = new AuctionSample(
            SimTime.Zero, TradingPhase.OpeningAuction,
            [.. orders.Select(o => new AuctionInterest(o.Side, o.IsMarket ? null : o.Limit, o.Lots, o.IsMarket))],
            outcome?.Price, outcome?.Volume ?? 0, outcome?.Imbalance ?? 0);
        var figure = new Figure
        {
            Title = "Auction", Subtitle = $"{Path.GetFileName(request.Book)} · {request.Style}",
            Rows = [new FigureRow(460, AuctionPanel.Create(sample, units, null, "Price", "lots"))],
        };
        File.WriteAllBytes(path, format == ".svg"
            ? System.Text.Encoding.UTF8.GetBytes(FigureRenderer.ToSvg(figure)) : FigureRenderer.ToPng(figure));
    }

    private static string Word(Side side) => side == Side.Buy ? "buy" : "sell";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Request(string Book, string Style, string? Reference, decimal Tick, IAllocation? Margin, string? Plot)
    {
        public string Text(Price price) => (price.Ticks * Tick).ToString("N" + Tick.Scale.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

        public AuctionReference? ReferencePrice() => Reference is null ? null
            : decimal.TryParse(Reference, NumberStyles.Number, CultureInfo.InvariantCulture, out var price) && price * 2 % Tick == 0
                ? new AuctionReference(checked((long)(price * 2 / Tick)))
                : throw new ArgumentException(Line($"--reference was '{Reference}'; accepted is a price on a tick or half tick of {Tick}."));
    }
}
