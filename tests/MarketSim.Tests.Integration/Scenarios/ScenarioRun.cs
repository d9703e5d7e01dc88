using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Integration;

/// <summary>A scenario that comes with the program, run in memory.</summary>
internal sealed class ScenarioRun
{
    private readonly MarketSimulation _market;

    public ScenarioRun(string name, ulong seed, params (string Name, string Value)[] settings)
    {
        var scenario = ScenarioCatalog.Find(name);
        var options = new OptionSet(scenario.Options);
        foreach (var (option, value) in settings)
        {
            options.Set(option, value);
        }

        _market = new MarketSimulation(scenario.Create(options, seed), seed);
        Events = _market.Run().Recorded!.Events;
    }

    public IReadOnlyList<MarketEvent> Events { get; }

    public AccountId Account(string name) => _market.World.Participants.Single(p => p.Name == name).Account;

    public IReadOnlyList<AccountId> Group(string name)
        => [.. _market.World.Participants.Where(p => p.Name.Split('/')[0] == name).Select(p => p.Account)];

    public IEnumerable<MarketEvent> Of(EventKind kind) => Events.Where(e => e.Kind == kind);

    /// <summary>What an account has of an asset at the end.</summary>
    public decimal Owns(AccountId account, string asset)
    {
        var id = _market.World.Assets.Select(a => a.Name).ToList().IndexOf(asset);
        return _market.Exchange.Ledger.Balance(account, new AssetId(id))
            / (decimal)Math.Pow(10, _market.World.Assets[id].Decimals);
    }

    /// <summary>A price of the first instrument in its currency.</summary>
    public decimal InMoney(Price price) => _market.World.Instruments[0].ToDecimal(price);
}
