using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>How the facts of a recording are to be measured.</summary>
public sealed record RecordedFactOptions
{
    /// <summary>Its format; found out from the content by default.</summary>
    public DataFormat Format { get; init; } = DataFormat.Auto;

    /// <summary>LOBSTER: the order book file; the one beside the messages by default.</summary>
    public string? Book { get; init; }

    /// <summary>Of which instrument; that with the most messages if null.</summary>
    public string? Instrument { get; init; }

    /// <summary>What to leave out at the beginning; the usual if null.</summary>
    public SimDuration? Skip { get; init; }

    /// <summary>Who looks; all facts of the catalog if null.</summary>
    public IReadOnlyList<FlowObserver>? Observers { get; init; }
}

/// <summary>Facts of recorded market data, in any format that is read here.</summary>
public static class RecordedFacts
{
    /// <summary>Reads a recording twice: to see how long it is, and to measure.</summary>
    /// <remarks>The session of a LOBSTER file is that of its name, any other from the first message to the last.</remarks>
    /// <exception cref="DataFormatException">It is malformed, or of no known format.</exception>
    /// <exception cref="ArgumentException">It has no such instrument.</exception>
    public static IReadOnlyList<FactResult> Measure(string path, RecordedFactOptions? options = null)
    {
        options ??= new RecordedFactOptions();
        var format = options.Format == DataFormat.Auto ? DataFormats.Detect(path) : options.Format;
        var survey = RecordedSurvey.Of(path, format);
        var instrument = survey.InstrumentOf(options.Instrument);
        var (open, close) = (format == DataFormat.Lobster ? LobsterSession.HoursOf(path) : null) ?? (survey.First, survey.Last);
        var window = FactWindow.Of(SimTime.Zero, new SimTime(close - open), options.Skip);
        var pass = new FactPass(window, observers: options.Observers) { HasOrders = survey.HasOrders };

        var book = new RecordedBook(RecordedPriority.Arrival);
        using var touches = (format == DataFormat.Lobster ? LobsterSession.TouchesOf(path, options.Book) : null)
            ?? new RebuiltTouch(book, instrument);
        var flow = new RecordedFlow(pass, touches, book, open);
        using var feed = RecordedFeed.Open(path, format);
        while (feed.TryRead(out var message))
        {
            if (message.Instrument == instrument)
            {
                flow.Take(message);
            }
        }

        return pass.Complete();
    }
}
