using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Which mechanism has set which price limits; the model of an instrument is told the closest.</summary>
internal sealed class LimitBook
{
    private readonly SortedDictionary<int, List<(ITradingMechanism Owner, PriceLimits Limits)>> _byInstrument = [];

    public void Set(
        ITradingMechanism owner, InstrumentId instrument, in PriceLimits limits, IMatchingModel model, SimTime now, EventBuffer events)
    {
        if (!_byInstrument.TryGetValue(instrument.Value, out var all))
        {
            _byInstrument.Add(instrument.Value, all = []);
        }

        var place = all.FindIndex(one => one.Owner == owner);
        if (place < 0)
        {
            place = all.Count;
            all.Add((owner, PriceLimits.None));
        }

        if (all[place].Limits == limits && limits == PriceLimits.None)
        {
            return;
        }

        all[place] = (owner, limits);
        var closest = all.Aggregate(PriceLimits.None, (sum, one) => sum.And(one.Limits));
        var isNone = closest == PriceLimits.None;
        events.Add(new MarketEvent
        {
            Kind = EventKind.PriceLimits, Time = now, Instrument = instrument,
            Price = isNone ? default : closest.Lower, UpperPrice = isNone ? default : closest.Upper,
        });
        model.SetLimits(closest, now, events);
    }

    public void AddTo(ref StateHash hash)
    {
        foreach (var (instrument, all) in _byInstrument)
        {
            hash.Add((long)instrument);
            foreach (var (_, limits) in all)
            {
                hash.Add(limits.Lower.Ticks);
                hash.Add(limits.Upper.Ticks);
            }
        }
    }
}
