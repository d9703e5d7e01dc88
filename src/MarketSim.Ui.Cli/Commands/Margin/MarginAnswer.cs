using System.Globalization;
using System.Text;
using System.Text.Json;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Ui.Cli;

/// <summary>The margin of one case, for people and for programs.</summary>
internal sealed record MarginAnswer(
    MarginCase Case, OptionMarginResult Initial, OptionMarginResult Maintenance, decimal? Portfolio)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static MarginAnswer Of(MarginCase positions, DateOnly? today, OptionMarginTerms terms, (double Range, double? Vol)? portfolio)
    {
        // Without a day nothing is long-term; options that name no expiry end together.
        var book = new OptionBook(positions.Spot, positions.Legs, positions.Shares)
        {
            Today = positions.Legs.Any(leg => leg.Expiry == MarginCase.SameDay) ? DateOnly.MinValue : today ?? DateOnly.MinValue,
        };
        return new MarginAnswer(
            positions, OptionMargin.Requirement(book, MarginTime.Initial, terms),
            OptionMargin.Requirement(book, MarginTime.Maintenance, terms),
            portfolio is { } settings ? WorstLoss(book, settings.Range, settings.Vol, today) : null);
    }

    public static string ToJson(IReadOnlyList<MarginAnswer> answers, bool isList)
        => isList
            ? JsonSerializer.Serialize(answers.Select(answer => answer.Json()), Indented)
            : JsonSerializer.Serialize(answers[0].Json(), Indented);

    public static string ToText(IReadOnlyList<MarginAnswer> answers)
    {
        var text = new StringBuilder();
        foreach (var answer in answers)
        {
            if (answer.Case.Name.Length > 0)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "\n" : "")}case {answer.Case.Name}");
            }

            answer.Write(text);
        }

        return text.ToString().TrimEnd();
    }

    private static decimal WorstLoss(OptionBook book, double range, double? volatility, DateOnly? today)
    {
        if (today is not { } day || book.Legs.Any(leg => leg.Expiry == MarginCase.SameDay))
        {
            throw new ArgumentException("Portfolio margin needs '--date' and the expiry of every option, such as 2026-06-19.");
        }

        var legs = new List<RiskLeg> { RiskLeg.Underlying(book.Shares) };
        foreach (var leg in book.Legs)
        {
            var strike = (double)(leg.StrikeAmount / leg.Deliverable);
            var years = Math.Max(0, leg.Expiry.DayNumber - day.DayNumber) / 365.0;
            var inputs = new OptionInputs(leg.Right, (double)book.Underlying, strike, years, 0, 0, 0);
            legs.Add(RiskLeg.Of(
                leg.Contracts, leg.Right, strike, years,
                volatility ?? ImpliedVolatility.European(inputs, (double)(leg.Price * leg.Multiplier / leg.Deliverable)).Require(),
                leg.Deliverable));
        }

        return decimal.Round((decimal)RiskArray.Of((double)book.Underlying, new RiskRange(range, range), legs).Requirement, 4);
    }

    private static object Json(OptionMarginResult result) => new
    {
        requirement = result.Requirement, optionRequirement = result.OptionRequirement, stockRequirement = result.StockRequirement,
        credit = result.Credit, notCounted = result.NotCounted, deposit = result.Deposit, exact = result.IsExact,
        permitted = result.IsPermitted,
        strategies = result.Strategies.Select(s => new
        {
            name = s.Name, units = s.Units, requirement = s.Requirement, credit = s.Credit, shares = s.Shares,
            legs = s.Legs.Select(leg => new
            {
                contracts = leg.Contracts, right = leg.Right == OptionRight.Call ? "call" : "put", strike = leg.Strike,
            }),
        }),
    };

    private static string Text(MatchedStrategy strategy)
    {
        var legs = strategy.Legs.Select(leg => string.Create(
            CultureInfo.InvariantCulture, $"{leg.Contracts:+0;-0} {(leg.Right == OptionRight.Call ? "call" : "put")} {leg.Strike}"));
        return string.Join(", ", strategy.Shares == 0
            ? legs
            : legs.Prepend(string.Create(CultureInfo.InvariantCulture, $"{strategy.Shares:+0;-0} shares")));
    }

    private object Json() => new
    {
        @case = Case.Name.Length == 0 ? null : Case.Name, initial = Json(Initial), maintenance = Json(Maintenance), portfolio = Portfolio,
    };

    private void Write(StringBuilder text)
    {
        foreach (var result in (OptionMarginResult[])[Initial, Maintenance])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{result.Time.ToString().ToLowerInvariant(),-13}{result.Requirement,14:N2}");
            foreach (var s in result.Strategies)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {s.Units} × {s.Name,-20}{s.Requirement,12:N2}  ({Text(s)})");
            }
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"credit       {Initial.Credit,14:N2}");
        text.AppendLine(CultureInfo.InvariantCulture, $"deposit      {Initial.Deposit,14:N2}");
        if (Portfolio is { } worst)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"portfolio    {worst,14:N2}");
        }

        if (!Initial.IsPermitted)
        {
            text.AppendLine("An account that pays in full may not hold this: something is short that nothing covers.");
        }
    }
}
