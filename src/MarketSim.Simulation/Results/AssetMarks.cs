using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>What a smallest unit of each asset was first and is now worth, in smallest units of the reporting
/// currency.</summary>
/// <remarks>An asset is worth what a trade at the mid of the first instrument that has it as base would pay for it; the
/// last mid stands while a side is empty; before the first mid the last trade counts, and before that it is worth nothing. What is
/// marked daily is worth its distance from the settlement price in force. A split changes what a share was first worth, too.</remarks>
internal sealed class AssetMarks : IEventFold
{
    private readonly Instrument[] _instruments;
    private readonly QuoteState[] _quotes;
    private readonly double[] _first;
    private readonly double[] _last;
    private readonly bool[] _isMarker;
    private readonly double[] _mids;
    private readonly bool[] _hasMid;

    public AssetMarks(IReadOnlyList<Instrument> instruments, int assets)
    {
        _instruments = [.. instruments];
        _quotes = new QuoteState[instruments.Count];
        (_first, _last, _isMarker) = (new double[assets], new double[assets], new bool[instruments.Count]);
        (_mids, _hasMid) = (new double[instruments.Count], new bool[instruments.Count]);
        Array.Fill(_mids, double.NaN);
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
        switch (item.Kind)
        {
            case EventKind.Quoted:
                Quote(item);
                break;
            case EventKind.Traded when !_hasMid[item.Instrument.Value]:
                Mark(item.Instrument, item.Price.Ticks);
                break;
            case EventKind.Marked or EventKind.TermsChanged:
                _instruments[item.Instrument.Value] = _instruments[item.Instrument.Value].After(item);
                Mark(item.Instrument, _mids[item.Instrument.Value]);
                break;
            case EventKind.CorporateAction when item.Instruction == Instruction.Split && !item.Quantity.IsZero:
                Split(item.Instrument, (double)item.Open.Lots / item.Quantity.Lots);
                break;
        }
    }

    // The new price is not quoted yet, but everybody knows it.
    private void Split(InstrumentId id, double factor)
    {
        _first[_instruments[id.Value].Base.Value] *= factor;
        Mark(id, _mids[id.Value] * factor);
    }

    private void Quote(in MarketEvent item)
    {
        ref var quote = ref _quotes[item.Instrument.Value];
        quote = quote.After(item);
        if (quote.IsTwoSided)
        {
            _hasMid[item.Instrument.Value] = true;
            Mark(item.Instrument, quote.Mid);
        }
    }

    public void Complete(SimTime end)
    {
    }

    // The payment of a trade is linear in its price, so it can be taken between two ticks.
    private void Mark(InstrumentId id, double mid)
    {
        _mids[id.Value] = mid;
        if (!_isMarker[id.Value] || double.IsNaN(mid))
        {
            return;
        }

        var instrument = _instruments[id.Value];
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
