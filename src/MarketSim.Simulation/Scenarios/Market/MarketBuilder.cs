using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Makes a world from a market file: what its sections share while they are read, one after the other.</summary>
internal sealed class MarketBuilder
{
    private readonly Dictionary<string, AssetId> _assets = [];

    private MarketBuilder(FileMap top, ulong seed) => (Top, Seed) = (top, seed);

    public FileMap Top { get; }

    public ulong Seed { get; }

    public World World { get; } = new();

    /// <summary>The currency of whatever names none.</summary>
    public string Currency { get; private set; } = "USD";

    /// <summary>When the run is, and what its times mean.</summary>
    public CalendarSection Calendar { get; private set; } = null!;

    /// <summary>Which values move together; set before the first instrument is read.</summary>
    public CorrelationSection Correlation { get; set; } = null!;

    /// <summary>What is traded, with what the file says of it, in the order of its ids.</summary>
    public List<MarketListing> Listings { get; } = [];

    /// <summary>On what terms.</summary>
    public MechanismSection Mechanisms { get; } = new();

    /// <summary>Who takes part, by the name of the group.</summary>
    public Dictionary<string, List<Participant>> Agents { get; } = [];

    /// <summary>Reads a file into a world.</summary>
    /// <exception cref="MarketFileException">Something in it is not acceptable.</exception>
    public static World Build(MarketFile file, ulong seed)
    {
        var builder = new MarketBuilder(file.Root.Map("A map of keys such as instruments, mechanisms and agents"), seed);
        try
        {
            builder.Read();
        }
        catch (OverflowException)
        {
            throw new MarketFileException($"{file.Name}: some amount is too large to be represented.");
        }

        return builder.World;
    }

    /// <summary>The asset of a name; a new one if there is none yet.</summary>
    /// <param name="name">Its code.</param>
    /// <param name="decimals">Decimals of its smallest unit, should it be new.</param>
    public AssetId Asset(string name, int decimals)
    {
        if (!_assets.TryGetValue(name, out var asset))
        {
            asset = World.AddAsset(name, decimals);
            _assets.Add(name, asset);
        }

        return asset;
    }

    /// <summary>How many decimals an asset has.</summary>
    public int Decimals(AssetId asset) => World.Assets[asset.Value].Decimals;

    /// <summary>An asset that the file names.</summary>
    /// <exception cref="MarketFileException">There is none.</exception>
    public AssetId FindAsset(FilePart part) => _assets.TryGetValue(part.Text, out var asset)
        ? asset
        : throw part.Problem(
            $"There is no asset '{part.Text}'.{Suggestions.Sentence(part.Text, World.Assets.Select(a => a.Name))} "
            + $"Known: {string.Join(", ", World.Assets.Select(a => a.Name))}.");

    /// <summary>An instrument that the file names.</summary>
    /// <exception cref="MarketFileException">There is none.</exception>
    public MarketListing Find(FilePart part)
    {
        var symbols = Listings.Select(l => l.Instrument.Symbol);
        return Listings.Find(l => l.Instrument.Symbol == part.Text || l.ShortName == part.Text) ?? throw part.Problem(
            $"There is no instrument '{part.Text}'.{Suggestions.Sentence(part.Text, symbols)} "
            + $"Known: {string.Join(", ", symbols.Take(20))}{(Listings.Count > 20 ? " …" : "")}.");
    }

    /// <summary>The agents of a group that the file names.</summary>
    /// <exception cref="MarketFileException">There is none.</exception>
    public IReadOnlyList<Participant> FindAgents(FilePart part) => Agents.TryGetValue(part.Text, out var agents)
        ? agents
        : throw part.Problem(
            $"There is no agent '{part.Text}'.{Suggestions.Sentence(part.Text, Agents.Keys.Order(StringComparer.Ordinal))} "
            + $"Known: {string.Join(", ", Agents.Keys.Order(StringComparer.Ordinal))}.");

    /// <summary>A number of whole units as an amount in smallest units.</summary>
    public static long Minor(FilePart part, int decimals) => part.Check(() =>
    {
        var scaled = part.Number * MarketUnits.Pow10(decimals);
        return scaled == decimal.Truncate(scaled)
            ? checked((long)scaled)
            : throw new FormatException($"'{part.Text}' is finer than the {decimals} decimals that there are.");
    });

    private void Read()
    {
        foreach (var key in (string[])["title", "summary", "parameters"])
        {
            _ = Top.Take(key);
        }

        Currency = Top.Get("currency", Currency, part => part.Text);
        ReadAssets();
        var instruments = Top.Need("instruments");
        Calendar = CalendarSection.Read(this);
        Asset(Currency, decimals: 2);
        InstrumentSection.Read(this, instruments);
        if (Top.Take("mechanisms") is { } mechanisms)
        {
            Mechanisms.ReadAll(mechanisms);
        }

        VenueSection.Read(this);
        VenuesSection.Read(this);
        ConsensusSection.Read(this);
        Mechanisms.Complete(this);
        Calendar.Apply(this);
        ShockSection.Read(this);
        var scripts = OrderSection.Read(this);
        AgentSection.Read(this, scripts);
        foreach (var listing in Listings.Where(l => l.Value is not null))
        {
            World.Fundamentals[listing.Instrument.Id] = new ShockedValue(listing.Value!, listing.Shocks, World.Hours);
        }

        AnnouncementSection.Read(this);
        IndexSection.Apply(this);
        Top.Finish();
        TryOut();
    }

    private void ReadAssets()
    {
        if (Top.Take("assets") is { } assets)
        {
            foreach (var (name, decimals) in assets.Map("A map of asset names to their decimals").Rest())
            {
                Asset(name.Text, (int)decimals.Whole(0, 18));
            }
        }
    }

    // What a mechanism refuses to begin with must be known before anything is written.
    private void TryOut()
    {
        var place = Top.Take("mechanisms") ?? Top.Place;
        place.Check(() => new Exchange(World.Instruments, World.Venue, MechanismCatalog.Create(World.Mechanisms), Seed));
        World.Preamble = World.Mechanisms.Count == 0 ? [] : [.. Listings.SelectMany(l => l.Preamble)];
    }
}
