using System.Runtime.InteropServices;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Writes down what a world is, so that its runs can be repeated and replayed.</summary>
public static class WorldManifest
{
    /// <summary>Version of this program, with its commit where known.</summary>
    public static string CodeVersion => ProgramVersion.Text;

    /// <summary>The manifest of a run that begins.</summary>
    /// <param name="world">What it begins with.</param>
    /// <param name="seed">The key of its chance.</param>
    public static RunManifest Describe(World world, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(world);
        return new RunManifest
        {
            CodeVersion = CodeVersion,
            Scenario = world.Scenario,
            Options = new SortedDictionary<string, string>(world.Options.ToDictionary(), StringComparer.Ordinal),
            Seed = seed,
            StartNanoseconds = world.Start.Nanoseconds,
            EndNanoseconds = (world.Start + world.Duration).Nanoseconds,
            TimeOfDayNanoseconds = world.OpensAt.Nanoseconds,
            Joined = world.Joined,
            Assets = [.. world.Assets.Select(a => new ManifestAsset(a.Name, a.Decimals))],
            Instruments = [.. world.Instruments.Select(InstrumentCatalog.Describe)],
            Accounts = [.. Accounts(world)],
            Exchange = ExchangeSettings.ToTexts(world.Venue),
            Mechanisms = [.. MechanismCatalog.Create(world.Mechanisms)
                .Select(m => new ManifestMechanism(m.Spec.Name, m.Spec.Settings) { Assembly = ForeignAssembly(m) })],
            Platform = $"{RuntimeInformation.RuntimeIdentifier}, {RuntimeInformation.FrameworkDescription}",
        };
    }

    private static string? ForeignAssembly(ITradingMechanism mechanism)
    {
        var assembly = mechanism.GetType().Assembly;
        return assembly == typeof(MechanismCatalog).Assembly ? null : assembly.GetName().Name;
    }

    private static IEnumerable<ManifestAccount> Accounts(World world)
    {
        foreach (var house in HouseAccounts.All)
        {
            if (world.Mechanisms.Count > 0 || (house == HouseAccounts.Fees && !world.Venue.Fees.IsFree))
            {
                yield return new ManifestAccount(house.Value, HouseAccounts.NameOf(house)!, "venue");
            }
        }

        foreach (var participant in world.Participants)
        {
            yield return new ManifestAccount(participant.Account.Value, participant.Name, participant.Type);
        }
    }
}
