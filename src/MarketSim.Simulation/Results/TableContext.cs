using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>What every table of a run needs: names, units, and where it goes.</summary>
internal sealed class TableContext
{
    private readonly Dictionary<int, ManifestAccount> _accounts;
    private readonly UnitScale[] _prices;

    public TableContext(RunFolder folder, RunManifest manifest, IReadOnlyList<Instrument> instruments)
    {
        (Folder, Manifest, Instruments) = (folder, manifest, instruments);
        _accounts = manifest.Accounts.ToDictionary(a => a.Id);
        _prices = [.. instruments.Select(UnitScale.OfPrices)];
    }

    public RunFolder Folder { get; }

    public RunManifest Manifest { get; }

    public IReadOnlyList<Instrument> Instruments { get; }

    public string Symbol(InstrumentId instrument)
        => (uint)instrument.Value < (uint)Instruments.Count ? Instruments[instrument.Value].Symbol : "";

    public double Money(InstrumentId instrument, Price price) => _prices[instrument.Value].Whole(price.Ticks);

    public string NameOf(AccountId account) => _accounts.TryGetValue(account.Value, out var found) ? found.Name : "";

    public string TypeOf(AccountId account) => _accounts.TryGetValue(account.Value, out var found) ? found.Type : "";

    /// <summary>Starts a table, with the units of the run in its metadata.</summary>
    public ParquetTable Table(string name, string what, params TableColumn[] columns)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["marketsim.table"] = $"{name}: {what}",
            ["marketsim.scenario"] = Manifest.Scenario,
            ["marketsim.seed"] = Manifest.Seed.ToString(CultureInfo.InvariantCulture),
            ["marketsim.time"] = string.Create(CultureInfo.InvariantCulture,
                $"nanoseconds since the run began, which is {Manifest.TimeOfDayNanoseconds} nanoseconds after midnight"),
        };
        foreach (var instrument in Instruments)
        {
            metadata[$"marketsim.unit.{instrument.Symbol}"] = string.Create(CultureInfo.InvariantCulture,
                $"prices in {Manifest.Assets[instrument.Quote.Value].Name}, one tick is {instrument.PriceUnit}; "
                + $"one lot is {instrument.ToDecimal(new Quantity(1))}");
        }

        return new ParquetTable(Folder.Table(name), metadata, columns);
    }
}
