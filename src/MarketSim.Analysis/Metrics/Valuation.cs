using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>What one unit of each asset is worth in a reporting currency, marked at the mid of the instrument
/// that trades it.</summary>
/// <remarks>
/// An asset is marked by the first instrument that has it as base: at the payment that a trade at the mid would
/// cause, so a future counts at its distance from the settlement price. What is quoted in another currency is
/// converted by that currency's own mark. While a side of the book is empty the last mid stands in, before the
/// first mid the last trade; before that an asset has no value.
/// </remarks>
public sealed class Valuation
{
    private readonly Instrument[] _instruments;
    private readonly Instrument?[] _marker;
    private readonly bool[] _hasQuote;
    private readonly Touch[] _touches;
    private readonly double[] _mids;
    private readonly (double AtZero, double PerPriceUnit)[] _lines;

    /// <summary>Sets up the marks.</summary>
    /// <param name="instruments">What is traded; ids are their places.</param>
    /// <param name="reporting">The currency in which values are given.</param>
    public Valuation(IReadOnlyList<Instrument> instruments, AssetId reporting)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        Reporting = reporting;
        (_instruments, _hasQuote) = ([.. instruments], new bool[instruments.Count]);
        var last = instruments.SelectMany(item => new[] { item.Base.Value, item.Quote.Value }).Append(reporting.Value).Max();
        _marker = new Instrument?[last + 1];
        _touches = new Touch[instruments.Count];
        _mids = new double[instruments.Count];
        Array.Fill(_mids, double.NaN);
        foreach (var instrument in instruments)
        {
            _marker[instrument.Base.Value] ??= instrument;
        }

        _lines = [.. instruments.Select(LineOf)];
    }

    /// <summary>The currency in which values are given.</summary>
    public AssetId Reporting { get; }

    /// <summary>One more than the highest asset that it can mark.</summary>
    public int AssetCount => _marker.Length;

    /// <summary>Takes in a quote, a trade before the first quote, or new terms; other events are ignored.</summary>
    /// <returns>Whether a value may have changed.</returns>
    public bool Observe(in MarketEvent item)
    {
        if (item.Kind == EventKind.CorporateAction && item.Instruction == Instruction.Split && !item.Quantity.IsZero)
        {
            // The new price is not quoted yet, but everybody knows it.
            _mids[item.Instrument.Value] *= (double)item.Open.Lots / item.Quantity.Lots;
            return true;
        }

        if (item.Kind is EventKind.Marked or EventKind.TermsChanged)
        {
            _instruments[item.Instrument.Value] = _instruments[item.Instrument.Value].After(item);
            _lines[item.Instrument.Value] = LineOf(_instruments[item.Instrument.Value]);
            return true;
        }

        if (item.Kind == EventKind.Traded && (uint)item.Instrument.Value < (uint)_hasQuote.Length
            && !_hasQuote[item.Instrument.Value])
        {
            _mids[item.Instrument.Value] = item.Price.Ticks;
            return true;
        }

        if (item.Kind != EventKind.Quoted || (uint)item.Instrument.Value >= (uint)_touches.Length)
        {
            return false;
        }

        ref var touch = ref _touches[item.Instrument.Value];
        touch = touch.After(item);
        _hasQuote[item.Instrument.Value] |= touch.IsTwoSided;
        if (!touch.IsTwoSided || touch.Mid.Equals(_mids[item.Instrument.Value]))
        {
            return false;
        }

        _mids[item.Instrument.Value] = touch.Mid;
        return true;
    }

    /// <summary>Minor units of the reporting currency that one smallest unit of an asset is worth; not-a-number
    /// while unknown.</summary>
    public double UnitValue(AssetId asset) => UnitValue(asset, _marker.Length);

    private double UnitValue(AssetId asset, int steps)
    {
        if (asset == Reporting)
        {
            return 1;
        }

        if (steps == 0 || (uint)asset.Value >= (uint)_marker.Length || _marker[asset.Value] is not { } instrument)
        {
            return double.NaN;
        }

        var (atZero, perPriceUnit) = _lines[instrument.Id.Value];
        return (atZero + (perPriceUnit * _mids[instrument.Id.Value])) * UnitValue(instrument.Quote, steps - 1);
    }

    // Payments are linear in the price. As many lots as the tick value's denominator keep them free of rounding.
    private static (double AtZero, double PerPriceUnit) LineOf(Instrument instrument)
    {
        var lots = new Quantity(instrument.TickValueDenominator);
        var atZero = Payment(instrument, new Price(0), lots);
        var atOne = Payment(instrument, new Price(1), lots);
        return ((double)atZero / lots.Lots, (double)(atOne - atZero) / lots.Lots);
    }

    private static long Payment(Instrument instrument, Price price, Quantity lots)
    {
        var (buyer, seller) = (new AccountId(1), new AccountId(2));
        var transfers = new TransferBuffer();
        instrument.Settle(buyer, seller, price, lots, instrument.QuoteAmount(price, lots), transfers);
        var paid = 0L;
        foreach (var transfer in transfers.Items)
        {
            if (transfer.Asset == instrument.Quote)
            {
                paid += transfer.From == buyer ? transfer.Amount : transfer.To == buyer ? -transfer.Amount : 0;
            }
        }

        return paid;
    }
}
