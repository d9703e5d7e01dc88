using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>What a smallest unit of each asset was first and is now worth, in smallest units of the reporting
/// currency.</summary>
/// <remarks>An asset is worth what a trade at the mid of the first instrument that has it as base would pay for it; the
/// last mid stands while a side is empty; before the first mid it is worth nothing.</remarks>
internal sealed class AssetMarks : IEventFold
{
    private readonly IReadOnlyList<Instrument> _instruments;
    private readonly QuoteState[] _quotes;
    private readonly double[] _first;
    private readonly double[] _last;
    private readonly bool[] _isMarker;

    public AssetMarks(IReadOnlyList<Instrument> instruments, int assets)
    {
        _instruments = instruments;
        _quotes = new QuoteState[instruments.Count];
        (_first, _last, _isMarker) = (new double[assets], new double[assets], new bool[instruments.Count]);
        Array.Fill(_first, double.NaN);
        Array.Fill(_last, double.NaN);
        Reporting = instruments.Count == 0 ? new AssetId(0) : instruments[0].Quote;
        _first[Reporting.Value] = _last[Reporting.Value] = 1;
        var marked = new HashSet<AssetId> { Reporting };
        for (var i = 0; i < instruments.Count; i++)
        {
            _isMarker[i] = marked.Add(instruments[i].Base);
        }
    }

    /// <summary>The currency of all values.</summary>
    public AssetId Reporting { get; }

    public double First(int asset) => double.IsNaN(_first[asset]) ? 0 : _first[asset];

    public double Last(int asset) => double.IsNaN(_last[asset]) ? 0 : _last[asset];

    public void Observe(in MarketEvent item)
    {
        if (item.Kind != EventKind.Quoted)
        {
            return;
        }

        ref var quote = ref _quotes[item.Instrument.Value];
        quote = quote.After(item);
        if (quote.IsTwoSided && _isMarker[item.Instrument.Value])
        {
            Mark(_instruments[item.Instrument.Value], quote.Mid);
        }
    }

    public void Complete(SimTime end)
    {
    }

    // The payment of a trade is linear in its price, so it can be taken between two ticks.
    private void Mark(Instrument instrument, double mid)
    {
        var lots = new Quantity(instrument.TickValueDenominator);
        var atZero = Payment(instrument, new Price(0), lots);
        var atOne = Payment(instrument, new Price(1), lots);
        var quoteMark = _last[instrument.Quote.Value];
        var value = (atZero + ((atOne - atZero) * mid)) / lots.Lots * quoteMark;
        _last[instrument.Base.Value] = value;
        if (double.IsNaN(_first[instrument.Base.Value]))
        {
            _first[instrument.Base.Value] = value;
        }
    }

    private static double Payment(Instrument instrument, Price price, Quantity lots)
        => instrument.TradePayment(price, lots, instrument.QuoteAmount(price, lots)).Minor;
}
