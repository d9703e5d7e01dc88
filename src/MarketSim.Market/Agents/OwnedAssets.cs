using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What one trader owns, by asset. Most own money and one thing more: two assets lie in line, all others are looked
/// up.</summary>
internal struct OwnedAssets
{
    private Dictionary<AssetId, long>? _others;
    private long _firstAmount;
    private long _secondAmount;
    private int _first;
    private int _second;
    private byte _count;

    /// <summary>How much of an asset; zero of one that was never mentioned.</summary>
    public readonly long Of(AssetId asset)
        => _count > 0 && _first == asset.Value ? _firstAmount
            : _count > 1 && _second == asset.Value ? _secondAmount
            : _others is null ? 0 : _others.GetValueOrDefault(asset);

    /// <summary>Adds to an asset, or takes away.</summary>
    public void Add(AssetId asset, long amount)
    {
        if (_count == 0 || _first == asset.Value)
        {
            (_first, _firstAmount) = (asset.Value, _firstAmount + amount);
            _count = Math.Max(_count, (byte)1);
        }
        else if (_count == 1 || _second == asset.Value)
        {
            (_second, _secondAmount) = (asset.Value, _secondAmount + amount);
            _count = 2;
        }
        else
        {
            _others ??= [];
            _others[asset] = _others.GetValueOrDefault(asset) + amount;
        }
    }
}
