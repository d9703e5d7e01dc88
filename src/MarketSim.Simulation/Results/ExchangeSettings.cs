using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>How a venue works, as named texts: what a manifest keeps of <see cref="ExchangeOptions"/>.</summary>
/// <remarks>All of them are written and all of them must be there when read, so that a replay never falls back on a
/// default that has changed since.</remarks>
public static class ExchangeSettings
{
    private static readonly Setting[] All =
    [
        new("allocation", o => o.Allocation, (o, text) => o with { Allocation = Checked(text) }),
        new("auction-style", o => o.AuctionStyle, (o, text) => o with { AuctionStyle = AuctionStyles.All.Find(text).Name }) { MayBeAbsent = true },
        new("calendar-first-day", o => o.Calendar.FirstDay.ToString("O", CultureInfo.InvariantCulture),
            (o, text) => o with { Calendar = o.Calendar with { FirstDay = Date(text) } }) { MayBeAbsent = true },
        new("calendar-holidays", o => string.Join(' ', o.Calendar.Holidays.Select(d => d.ToString("O", CultureInfo.InvariantCulture))),
            (o, text) => o with { Calendar = o.Calendar with { Holidays = [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Date)] } }) { MayBeAbsent = true },
        new("calendar-weekends", o => Text(o.Calendar.TradesOnWeekends),
            (o, text) => o with { Calendar = o.Calendar with { TradesOnWeekends = Flag(text) } }) { MayBeAbsent = true },
        new("calendar-zero-nanoseconds", o => Text(o.Calendar.ZeroIsAt.Nanoseconds),
            (o, text) => o with { Calendar = o.Calendar with { ZeroIsAt = new SimDuration(Number(text)) } }) { MayBeAbsent = true },
        new("checks-funds", o => Text(o.ChecksFunds), (o, text) => o with { ChecksFunds = Flag(text) }),
        new("maker-fee-micro-minor-per-lot", o => Text(o.Fees.MakerMicroMinorPerLot),
            (o, text) => o with { Fees = o.Fees with { MakerMicroMinorPerLot = Number(text) } }),
        new("maker-fee-ppm", o => Text(o.Fees.MakerPartsPerMillion),
            (o, text) => o with { Fees = o.Fees with { MakerPartsPerMillion = Number(text) } }),
        new("plain-book", o => Text(o.UsesPlainBook), (o, text) => o with { UsesPlainBook = Flag(text) }),
        new("protection-ticks", o => Text(o.ProtectionTicks), (o, text) => o with { ProtectionTicks = Number(text) }),
        new("rests-market-remainder", o => Text(o.RestsMarketRemainder),
            (o, text) => o with { RestsMarketRemainder = Flag(text) }),
        new("stop-trigger", o => o.StopTrigger.ToString(), (o, text) => o with { StopTrigger = Trigger(text) }),
        new("taker-fee-micro-minor-per-lot", o => Text(o.Fees.TakerMicroMinorPerLot),
            (o, text) => o with { Fees = o.Fees with { TakerMicroMinorPerLot = Number(text) } }),
        new("taker-fee-ppm", o => Text(o.Fees.TakerPartsPerMillion),
            (o, text) => o with { Fees = o.Fees with { TakerPartsPerMillion = Number(text) } }),
    ];

    /// <summary>The settings of a venue by name.</summary>
    public static SortedDictionary<string, string> ToTexts(ExchangeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in All)
        {
            texts.Add(setting.Name, setting.Get(options));
        }

        return texts;
    }

    /// <summary>The venue's options from its settings.</summary>
    /// <exception cref="FormatException">One is missing, unknown, or has a value that it cannot have.</exception>
    public static ExchangeOptions FromTexts(IReadOnlyDictionary<string, string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        foreach (var name in texts.Keys)
        {
            if (All.All(setting => setting.Name != name))
            {
                throw new FormatException(
                    $"The manifest has an unknown exchange setting '{name}'. Known: {string.Join(", ", All.Select(s => s.Name))}.");
            }
        }

        var options = new ExchangeOptions();
        foreach (var setting in All)
        {
            if (!texts.TryGetValue(setting.Name, out var text))
            {
                if (setting.MayBeAbsent)
                {
                    continue;
                }

                throw new FormatException($"The manifest lacks the exchange setting '{setting.Name}'.");
            }

            try
            {
                options = setting.Set(options, text);
            }
            catch (Exception problem) when (problem is FormatException or ArgumentException or OverflowException)
            {
                throw new FormatException(
                    $"The exchange setting '{setting.Name}' was '{text}': {problem.Message}", problem);
            }
        }

        return options;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(bool flag) => flag ? "true" : "false";

    private static long Number(string text)
        => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);

    private static bool Flag(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => throw new FormatException("true or false was expected."),
    };

    private static string Checked(string allocation)
    {
        _ = Allocations.Parse(allocation);
        return allocation;
    }

    private static TriggerSource Trigger(string text)
        => Enum.TryParse<TriggerSource>(text, out var trigger) && Enum.IsDefined(trigger)
            ? trigger
            : throw new FormatException($"one of {string.Join(", ", Enum.GetNames<TriggerSource>())} was expected.");

    private sealed record Setting(
        string Name, Func<ExchangeOptions, string> Get, Func<ExchangeOptions, string, ExchangeOptions> Set)
    {
        /// <summary>Whether manifests were written before it existed; what was done then is its default.</summary>
        public bool MayBeAbsent { get; init; }
    }
}
