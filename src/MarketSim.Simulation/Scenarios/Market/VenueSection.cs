using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The keys <c>venue</c>, <c>latency</c> and <c>compute-delay</c> of a market file: how the exchange works, how far away
/// everybody is, and how long they take.</summary>
/// <remarks>The venue's settings are those that a manifest keeps, but for the calendar: <c>allocation</c>, <c>protection-ticks</c>,
/// <c>stop-trigger</c>, <c>taker-fee-ppm</c> …</remarks>
internal static class VenueSection
{
    private const string CalendarPrefix = "calendar-";

    public static void Read(MarketBuilder builder)
    {
        builder.World.Latency = builder.Top.Get(
            "latency", builder.World.Latency, part => part.Read(LatencyCatalog.Parse));
        builder.World.ComputeDelay = builder.Top.Get(
            "compute-delay", builder.World.ComputeDelay, part => part.Read(ParseDelay));
        if (builder.Top.Take("venue") is not { } venue)
        {
            builder.World.Venue = Usual(builder);
            return;
        }

        var settings = ExchangeSettings.ToTexts(Usual(builder));
        var known = settings.Keys.Where(name => !name.StartsWith(CalendarPrefix, StringComparison.Ordinal)).ToList();
        foreach (var (name, value) in venue.Map("A map of the venue's settings").Rest())
        {
            if (!known.Contains(name.Text))
            {
                throw name.Problem(
                    $"The venue has no setting '{name.Text}'.{Suggestions.Sentence(name.Text, known)} Known: {string.Join(", ", known)}.");
            }

            settings[name.Text] = value.Text.Replace("_", "", StringComparison.Ordinal);
            builder.World.Venue = value.Check(() =>
            {
                var options = ExchangeSettings.FromTexts(settings);
                options.Fees.Validate();
                return options;
            });
        }
    }

    /// <summary>Reads how long somebody is busy with a message.</summary>
    /// <exception cref="FormatException">It is no such time.</exception>
    public static SimDuration ParseDelay(string text)
        => DurationText.Parse(text) is var delay && delay >= SimDuration.Zero && delay <= SimDuration.FromSeconds(3_600L)
            ? delay
            : throw new FormatException($"'{text}' was given; accepted is a time from 0ns to 1h, such as 50ns or 2us.");

    // An order without a limit may go a twentieth of the price: with prices of very different size the largest one counts.
    private static ExchangeOptions Usual(MarketBuilder builder) => builder.World.Venue with
    {
        ProtectionTicks = Math.Max(500, builder.Listings.Max(l => l.Price?.Ticks ?? 0) / 20),
    };
}
