namespace MarketSim.Simulation;

/// <summary>The key <c>venues</c> of a market file: exchanges beside the first one, each with what it lists and how far away it is.
/// </summary>
/// <remarks>
/// <code>
/// venues:
///   south: {instruments: ALPHA.S BETA.S, latency: constant:250us}
/// instruments:
///   ALPHA.N: {price: 100, base: ALPHA, fees: {taker: 0.0030, maker: -0.0020}}
///   ALPHA.S: {price: 100, base: ALPHA, fees: {taker: 0.0010, maker: 0}}
/// </code>
/// Listings with the same <c>base</c> are the same share: what is bought on one exchange can be sold on another.
/// </remarks>
internal static class VenuesSection
{
    public static void Read(MarketBuilder builder)
    {
        if (builder.Top.Take("venues") is not { } venues)
        {
            return;
        }

        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, part) in venues.Map("A map of exchanges to what they list").Rest())
        {
            var map = part.Map("A map with 'instruments' and, if it is further away, 'latency'");
            var instruments = map.Need("instruments").Words.Select(word =>
            {
                var listing = builder.Find(word);
                return listed.Add(listing.Instrument.Symbol)
                    ? listing.Instrument.Id : throw word.Problem($"'{listing.Instrument.Symbol}' is listed on another exchange already.");
            }).ToArray();
            var latency = map.Get("latency", (ILatencyModel?)null, value => value.Read(LatencyCatalog.Parse));
            map.Finish();
            name.Check(() =>
            {
                builder.World.AddVenue(name.Text, latency, instruments);
                return true;
            });
        }
    }
}
