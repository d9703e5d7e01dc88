namespace MarketSim.Core;

/// <summary>One asset type in the <see cref="InstrumentCatalog"/>: how it is made, and what it has that others have not.</summary>
public sealed class AssetType
{
    private readonly Func<InstrumentSpec, Instrument> _create;
    private readonly (string Name, Func<Instrument, long> Of)[] _terms;

    private AssetType(Type type, Func<InstrumentSpec, Instrument> create, (string, Func<Instrument, long>)[] terms)
        => (Type, _create, _terms) = (type, create, terms);

    /// <summary>The type of its instruments.</summary>
    public Type Type { get; }

    /// <summary>The names of its own terms.</summary>
    public IEnumerable<string> Terms => _terms.Select(term => term.Name);

    /// <summary>Describes an asset type.</summary>
    /// <param name="create">Makes an instrument from the required fields and its own terms; the fields that all asset types share
    /// are filled in afterwards.</param>
    /// <param name="terms">Its own terms: the name, and how to read it from an instrument.</param>
    public static AssetType Of<TInstrument>(
        Func<InstrumentSpec, TInstrument> create, params (string Name, Func<TInstrument, long> Of)[] terms)
        where TInstrument : Instrument
        => new(
            typeof(TInstrument), create,
            [.. terms.Select(term => (term.Name, (Func<Instrument, long>)(instrument => term.Of((TInstrument)instrument))))]);

    internal Instrument Create(InstrumentSpec spec) => _create(spec);

    internal IReadOnlyDictionary<string, long> TermsOf(Instrument instrument)
        => OrdinalOrder.Of(_terms.Select(term => KeyValuePair.Create(term.Name, term.Of(instrument))));
}
