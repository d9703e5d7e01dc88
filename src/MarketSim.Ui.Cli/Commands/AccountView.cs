using System.Globalization;
using System.Text.Json;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Shows an account statement, to people or machines.</summary>
internal sealed class AccountView
{
    private const int Wide = 100;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly RunManifest _manifest;
    private readonly AccountStatement _statement;
    private readonly Instrument[] _instruments;
    private readonly List<StatementLine> _lines;
    private readonly List<StatementTotal> _totals;
    private readonly MarketCalendar _calendar;
    private readonly long[]? _ledger;
    private readonly MarginView? _margin;

    public AccountView(RunManifest manifest, AccountStatement statement, string? asset, string? kind, Exchange? exchange)
    {
        (_manifest, _statement) = (manifest, statement);
        _instruments = [.. manifest.CreateInstruments()];
        _calendar = ExchangeSettings.FromTexts(manifest.Exchange).Calendar with { ZeroIsAt = new SimDuration(manifest.TimeOfDayNanoseconds) };
        _margin = exchange is null ? null : MarginView.Of(manifest, exchange, new AccountId(statement.Account.Id));
        _ledger = exchange is null ? null
            : [.. statement.Closing.Select((_, i) => exchange.Ledger.Balance(new AccountId(statement.Account.Id), new AssetId(i)))];
        var only = AssetOf(asset);
        RefuseKind(kind);
        _lines = [.. statement.Lines.Where(l => (only is null || l.Asset == only) && (kind is null || l.Kind == kind))];
        _totals = [.. statement.Totals.Where(t => (only is null || t.Asset == only) && (kind is null || t.Kind == kind))];
    }

    /// <summary>Whether the statement explains the ledger; true where that was not asked.</summary>
    public bool IsRight => _ledger is null || _ledger.SequenceEqual(_statement.Closing);

    private string Verdict
    {
        get
        {
            if (_ledger is null)
            {
                return "Not compared with the ledger.";
            }

            var differing = Enumerable.Range(0, _ledger.Length).FirstOrDefault(i => _ledger[i] != _statement.Closing[i], -1);
            return differing < 0
                ? "The statement explains the ledger: every balance is equal to the unit."
                : $"The statement does not explain the ledger: it ends with {Amount(new(differing), _statement.Closing[differing])}, "
                    + $"the ledger with {Amount(new(differing), _ledger[differing])}.";
        }
    }

    public void Show(Screen screen)
    {
        var width = screen.Console.Profile.Width;
        var output = screen.Output;
        output.WriteLine($"{_statement.Account.Name}   {_statement.Account.Type}, account {_statement.Account.Id}");
        WriteBalances(output, "Opening balance", _statement.Opening, width);
        output.WriteLine();
        WriteLines(output, width);
        output.WriteLine();
        output.WriteLine("Totals");
        var kinds = Math.Max(8, _totals.Select(t => t.Kind.Length).DefaultIfEmpty(0).Max());
        foreach (var total in _totals)
        {
            output.WriteLine($"  {total.Kind.PadRight(kinds)} {Count(total.Count),9}  {Amount(total.Asset, total.Amount, signed: true),24}");
        }

        output.WriteLine();
        WriteBalances(output, "Closing balance", _statement.Closing, width);
        if (_margin is not null)
        {
            output.WriteLine();
            _margin.Show(output);
            output.WriteLine();
        }

        new Paragraphs(output, Math.Max(40, width)).Write(Verdict, indent: 0);
    }

    public void WriteCsv(TextWriter output)
    {
        output.WriteLine("sequence,time_ns,time,kind,what,instrument,quantity,price,asset,amount,balance");
        foreach (var line in _lines)
        {
            string[] fields =
            [
                line.Sequence.ToString(CultureInfo.InvariantCulture), line.Time.Nanoseconds.ToString(CultureInfo.InvariantCulture),
                TimeOf(line, isLong: true), line.Kind, line.What, Symbol(line), Quantity(line, grouped: false), PriceOf(line, grouped: false),
                line.Asset is { } asset ? _manifest.Assets[asset.Value].Name : "",
                line.Asset is null ? "" : Plain(line.Asset.Value, line.Amount), line.Asset is null ? "" : Plain(line.Asset.Value, line.Balance),
            ];
            output.WriteLine(string.Join(',', fields.Select(Quoted)));
        }
    }

    public void WriteJson(TextWriter output) => output.WriteLine(JsonSerializer.Serialize(
        new
        {
            account = _statement.Account.Id, name = _statement.Account.Name, type = _statement.Account.Type,
            opening = Balances(_statement.Opening),
            lines = _lines.Select(l => new
            {
                sequence = l.Sequence, timeNanoseconds = l.Time.Nanoseconds, time = TimeOf(l, isLong: true), kind = l.Kind, what = l.What,
                instrument = l.Instrument is null ? null : Symbol(l),
                quantity = l.Quantity is { } quantity ? _instruments[l.Instrument!.Value.Value].ToDecimal(quantity) : (decimal?)null,
                price = l.Price is { } price ? _instruments[l.Instrument!.Value.Value].ToDecimal(price) : (decimal?)null,
                asset = l.Asset is { } asset ? _manifest.Assets[asset.Value].Name : null,
                amount = l.Asset is { } a ? Whole(a, l.Amount) : (decimal?)null,
                balance = l.Asset is { } b ? Whole(b, l.Balance) : (decimal?)null,
            }),
            totals = _totals.Select(t => new
            {
                kind = t.Kind, asset = _manifest.Assets[t.Asset.Value].Name, count = t.Count, amount = Whole(t.Asset, t.Amount),
            }),
            closing = Balances(_statement.Closing),
            ledger = _ledger is null ? null : Balances(_ledger),
            margin = _margin?.ForJson(),
            isEqualToLedger = _ledger is null ? (bool?)null : IsRight,
        }, Indented));

