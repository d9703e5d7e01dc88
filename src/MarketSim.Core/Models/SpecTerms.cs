namespace MarketSim.Core;

/// <summary>Reads an asset type's own terms, refusing what makes no sense with a sentence that names what would.</summary>
internal static class SpecTerms
{
    /// <summary>One of the named values of an enumeration, by its number.</summary>
    public static T Choice<T>(this InstrumentSpec spec, string term)
        where T : struct, Enum
    {
        var number = spec.Terms[term];
        foreach (var value in Enum.GetValues<T>())
        {
            if (Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) == number)
            {
                return value;
            }
        }

        var known = Enum.GetValues<T>().Select(value
            => $"{Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)} ({value})");
        throw new ArgumentException(
            $"Instrument '{spec.Symbol}' has the {term} {number}; known: {string.Join(", ", known)}.");
    }

    /// <summary>A day, as days since 0001-01-01.</summary>
    public static DateOnly Day(this InstrumentSpec spec, string term)
    {
        var number = spec.Terms[term];
        return number >= DateOnly.MinValue.DayNumber && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : throw new ArgumentException(
                $"Instrument '{spec.Symbol}' has the {term} {number}; accepted are days since 0001-01-01, up to {DateOnly.MaxValue.DayNumber}.");
    }

    /// <summary>An id that is not negative and fits 32 bits.</summary>
    public static int Id(this InstrumentSpec spec, string term)
    {
        var number = spec.Terms[term];
        return number is >= 0 and <= int.MaxValue
            ? (int)number
            : throw new ArgumentException($"Instrument '{spec.Symbol}' has the {term} {number}; accepted are ids from 0.");
    }
}
