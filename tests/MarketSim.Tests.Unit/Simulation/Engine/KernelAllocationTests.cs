using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class KernelAllocationTests
{
    public static TheoryData<string, long> Networks => new()
    {
        { "constant:50us", 0 },
        { "uniform:20us..80us", 0 },
        { "uniform:20us..80us,unordered", 0 },
        { "lognormal:50us,0.3", 0 },
        { "distance:0.67,5us", 0 },
        { "uniform:20us..80us", 300 },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void ARunningKernelAllocatesNothingButWhatActorsDo(string latency, long computeDelay)
    {
        var kernel = new Kernel(seed: 1, LatencyCatalog.Parse(latency));
        for (var i = 0; i < 100; i++)
        {
            kernel.Add(new Player($"player-{i}", new ActorId(i ^ 1)), new SimDuration(computeDelay));
        }

        kernel.Run(SimTime.Never, 50_000);
        Assert.Equal(0, AllocatedBytes.Of(() => kernel.Run(SimTime.Never, 100_000)));
        Assert.True(kernel.EventsProcessed >= 250_000);
    }

    private sealed class Player(string name, ActorId partner) : IActor
    {
        private readonly Note _note = new("ball");

        public string Name => name;

        public void OnStart(IActorContext context)
        {
            context.Send(partner, _note);
            context.WakeAt(SimTime.Zero);
        }

        public void OnMessage(ActorId from, Message message, IActorContext context)
            => context.Send(from, message);

        public void OnWake(IActorContext context)
            => context.WakeAt(context.Now + new SimDuration(context.Random.Below(100_000)));
    }
}
