using System.Globalization;
using System.Text.Json;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>The folder of a back-test, written as it goes on. Nothing in it depends on the wall clock: a repeated run writes the same
/// bytes.</summary>
/// <remarks>
/// <code>
/// backtest.json   what was run and what came of it       equity.csv      what the account was worth, day by day
/// fills.csv       every fill                             trades.csv      every position that was closed
/// positions.csv   what was held at the end of each day   metrics.json    figures of the whole
/// manifest.json  commands.log  events.log                where asked for: what reads runs reads them
/// </code>
/// </remarks>
public sealed class BacktestFolder : IBacktestRecorder, IDisposable
{
    /// <summary>The description's name.</summary>
    public const string DescriptionName = "backtest.json";

    private static readonly string[] Names =
    [
        DescriptionName, "equity.csv", "fills.csv", "trades.csv", "positions.csv", "metrics.json", RunManifest.FileName,
        LogRecorder.CommandFileName, LogRecorder.EventFileName,
    ];

    private static readonly string[] Tables = ["equity.csv", "fills.csv", "trades.csv", "positions.csv"];

    private readonly int _decimals;
    private readonly bool _isNew;
    private CsvText? _equity;
    private CsvText? _fills;
    private CsvText? _trades;
    private CsvText? _positions;
    private IReadOnlyList<Instrument> _instruments = [];

    /// <summary>Begins a folder; an older back-test in it is replaced, anything else in it is left alone.</summary>
    /// <param name="path">Where.</param>
    /// <param name="currencyDecimals">Decimals of amounts.</param>
    /// <exception cref="ArgumentException">It holds something else.</exception>
    public BacktestFolder(string path, int currencyDecimals)
    {
        (Path, _decimals) = (path, currencyDecimals);
        if (File.Exists(path))
        {
            throw new ArgumentException($"'{path}' is a file; --out takes a folder.");
        }

        _isNew = !Directory.Exists(path);
        if (!_isNew && !IsOurs())
        {
            throw new ArgumentException($"'{path}' holds something that is no back-test; --out takes a new folder, or that of a back-test to replace.");
        }

        Directory.CreateDirectory(path);
        foreach (var name in Names)
        {
            File.Delete(In(name));
        }
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Begin(IReadOnlyList<Instrument> instruments)
    {
        Close();
        _instruments = instruments;
        _equity = new CsvText(In("equity.csv"), "time,equity,cash,positions");
        _fills = new CsvText(In("fills.csv"), "time,instrument,side,quantity,price,fee,order,note");
        _trades = new CsvText(In("trades.csv"), "opened,closed,instrument,side,quantity,entry,exit,profit,fees,mae,mfe,bars");
        _positions = new CsvText(In("positions.csv"), "time,instrument,quantity,price,value");
    }

    /// <inheritdoc/>
    public void Fill(in BacktestFill fill)
    {
        var instrument = _instruments[fill.Instrument];
        _fills!.Time(fill.Time).Text(instrument.Symbol).Text(fill.Side == Side.Buy ? "buy" : "sell")
            .Number(fill.Lots, instrument.QuantityDecimals).Number(fill.Price, instrument.PriceDecimals).Number(fill.Fee, _decimals)
            .Number(fill.Order).Text(fill.Note).End();
    }

    /// <inheritdoc/>
    public void Trip(in BacktestTrip trip)
    {
        var instrument = _instruments[trip.Instrument];
        _trades!.Time(trip.Opened).Time(trip.Closed).Text(instrument.Symbol).Text(trip.Sign > 0 ? "long" : "short")
            .Number(trip.Lots, instrument.QuantityDecimals).Number(trip.Entry, instrument.PriceDecimals)
            .Number(trip.Exit, instrument.PriceDecimals).Number(trip.Profit, _decimals).Number(trip.Fees, _decimals)
            .Number(trip.Adverse, _decimals).Number(trip.Favourable, _decimals).Number(trip.Bars).End();
    }

    /// <inheritdoc/>
    public void Equity(long time, long equity, long cash)
        => _equity!.Time(time).Number(equity, _decimals).Number(cash, _decimals).Number(equity - cash, _decimals).End();

    /// <inheritdoc/>
    public void Position(long time, int instrument, long lots, long price, long value)
    {
        var terms = _instruments[instrument];
        _positions!.Time(time).Text(terms.Symbol).Number(lots, terms.QuantityDecimals).Number(price, terms.PriceDecimals)
            .Number(value, _decimals).End();
    }

    /// <summary>Writes what was run and what came of it.</summary>
    /// <param name="setup">What was run.</param>
    /// <param name="settings">The strategy's settings.</param>
    /// <param name="data">Over which data.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="command">The command line that says the same; empty where there was none.</param>
    /// <param name="flow">What else was set where the data are order flow or ticks; null over bars.</param>
    public void Describe(
        BacktestSetup setup, IReadOnlyDictionary<string, string> settings, IReadOnlyList<string> data, BacktestOutcome outcome,
        string command = "", FlowDescription? flow = null)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(outcome);
        Close();
        using var file = new FileStream(In(DescriptionName), FileMode.Create, FileAccess.Write);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("schema", "marketsim.backtest/1");
        if (command.Length > 0)
        {
            json.WriteString("command", command);
        }

        json.WriteString("strategy", setup.Strategy);
        json.WriteStartObject("settings");
        foreach (var (name, value) in settings)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        WriteList(json, "data", data);
        WriteList(json, "instruments", _instruments.Select(instrument => instrument.Symbol));
        json.WriteString("currency", setup.Currency);
        json.WriteNumber("minorUnits", Units(_decimals));
        json.WriteString("fill", flow?.Rule ?? setup.MarketOrders.Name);
        json.WriteString("start", CsvText.IsoText(outcome.First));
        json.WriteString("end", CsvText.IsoText(outcome.Last));
        json.WriteNumber(flow is null ? "bars" : "messages", outcome.Bars);
        json.WriteNumber("commands", outcome.Commands);
        json.WriteNumber("ordered", outcome.Ordered);
        json.WriteNumber("fills", outcome.Fills);
        json.WriteNumber("trades", outcome.Trips);
        json.WriteString("initialEquity", AmountText(setup.Cash, _decimals));
        json.WriteString("finalEquity", AmountText(outcome.FinalEquity, _decimals));
        json.WriteNumber("marketOnOpen", outcome.Converted);
        json.WriteNumber("waitingOrders", outcome.Waiting);
        json.WriteBoolean("stoppedEarly", outcome.IsStopped);
        WriteList(json, "assumptions", flow?.Assumptions ?? BacktestAssumptions.Of(setup));
        WriteList(json, "warnings", outcome.Warnings);
        json.WriteEndObject();
        json.Flush();
        file.Write("\n"u8);
    }

