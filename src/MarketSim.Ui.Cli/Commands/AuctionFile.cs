using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MarketSim.Ui.Cli;

/// <summary>The orders of an auction from a small file: CSV with a heading, or YAML with a list <c>orders</c>.</summary>
/// <remarks>
/// <code>
/// side,price,quantity          orders:
/// buy,10.05,300                  - {side: buy, price: 10.05, quantity: 300}
/// sell,market,200                - {side: sell, price: market, quantity: 200}
/// </code>
/// Further columns: <c>id</c> or <c>order_id</c>; <c>hidden</c> (yes, true or 1); <c>rank</c> or <c>priority_rank</c>, by which orders are
/// ranked in time instead of by line.
/// </remarks>
internal static class AuctionFile
{
    private static readonly string[] SideNames = ["side"];
    private static readonly string[] PriceNames = ["price"];
    private static readonly string[] QuantityNames = ["quantity", "size", "lots"];
    private static readonly string[] IdNames = ["id", "order_id"];
    private static readonly string[] HiddenNames = ["hidden"];
    private static readonly string[] RankNames = ["rank", "priority_rank"];

    /// <summary>Reads the orders, earliest first.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tick">One price unit.</param>
    /// <exception cref="FormatException">Something in it is not acceptable; with file and line.</exception>
    public static IReadOnlyList<AuctionOrder> Read(string path, decimal tick)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}'.");
        }

        var rows = Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml" ? ReadYaml(path) : ReadCsv(path);
        var orders = new List<(long Rank, AuctionOrder Order)>();
        foreach (var (line, cells) in rows)
        {
            try
            {
                orders.Add(ToOrder(cells, tick, orders.Count + 1));
            }
            catch (FormatException problem)
            {
                throw new FormatException($"{path}, line {line}: {problem.Message}", problem);
            }
        }

        return [.. orders.OrderBy(o => o.Rank).Select(o => o.Order)];
    }

    private static (long Rank, AuctionOrder Order) ToOrder(Dictionary<string, string> cells, decimal tick, int place)
    {
        var side = Cell(cells, SideNames)?.ToLowerInvariant() switch
        {
            "buy" or "b" => Side.Buy,
            "sell" or "s" => Side.Sell,
            var other => throw new FormatException($"side was '{other}'; accepted is buy or sell."),
        };
        var lots = Whole(Cell(cells, QuantityNames), "quantity", least: 1);
        var id = new OrderId(Cell(cells, IdNames) is { Length: > 0 } text ? (ulong)Whole(text, "id", least: 1) : (ulong)place);
        var rank = Cell(cells, RankNames) is { Length: > 0 } given ? Whole(given, "rank", long.MinValue) : place;
        var price = Cell(cells, PriceNames);
        var order = price is "market" or "" or null
            ? AuctionOrder.AtMarket(side, lots, id: id)
            : AuctionOrder.AtLimit(side, new Price(Units(price, tick)), lots, id);
        return (rank, order with { IsHidden = Cell(cells, HiddenNames)?.ToLowerInvariant() is "yes" or "true" or "1" });
    }

    /// <summary>A price in units of one tick.</summary>
    /// <exception cref="FormatException">It is no price, or stands between two ticks.</exception>
    public static long Units(string text, decimal tick)
        => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var price) && price % tick == 0
            ? checked((long)(price / tick))
            : throw new FormatException(string.Create(
                CultureInfo.InvariantCulture, $"price was '{text}'; accepted is 'market' or a multiple of the tick, {tick} (--tick)."));

    private static long Whole(string? text, string what, long least)
        => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new FormatException($"{what} was '{text}'; accepted is a whole number{(least == 1 ? " above zero" : "")}.");

    private static string? Cell(Dictionary<string, string> cells, string[] names)
        => names.Select(name => cells.GetValueOrDefault(name)).FirstOrDefault(value => value is not null);

    private static IEnumerable<(long Line, Dictionary<string, string> Cells)> ReadCsv(string path)
    {
        string[]? heading = null;
        var line = 0;
        foreach (var text in File.ReadLines(path))
        {
            line++;
            var cells = text.Split(',', StringSplitOptions.TrimEntries);
            if (text.Trim().Length == 0 || text[0] == '#')
            {
                continue;
            }

            if (heading is null)
            {
                heading = [.. cells.Select(c => c.ToLowerInvariant())];
                if (!heading.Contains("side") || !heading.Contains("price"))
                {
                    throw new FormatException($"{path}, line {line}: the heading was '{text}'; it must name side, price and quantity.");
                }

                continue;
            }

            yield return (line, heading.Zip(cells).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal));
        }
    }

    private static List<(long Line, Dictionary<string, string> Cells)> ReadYaml(string path)
    {
        var yaml = new YamlStream();
        try
        {
            using var text = new StreamReader(path);
            yaml.Load(text);
        }
        catch (YamlException problem)
        {
            throw new FormatException($"{path}, line {problem.Start.Line}, column {problem.Start.Column}: {problem.Message}", problem);
        }

        if (yaml.Documents.Count == 0 || yaml.Documents[0].RootNode is not YamlMappingNode root
            || !root.Children.TryGetValue(new YamlScalarNode("orders"), out var list) || list is not YamlSequenceNode orders)
        {
            throw new FormatException($"{path}: a list 'orders' of side, price and quantity was expected.");
        }

        return
        [
            .. orders.OfType<YamlMappingNode>().Select(node => (
                (long)node.Start.Line,
                node.Children.ToDictionary(c => ((YamlScalarNode)c.Key).Value ?? "", c => (c.Value as YamlScalarNode)?.Value ?? "", StringComparer.Ordinal))),
        ];
    }
}
