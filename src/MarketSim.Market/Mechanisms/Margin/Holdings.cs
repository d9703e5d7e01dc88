using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Some lots of an instrument; negative when short.</summary>
internal readonly record struct HeldLots(InstrumentId Instrument, long Lots);

/// <summary>What an account has: money, and positions in order of instrument.</summary>
internal sealed class Holdings
{
    private readonly List<HeldLots> _positions;

    public Holdings(long cash, List<HeldLots> positions) => (Cash, _positions) = (cash, positions);

    /// <summary>Minor units; negative when it is owed.</summary>
    public long Cash { get; }

    public IReadOnlyList<HeldLots> Positions => _positions;

    public long this[InstrumentId instrument]
    {
        get
        {
            foreach (var held in _positions)
            {
                if (held.Instrument == instrument)
                {
                    return held.Lots;
                }
            }

            return 0;
        }
    }

    /// <summary>The same after a movement.</summary>
    public Holdings With(InstrumentId instrument, long lots, long cash)
    {
        var positions = _positions.Where(held => held.Instrument != instrument).ToList();
        var now = this[instrument] + lots;
        if (now != 0)
        {
            var place = positions.FindIndex(held => held.Instrument.Value > instrument.Value);
            positions.Insert(place < 0 ? positions.Count : place, new HeldLots(instrument, now));
        }

        return new Holdings(Cash + cash, positions);
    }
}
