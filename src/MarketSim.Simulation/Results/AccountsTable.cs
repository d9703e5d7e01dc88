using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>What accounts own over time: one row for each asset of each account that changed since the look
/// before.</summary>
internal sealed class AccountsTable : IEventFold, IDisposable
{
    private readonly TableContext _context;
    private readonly HoldingsFold _holdings;
    private readonly AssetMarks _marks;
    private readonly SimDuration _interval;
    private readonly UnitScale _currency;
    private readonly NumberColumn<long> _time = new("time_ns");
    private readonly NumberColumn<int> _account = new("account");
    private readonly TextColumn _name = new("name");
    private readonly TextColumn _type = new("type");
    private readonly TextColumn _asset = new("asset");
    private readonly NumberColumn<long> _balance = new("balance_smallest_units");
    private readonly NumberColumn<double> _value = new("value");
    private readonly ParquetTable _table;
    private SimTime _next;

    public AccountsTable(TableContext context, HoldingsFold holdings, AssetMarks marks)
    {
        (_context, _holdings, _marks) = (context, holdings, marks);
        var assets = context.Manifest.Assets;
        _currency = UnitScale.OfDecimals(assets.Count == 0 ? 0 : assets[marks.Reporting.Value].Decimals);
        _interval = SampleInterval.Of(context.Manifest, looks: 390);
        _next = new SimTime(context.Manifest.StartNanoseconds) + _interval;
        _table = context.Table("accounts",
            $"what each account owned every {_interval}, where it changed; value in {(assets.Count == 0 ? "" : assets[marks.Reporting.Value].Name)}, marked at mid",
            _time, _account, _name, _type, _asset, _balance, _value);
    }

    public void Observe(in MarketEvent item)
    {
        while (_next < item.Time)
        {
            Look(_next);
            _next += _interval;
        }
    }

    public void Complete(SimTime end)
    {
        Look(end);
        _table.Complete();
    }

    public void Dispose() => _table.Dispose();

    private void Look(SimTime time)
    {
        foreach (var account in _context.Manifest.Accounts)
        {
            if (_holdings.Of(account.Id) is { HasChanged: true } holdings)
            {
                holdings.HasChanged = false;
                Write(time, account, holdings);
            }
        }
    }

    private void Write(SimTime time, ManifestAccount account, AccountHoldings holdings)
    {
        for (var asset = 0; asset < holdings.Balances.Length; asset++)
        {
            if (holdings.Balances[asset] == 0 && holdings.PutIn[asset] == 0)
            {
                continue;
            }

            _time.Add(time.Nanoseconds);
            _account.Add(account.Id);
            _name.Add(account.Name);
            _type.Add(account.Type);
            _asset.Add(_context.Manifest.Assets[asset].Name);
            _balance.Add(holdings.Balances[asset]);
            _value.Add(_currency.Whole(holdings.Balances[asset] * _marks.Last(asset)));
            _table.EndRow();
        }
    }
}
