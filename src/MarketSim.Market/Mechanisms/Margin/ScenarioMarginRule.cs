using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Portfolio margin: the worst loss of a class over ten moves of its underlying.</summary>
/// <remarks>Source: FINRA Rule 4210(g), OCC TIMS; <see cref="RiskArray"/> values the moves. Each option's volatility is set for its
/// underlying, else implied by the option's mark.</remarks>
internal sealed class ScenarioMarginRule(ScenarioMarginTerms terms) : MarginRule
{
    public override decimal PerShare(InstrumentId underlying, bool isLong, decimal price, MarginTime time)
    {
        var range = terms.Ranges[underlying.Value];
        return (decimal)(isLong ? range.Down : range.Up) * price;
    }

    public override IReadOnlyList<MarginLine> ShortLines(InstrumentId underlying, MarginTime time)
        => [new MarginLine(0, 0, (decimal)terms.Ranges[underlying.Value].Up)];

    /// <remarks>Its equity counts options at their marks; the requirement is told against one that does not.</remarks>
    public override decimal Requirement(InstrumentId underlying, OptionBook book, MarginTime time)
        => book.Legs.Count == 0
            ? PerShare(underlying, book.Shares > 0, book.Underlying, time) * Math.Abs(book.Shares)
            : WorstLoss(underlying, book) - book.Legs.Sum(leg => leg.Contracts * leg.Price * leg.Multiplier);

    public override decimal? OptionSlope(InstrumentId underlying) => null;

    public override IReadOnlyList<InstrumentId> GroupOf(InstrumentId underlying)
        => terms.Groups.FirstOrDefault(group => group.Classes.Contains(underlying))?.Classes ?? base.GroupOf(underlying);

    public override decimal Relief(IReadOnlyList<(InstrumentId Underlying, OptionBook Book, decimal MinorPerUnit)> books)
    {
        var known = books.Where(one => one.Book.Underlying != 0).ToList();
        if (known.Count < 2)
        {
            return 0;
        }

        var arrays = known.ConvertAll(one => ArrayOf(one.Underlying, one.Book).Times((double)one.MinorPerUnit));
        var offset = terms.Groups.First(group => group.Classes.Contains(known[0].Underlying)).Offset;
        var together = decimal.Round((decimal)RiskArray.Together(arrays, offset).Requirement, 6);
        return arrays.Sum(array => decimal.Round((decimal)array.Requirement, 6)) - together;
    }

    /// <summary>The requirement against full equity.</summary>
    public decimal WorstLoss(InstrumentId underlying, OptionBook book)
        => book.Underlying == 0 ? 0 : decimal.Round((decimal)ArrayOf(underlying, book).Requirement, 6);

    private RiskArray ArrayOf(InstrumentId underlying, OptionBook book)
    {
        var legs = new List<RiskLeg> { RiskLeg.Underlying(book.Shares) };
        foreach (var leg in book.Legs)
        {
            // Adjusted contracts: the strike for one deliverable share.
            var strike = leg.StrikeAmount / leg.Deliverable;
            legs.Add(RiskLeg.Of(
                leg.Contracts, leg.Right, (double)strike, Years(book, leg), Volatility(underlying, book, leg), leg.Deliverable));
        }

        return RiskArray.Of(
            (double)book.Underlying, terms.Ranges[underlying.Value], legs, minimumPerUnit: (double)terms.MinimumPerUnit);
    }

    private static double Years(OptionBook book, OptionLeg leg) => Math.Max(0, leg.Expiry.DayNumber - book.Today.DayNumber) / 365.0;

    private double Volatility(InstrumentId underlying, OptionBook book, OptionLeg leg)
    {
        if (terms.Volatilities[underlying.Value] is { } known)
        {
            return known;
        }

        var years = Years(book, leg);
        if (years == 0)
        {
            return 0;
        }

        var inputs = new OptionInputs(
            leg.Right, (double)book.Underlying, (double)(leg.StrikeAmount / leg.Deliverable), years, 0, 0, 0);
        var price = leg.Price * leg.Multiplier / leg.Deliverable;
        return ImpliedVolatility.European(inputs, (double)price).Volatility ?? terms.Fallback;
    }
}

/// <summary>What portfolio margin goes by.</summary>
/// <param name="Ranges">How far each underlying is moved.</param>
/// <param name="Volatilities">The volatility of options on it a year; none: implied.</param>
/// <param name="Fallback">Where a mark implies none.</param>
/// <param name="MinimumPerUnit">Least requirement of an option contract, times its multiplier.</param>
/// <param name="Groups">Classes that offset one another.</param>
internal sealed record ScenarioMarginTerms(
    IReadOnlyList<RiskRange> Ranges, IReadOnlyList<double?> Volatilities, double Fallback, decimal MinimumPerUnit,
    IReadOnlyList<OffsetGroup> Groups);

/// <summary>Related classes: at each move a gain of one counts in part against a loss of another.</summary>
/// <param name="Classes">Their underlyings, in order.</param>
/// <param name="Offset">The part of a gain that counts, from 0 to 1.</param>
internal sealed record OffsetGroup(IReadOnlyList<InstrumentId> Classes, double Offset);
