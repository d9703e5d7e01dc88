using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>For which instruments the short sale price test is in force, and until when.</summary>
/// <remarks>The order that triggers it finishes first; what comes after is tested. Source: 17 CFR 242.201.</remarks>
internal sealed class PriceTests(MechanismDesk desk, ShortSaleTest test, long fallPartsPerMillion)
{
    private readonly SortedDictionary<int, DateOnly> _lastDays = [];

    public bool IsInForce(InstrumentId instrument) => _lastDays.ContainsKey(instrument.Value);

    /// <summary>Looks at a trade.</summary>
    /// <returns>Whether the test came into force by it.</returns>
    public bool Observe(InstrumentId instrument, Price price)
    {
        if (test == ShortSaleTest.Off || desk.Prices.Close(instrument) is not { } close
            || (Int128)price.Ticks * 1_000_000 > (Int128)close.Ticks * (1_000_000 - fallPartsPerMillion))
        {
            return false;
        }

        var lastDay = desk.Calendar.AddBusinessDays(desk.Today, 1);
        var wasInForce = _lastDays.TryGetValue(instrument.Value, out var before);
        if (wasInForce && before == lastDay)
        {
            return false;
        }

        _lastDays[instrument.Value] = lastDay;
        var trigger = (long)Rounding.Down.Divide((Int128)close.Ticks * (1_000_000 - fallPartsPerMillion), 1_000_000);
        desk.Report(new MarketEvent
        {
            Kind = EventKind.PriceTest, Instrument = instrument, Price = new(trigger), Quantity = new(1),
            Until = desk.Calendar.At(lastDay.AddDays(1), SimDuration.Zero),
        });
        desk.Model(instrument).SetShortSaleTest(test);
        return !wasInForce;
    }

    /// <summary>A morning: ends the tests whose days are over.</summary>
    public void BeginDay(DateOnly date)
    {
        foreach (var (instrument, _) in _lastDays.Where(pair => pair.Value < date).ToList())
        {
            _lastDays.Remove(instrument);
            desk.Model(new(instrument)).SetShortSaleTest(ShortSaleTest.Off);
            desk.Report(new MarketEvent { Kind = EventKind.PriceTest, Instrument = new(instrument) });
        }
    }

    public void AddTo(ref StateHash hash)
    {
        foreach (var (instrument, lastDay) in _lastDays)
        {
            hash.Add((long)instrument);
            hash.Add((long)lastDay.DayNumber);
        }
    }
}
