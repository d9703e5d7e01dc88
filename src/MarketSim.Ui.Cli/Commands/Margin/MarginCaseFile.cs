using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>A CSV file of legs.</summary>
internal static class MarginCaseFile
{
    private static readonly string[] Known =
        ["case", "spot", "index", "quantity", "right", "strike", "expiry", "price", "premium", "multiplier", "deliverable"];

    /// <summary>Reads it.</summary>
    /// <param name="spot">The underlying's price where a case names none.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="FormatException">A row is not acceptable; with its line.</exception>
    public static IReadOnlyList<MarginCase> Read(string path, decimal? spot, bool isIndex)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}'.");
        }

        var lines = File.ReadAllLines(path);
        var header = lines.Length == 0 ? [] : lines[0].Split(',', StringSplitOptions.TrimEntries);
        if (Array.Find(header, name => !Known.Contains(name)) is { } unknown)
        {
            throw new FormatException($"{path}: unknown column '{unknown}'. Known: {string.Join(", ", Known)}.");
        }

        var rows = lines.Skip(1).Select((line, i) => new Row(path, i + 2, header, line.Split(',', StringSplitOptions.TrimEntries)))
            .Where((_, i) => lines[i + 1].Trim().Length > 0).ToList();
        return rows.Count == 0
            ? throw new FormatException($"{path}: a header and at least one leg were expected.")
            : [.. rows.GroupBy(row => row.Text("case") ?? string.Empty).Select(group => Case(group.Key, [.. group], spot, isIndex))];
    }

    private static MarginCase Case(string name, List<Row> rows, decimal? spot, bool isIndex)
    {
        var price = rows.Select(row => row.Decimal("spot")).FirstOrDefault(found => found is not null) ?? spot
            ?? throw rows[0].Wrong("spot", "the price of the underlying, here or as '--spot'");
        return new MarginCase(
            name, price, rows.Where(row => row.IsShares).Sum(row => row.Quantity),
            [.. rows.Where(row => !row.IsShares).Select(row => row.Leg())],
            isIndex || rows.Exists(row => row.Text("index") is "1" or "true" or "yes"));
    }

    private sealed record Row(string Path, int Line, string[] Header, string[] Cells)
    {
        public bool IsShares => Text("right") is "shares" or "share" or "stock";

        public long Quantity => long.TryParse(
            Text("quantity"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quantity) && quantity != 0
                ? quantity
                : throw Wrong("quantity", "a whole number, negative when short");

        public OptionLeg Leg() => new(
            Text("right") switch
            {
                "call" => OptionRight.Call,
                "put" => OptionRight.Put,
                _ => throw Wrong("right", "call, put or shares"),
            },
            Decimal("strike") ?? throw Wrong("strike", "a number"), Date(), Quantity, Decimal("price") ?? Decimal("premium")
                ?? throw Wrong("price", "a number"))
        {
            Premium = Decimal("premium"), Multiplier = (long)(Decimal("multiplier") ?? 100),
            Deliverable = (long)(Decimal("deliverable") ?? Decimal("multiplier") ?? 100),
        };

        public string? Text(string column)
        {
            var place = Array.IndexOf(Header, column);
            return place < 0 || place >= Cells.Length || Cells[place].Length == 0 ? null : Cells[place];
        }

        public decimal? Decimal(string column) => Text(column) is not { } text ? null
            : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
            : throw Wrong(column, "a number of zero or more");

        public FormatException Wrong(string column, string accepted)
            => new($"{Path}, line {Line}: {column} was '{Text(column)}'; accepted is {accepted}.");

        private DateOnly Date() => Text("expiry") is not { } text ? MarginCase.SameDay
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
            : throw Wrong("expiry", "a date such as 2026-06-19");
    }
}