    private void WriteLines(TextWriter output, int width)
    {
        var isWide = width >= Wide;
        var rows = _lines.Select(l => new[]
        {
            TimeOf(l, isLong: false), l.What, isWide ? Quantity(l, grouped: true) : "", isWide ? PriceOf(l, grouped: true) : "",
            l.Asset is { } a ? Amount(a, l.Amount, signed: true) : "", l.Asset is { } b ? Plain(b, l.Balance, grouped: true) : "",
        }).ToList();
        if (rows.Count == 0)
        {
            output.WriteLine("No lines.");
            return;
        }

        string[] headings = ["time", "what", isWide ? "quantity" : "", isWide ? "price" : "", "amount", "balance"];
        var widths = headings.Select((h, i) => Math.Max(h.Length, rows.Max(r => r[i].Length))).ToArray();
        var gaps = widths.Count(w => w > 0) - 1;
        widths[1] = Math.Max(10, Math.Min(widths[1], width - (2 * gaps) - (widths.Sum() - widths[1])));
        foreach (var row in rows.Prepend(headings))
        {
            var cells = row.Select((cell, i) => (cell, i)).Where(c => widths[c.i] > 0)
                .Select(c => c.i < 2 ? Cut(c.cell, widths[c.i]).PadRight(widths[c.i]) : c.cell.PadLeft(widths[c.i]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    private void WriteBalances(TextWriter output, string heading, IReadOnlyList<long> balances, int width)
    {
        var texts = balances.Select((b, i) => (b, i)).Where(x => x.b != 0).Select(x => Amount(new(x.i), x.b)).ToList();
        var writer = new Paragraphs(output, Math.Max(40, width));
        writer.Write($"{heading}: {(texts.Count == 0 ? "nothing" : string.Join(", ", texts))}", indent: 0);
    }

    private IEnumerable<object> Balances(IReadOnlyList<long> balances) => balances.Select((b, i) => (b, i)).Where(x => x.b != 0)
        .Select(x => new { asset = _manifest.Assets[x.i].Name, amount = Whole(new(x.i), x.b), smallestUnits = x.b });

    private AssetId? AssetOf(string? name)
    {
        if (name is null)
        {
            return null;
        }

        var names = _manifest.Assets.Select(a => a.Name).ToList();
        return names.IndexOf(name) is var place and >= 0 ? new AssetId(place) : throw new ArgumentException(
            $"There is no asset '{name}' in this run.{Suggestions.Sentence(name, names)} Known: {string.Join(", ", names.Take(20))}.");
    }

    private void RefuseKind(string? kind)
    {
        var kinds = _statement.Lines.Select(l => l.Kind).Distinct().ToList();
        if (kind is not null && !kinds.Contains(kind))
        {
            throw new ArgumentException(
                $"This account has no line of kind '{kind}'.{Suggestions.Sentence(kind, kinds)} It has: {string.Join(", ", kinds)}.");
        }
    }

    private string TimeOf(StatementLine line, bool isLong)
    {
        var time = new TimeSpan(_calendar.TimeOfDay(line.Time).Nanoseconds / 100)
            .ToString(isLong ? @"hh\:mm\:ss\.fffffff" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);
        var spansDays = _manifest.EndNanoseconds + _manifest.TimeOfDayNanoseconds > 86_400 * SimDuration.NanosecondsPerSecond;
        return isLong ? $"{_calendar.DateOf(line.Time):yyyy-MM-dd} {time}" : spansDays ? $"{_calendar.DateOf(line.Time):MM-dd} {time}" : time;
    }

    private string Symbol(StatementLine line) => line.Instrument is { } id ? _instruments[id.Value].Symbol : "";

    private string Quantity(StatementLine line, bool grouped) => line is { Quantity: { } quantity, Instrument: { } id }
        ? _instruments[id.Value].ToDecimal(quantity).ToString(grouped ? "#,0.########" : "0.########", CultureInfo.InvariantCulture) : "";

    private string PriceOf(StatementLine line, bool grouped) => line is { Price: { } price, Instrument: { } id }
        ? _instruments[id.Value].ToDecimal(price).ToString(
            (grouped ? "#,0." : "0.") + new string('0', _instruments[id.Value].PriceDecimals), CultureInfo.InvariantCulture) : "";

    private decimal Whole(AssetId asset, long amount) => AccountStatement.Whole(amount, _manifest.Assets[asset.Value].Decimals);

    private string Plain(AssetId asset, long amount, bool grouped = false)
        => Whole(asset, amount).ToString((grouped ? "#,0" : "0") + Decimals(asset), CultureInfo.InvariantCulture);

    private string Amount(AssetId asset, long amount, bool signed = false)
    {
        var format = "#,0" + Decimals(asset);
        return Whole(asset, amount).ToString(signed ? $"+{format};-{format};{format}" : format, CultureInfo.InvariantCulture)
            + " " + _manifest.Assets[asset.Value].Name;
    }

    private string Decimals(AssetId asset)
        => _manifest.Assets[asset.Value].Decimals is var decimals and > 0 ? "." + new string('0', decimals) : "";

    private static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";

    private static string Quoted(string field)
        => field.AsSpan().IndexOfAny(",\"\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