    // An empty folder, one of a back-test, or what is left of one that was killed.
    private bool IsOurs()
    {
        var names = Directory.EnumerateFileSystemEntries(Path).Select(entry => System.IO.Path.GetFileName(entry)).ToList();
        return names.Count == 0 || names.Contains(DescriptionName)
            || (names.TrueForAll(Names.Contains) && Array.TrueForAll(Tables, names.Contains));
    }

    /// <summary>Takes back what was written, where the run came to nothing.</summary>
    public void Discard()
    {
        Close();
        foreach (var name in Names)
        {
            File.Delete(In(name));
        }

        if (_isNew && !Directory.EnumerateFileSystemEntries(Path).Any())
        {
            Directory.Delete(Path);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    /// <summary>Minor units as an amount, with all decimals.</summary>
    public static string AmountText(long minor, int decimals)
    {
        var (whole, rest) = Math.DivRem(Math.Abs(minor), Units(decimals));
        var sign = minor < 0 ? "-" : "";
        return decimals == 0 ? sign + whole.ToString(CultureInfo.InvariantCulture)
            : sign + whole.ToString(CultureInfo.InvariantCulture) + "." + rest.ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0');
    }

    /// <summary>An instant on the clock of the data as text.</summary>
    public static string TimeText(long nanoseconds) => CsvText.IsoText(nanoseconds);

    private static long Units(int decimals) => decimals == 0 ? 1 : 10 * Units(decimals - 1);

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);

    private void Close()
    {
        _equity?.Dispose();
        _fills?.Dispose();
        _trades?.Dispose();
        _positions?.Dispose();
        (_equity, _fills, _trades, _positions) = (null, null, null, null);
    }
}
