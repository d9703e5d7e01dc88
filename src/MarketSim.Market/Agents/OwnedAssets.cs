using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What one trader owns, by asset. A few assets lie side by side, which takes least room and time; more than that are
/// looked up.</summary>
internal struct OwnedAssets
{
    private const int MostInLine = 12;

    private (AssetId Asset, long Amount)[]? _line;
    private Dictionary<AssetId, long>? _table;
    private int _count;

    /// <summary>How much of an asset; zero of one that was never mentioned.</summary>
    public readonly long Of(AssetId asset)
    {
        if (_table is not null)
        {
            return _table.GetValueOrDefault(asset);
        }

        for (var i = 0; i < _count; i++)
        {
            if (_line![i].Asset == asset)
            {
                return _line[i].Amount;
            }
        }

        return 0;
    }

    /// <summary>Adds to an asset, or takes away.</summary>
    public void Add(AssetId asset, long amount)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_line![i].Asset == asset)
            {
                _line[i].Amount += amount;
                return;
            }
        }

        if (_table is not null)
        {
            _table[asset] = _table.GetValueOrDefault(asset) + amount;
        }
        else if (_count < MostInLine)
        {
            _line ??= new (AssetId Asset, long Amount)[2];
            if (_count == _line.Length)
            {
                Array.Resize(ref _line, _count * 2);
            }

            _line[_count++] = (asset, amount);
        }
        else
        {
            _table = _line![.._count].ToDictionary(held => held.Asset, held => held.Amount);
            (_line, _count) = (null, 0);
            _table[asset] = amount;
        }
    }
}
