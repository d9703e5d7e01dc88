using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The key <c>shocks</c> of a market file: news that changes what an instrument is worth.</summary>
/// <remarks><code>shocks: [{at: 10:30, instrument: AAPL, change: -8%}]</code> Those who look at the fundamental value trade on it; the
/// price follows.</remarks>
internal static class ShockSection
{
    public static void Read(MarketBuilder builder)
    {
        foreach (var item in builder.Top.Take("shocks")?.List ?? [])
        {
            var map = item.Map("A map with the keys at, instrument and change");
            var at = builder.Calendar.TimeOf(map.Need("at"));
            var change = map.Need("change");
            var factor = change.Check(() => 1 + change.Number is > 0 and <= 1_000_000 and var number
                ? (double)number : throw new FormatException($"Change was '{change.Text}'; accepted is more than -100%."));
            foreach (var name in map.Need("instrument").Words)
            {
                var listing = builder.Find(name);
                if (listing.Value is null)
                {
                    throw name.Problem($"Instrument '{name.Text}' has no price of its own in this file, so nothing can shock it.");
                }

                listing.Shocks.Add(new ValueShock(at, factor));
            }

            map.Finish();
        }
    }
}
