using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Whether one instrument is a threshold security: large fails for some settlement days in a row put it on the list, as many
/// days without take it off. Source: 17 CFR 242.203(c)(6).</summary>
internal struct ThresholdList
{
    private int _daysInRow;

    public bool IsListed { get; private set; }

    /// <summary>Takes in one settlement day.</summary>
    /// <returns>Whether it came onto the list or left it.</returns>
    public bool Observe(bool hasLargeFails, int days)
    {
        _daysInRow = hasLargeFails == IsListed ? 0 : _daysInRow + 1;
        if (_daysInRow == 0 || _daysInRow < days)
        {
            return false;
        }

        (IsListed, _daysInRow) = (!IsListed, 0);
        return true;
    }

    public readonly void AddTo(ref StateHash hash) => hash.Add(((long)_daysInRow << 1) | (IsListed ? 1L : 0));
}
