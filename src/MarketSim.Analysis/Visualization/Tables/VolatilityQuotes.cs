using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>Implied volatilities by strike and time to expiry.</summary>
/// <param name="Expiries">Soonest first.</param>
internal sealed record VolatilityQuotes(IReadOnlyList<ExpirySlice> Expiries)
{
    /// <summary>Reads strike, expiry and vol; volatilities above 3 are taken for percent. Of a call and a put with one strike the one
    /// out of the money counts where there is a column <c>delta</c>, else their mean.</summary>
    /// <exception cref="FormatException">A column is missing.</exception>
    public static VolatilityQuotes Of(PlotTable table)
    {
        var (strike, expiry) = (table.Need("strike"), table.Need("expiry", "expiration", "maturity", "years"));
        var vol = table.Need("vol", "volatility", "iv", "implied_vol", "implied-volatility");
        var delta = table.Find("delta");
        var rows = table.Rows.Select((row, i) => (
                Strike: table.Number(i, strike), Expiry: row[expiry], Vol: table.Number(i, vol), Delta: delta < 0 ? 0 : Math.Abs(table.Number(i, delta))))
            .Where(row => double.IsFinite(row.Strike) && row.Vol > 0 && double.IsFinite(row.Vol)).ToList();
        var scale = rows.Count > 0 && Quantiles.Of(rows.Select(row => row.Vol), 0.5) > 3 ? 1 : 100;
        return new VolatilityQuotes(
        [
            .. rows.GroupBy(row => row.Expiry, StringComparer.Ordinal)
                .Select(group => new ExpirySlice(group.Key, PlaceOf(group.Key),
                [
                    .. group.GroupBy(row => row.Strike).OrderBy(at => at.Key).Select(at => (at.Key, scale * Best(at))),
                ]))
                .OrderBy(slice => slice.Place).ThenBy(slice => slice.Name, StringComparer.Ordinal),
        ]);
    }

    /// <summary>The name of an expiry: as written, with its unit if a number.</summary>
    public static string Label(string name) => IsYears(name, out _) ? name + " years" : DateOf(name) is { } date ? BacktestFrame.Day(date) : name;

    private static double Best(IEnumerable<(double Strike, string Expiry, double Vol, double Delta)> quotes)
    {
        var least = quotes.Min(quote => quote.Delta);
        return quotes.Where(quote => quote.Delta == least).Average(quote => quote.Vol);
    }

    // A small number is years, anything else a date.
    private static double PlaceOf(string text)
        => IsYears(text, out var years) ? years : DateOf(text) is { } date ? DateTicks.Place(date) : double.NaN;

    private static bool IsYears(string text, out double years)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out years) && years < 1000;

    private static DateTime? DateOf(string text)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTime.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, styles, out var date)
            || DateTime.TryParse(text, CultureInfo.InvariantCulture, styles, out date) ? date : null;
    }
}

/// <summary>The smile of one expiry.</summary>
/// <param name="Name">As it was written.</param>
/// <param name="Place">Years, or days since 1970 of a date; not-a-number if neither.</param>
/// <param name="Points">Strike and volatility in percent, lowest strike first.</param>
internal sealed record ExpirySlice(string Name, double Place, IReadOnlyList<(double Strike, double Vol)> Points)
{
    /// <summary>The volatility at a strike, straight between neighbours; not-a-number beyond the outermost.</summary>
    public double At(double strike)
    {
        for (var i = 0; i < Points.Count; i++)
        {
            if (Points[i].Strike == strike)
            {
                return Points[i].Vol;
            }

            if (i > 0 && Points[i - 1].Strike < strike && strike < Points[i].Strike)
            {
                var ((below, from), (above, to)) = (Points[i - 1], Points[i]);
                return from + ((to - from) * (strike - below) / (above - below));
            }
        }

        return double.NaN;
    }
}
