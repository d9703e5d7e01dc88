using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Which instruments a mechanism of one asset type answers for.</summary>
internal static class Listing
{
    /// <summary>The ids of those named, in order.</summary>
    /// <param name="desk">The venue.</param>
    /// <param name="mechanism">The mechanism's name, for messages.</param>
    /// <param name="symbols">Symbols separated by blanks; <c>*</c> is all of the type.</param>
    /// <param name="noun">What they are, for messages.</param>
    /// <param name="underlying">What one is written on.</param>
    /// <exception cref="ArgumentException">One is of another type, or its terms do not fit the venue.</exception>
    public static List<InstrumentId> Of<T>(
        MechanismDesk desk, string mechanism, string symbols, string noun, Func<T, InstrumentId> underlying)
        where T : Instrument
    {
        var named = desk.FindAll(symbols);
        if (symbols.Trim() != "*" && named.FirstOrDefault(i => i is not T) is { } other)
        {
            throw new ArgumentException($"Mechanism '{mechanism}' names '{other.Symbol}', which is no {noun}.");
        }

        foreach (var instrument in named.OfType<T>())
        {
            if (instrument.Fault is { } fault)
            {
                throw new ArgumentException($"The {noun} '{instrument.Symbol}' {fault}.");
            }

            var on = underlying(instrument);
            if (on.Value < 0 || on.Value >= desk.Instruments.Count)
            {
                throw new ArgumentException(
                    $"The {noun} '{instrument.Symbol}' is written on instrument {on}; known are 0 to {desk.Instruments.Count - 1}.");
            }

            if (desk.Instruments[on.Value].Quote != instrument.Quote)
            {
                throw new ArgumentException(
                    $"The {noun} '{instrument.Symbol}' must be quoted in the currency of '{desk.Instruments[on.Value].Symbol}'.");
            }
        }

        return [.. named.OfType<T>().Select(instrument => instrument.Id).Order()];
    }
}
