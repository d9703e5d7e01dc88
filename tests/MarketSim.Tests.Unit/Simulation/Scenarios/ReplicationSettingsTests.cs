using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

[Trait("Area", "consensus")]
public sealed class ReplicationSettingsTests
{
    [Fact]
    public void WhatWasSetCanBeToldFromWhatCameOfIt()
    {
        var values = new OptionSet(ReplicationSettings.Specs);
        foreach (var (name, value) in ((string, string)[])
            [
                ("nodes", "3"), ("tick", "1ms"), ("election-timeout", "250ms"), ("heartbeat", "40ms"), ("first-leader", "2"), ("pre-vote", "false"),
                ("check-quorum", "false"), ("entries-per-message", "7"), ("link", "5ms"), ("jitter", "200us"), ("sync", "2ms"),
                ("retry-after", "50ms"), ("faults", "at 1s crash leader"),
            ])
        {
            values.Set(name, value);
        }

        Assert.Equal(values.Values, ReplicationSettings.ValuesOf(ReplicationSettings.From(values)).Values);
        Assert.Equal(new OptionSet(ReplicationSettings.Specs).Values, ReplicationSettings.ValuesOf(ReplicationSettings.Usual).Values);
    }
}
