using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>A recorded stretch of a real market, repeated order by order in our exchange, with agents of ours around
/// it.</summary>
public sealed class HistoryScenario : Scenario
{
    /// <inheritdoc/>
    public override string Name => "history";

    /// <inheritdoc/>
    public override string Summary
        => "Recorded orders of a real market, repeated in our exchange among agents of ours; needs --history FILE….";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSpec> Options { get; } =
    [
        HistoryOptions.Files, HistoryOptions.Symbol, HistoryOptions.Agents, HistoryOptions.SeedsBook,
        HistoryOptions.Duration,
        DefaultDayOptions.Latency, DefaultDayOptions.TakerFee, DefaultDayOptions.MakerFee, DefaultDayOptions.Book,
    ];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No files are named, or the recording holds no such instrument.</exception>
    /// <exception cref="DataFormatException">A file is malformed.</exception>
    public override World Build(OptionSet options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        var files = options.Text(HistoryOptions.Files.Name).Split(
            Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (files.Length == 0)
        {
            throw new ArgumentException("Scenario 'history' needs recorded files: marketsim run --history FILE….");
        }

        var recording = HistoryRecording.Scan(
            files, options.Text(HistoryOptions.Symbol.Name), options.Flag(HistoryOptions.SeedsBook.Name));
        if (recording.FallsBelowOne && options.Number(HistoryOptions.Agents.Name) != 0)
        {
            // They pay in full for what they trade and own too little to pay buyers as well.
            throw new ArgumentException(
                $"'{files[0]}' has prices of zero or below, at which our agents cannot trade; repeat it alone, with --set agents=0.");
        }

        var world = WorldOf(recording, options);
        var cash = world.AddAsset("USD", decimals: 2);
        var share = world.AddAsset(recording.Symbol, recording.Units.QuantityDecimals);
        var instrument = world.AddInstrument(id => recording.CreateInstrument(id, share, cash));
        AddHistory(world, recording, instrument, options);
        new HistoryPopulation(world, recording, instrument, options.Number(HistoryOptions.Agents.Name)).Add();
        return world;
    }

    private static World WorldOf(HistoryRecording recording, OptionSet options)
    {
        var wanted = options.Duration(HistoryOptions.Duration.Name);
        return new World
        {
            OpensAt = recording.OpensAt,
            OpensIn = recording.HasOpeningAuction ? TradingPhase.PreOpen : TradingPhase.Continuous,
            Duration = wanted == SimDuration.Zero || wanted > recording.Length ? recording.Length : wanted,
            Venue = new ExchangeOptions
            {
                Fees = new FeeSchedule
                {
                    TakerPartsPerMillion = options.Integer(DefaultDayOptions.TakerFee.Name),
                    MakerPartsPerMillion = options.Integer(DefaultDayOptions.MakerFee.Name),
                },
                ProtectionTicks = Math.Max(500, recording.Opening.Ticks / 20),
                AuctionStyle = recording.AuctionStyle,
                UsesPlainBook = options.Text(DefaultDayOptions.Book.Name) == "plain",
            },
        };
    }

    // The recording's times are those of the venue, so what it repeats arrives without delay; everybody else is as far
    // away as usual.
    private static void AddHistory(World world, HistoryRecording recording, Instrument instrument, OptionSet options)
    {
        var (lots, money) = recording.Needs(instrument);
        var history = world.Add(
            "history", "history", [(instrument.Base, lots), (instrument.Quote, money)],
            (account, venue) => new HistoryReplay(account, venue, instrument.Id, recording.Read()));
        var none = new ConstantLatency(SimDuration.Zero);
        world.Latency = new PerPairLatency(LatencyCatalog.Parse(options.Text(DefaultDayOptions.Latency.Name)))
            .SetBoth(World.ActorOf(history), World.VenueActor, none);
    }
}
