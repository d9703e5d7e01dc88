namespace MarketSim.Core;

/// <summary>One asset type in the <see cref="InstrumentCatalog"/>: how it is made, and what it has that others have not.</summary>
public sealed class AssetType
{
    private readonly Func<InstrumentSpec, Instrument> _create;
    private readonly (string Name, Func<Instrument, long> Of)[] _terms;
    private readonly (string Name, Func<Instrument, long> Of)[] _optional;

    private AssetType(
        Type type, Func<InstrumentSpec, Instrument> create, (string, Func<Instrument, long>)[] terms,
        (string, Func<Instrument, long>)[] optional)
        => (Type, _create, _terms, _optional) = (type, create, terms, optional);

    /// <summary>The type of its instruments.</summary>
    public Type Type { get; }

    /// <summary>The names of its own terms that every description must give.</summary>
    public IEnumerable<string> Terms => _terms.Select(term => term.Name);

    /// <summary>The names of its own terms that may be left out, and then are zero.</summary>
    public IEnumerable<string> OptionalTerms => _optional.Select(term => term.Name);

    /// <summary>Describes an asset type.</summary>
    /// <param name="create">Makes an instrument from the required fields and its own terms; the fields that all asset types share
    /// are filled in afterwards.</param>
    /// <param name="terms">Its own terms: the name, and how to read it from an instrument.</param>
    public static AssetType Of<TInstrument>(
        Func<InstrumentSpec, TInstrument> create, params (string Name, Func<TInstrument, long> Of)[] terms)
        where TInstrument : Instrument
        => new(typeof(TInstrument), create, [.. terms.Select(Untyped)], []);

    /// <summary>The same with terms that may be left out, and then are zero: so descriptions of before there were any stay readable.</summary>
    public AssetType WithOptional<TInstrument>(params (string Name, Func<TInstrument, long> Of)[] terms)
        where TInstrument : Instrument
        => new(Type, _create, _terms, [.. _optional, .. terms.Select(Untyped)]);

    internal Instrument Create(InstrumentSpec spec) => _create(spec);

    internal IReadOnlyDictionary<string, long> TermsOf(Instrument instrument)
        => OrdinalOrder.Of(_terms.Select(term => KeyValuePair.Create(term.Name, term.Of(instrument)))
            .Concat(_optional.Select(term => KeyValuePair.Create(term.Name, term.Of(instrument))).Where(term => term.Value != 0)));

    private static (string Name, Func<Instrument, long> Of) Untyped<TInstrument>((string Name, Func<TInstrument, long> Of) term)
        where TInstrument : Instrument
        => (term.Name, instrument => term.Of((TInstrument)instrument));
}
