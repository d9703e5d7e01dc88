using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class KernelOrderingTests
{
    private const int Messages = 500;

    [Fact]
    public void MessagesBetweenTheSameTwoNeverOvertakeEachOther()
    {
        var heard = Send(keepsOrder: true);
        Assert.Equal(Enumerable.Range(0, Messages), heard[0]);
        Assert.Equal(Enumerable.Range(0, Messages), heard[1]);
    }

    [Fact]
    public void AModelMayLetMessagesOvertake()
    {
        var heard = Send(keepsOrder: false);
        Assert.NotEqual(Enumerable.Range(0, Messages), heard[0]);
        Assert.Equal(Enumerable.Range(0, Messages), heard[0].Order());
    }

    [Fact]
    public void AMessageThatLeavesLaterHoldsNoneBackThatLeavesNow()
    {
        var listener = new TestActor("listener");
        var kernel = new Kernel(1, new UniformLatency(new SimDuration(10), new SimDuration(20)));
        var to = kernel.Add(listener);
        kernel.Add(new TestActor("sender")
        {
            Start = context =>
            {
                context.SendAfter(new SimDuration(1_000), to, new Note("later"));
                context.Send(to, new Note("now"));
            },
        });
        kernel.Run(new SimTime(20));
        Assert.EndsWith(" now", Assert.Single(listener.Heard));
        kernel.Run(SimTime.Never);
        Assert.EndsWith(" later", listener.Heard[1]);
        Assert.InRange(kernel.Now.Nanoseconds, 1_010, 1_020);
    }

    /// <summary>One actor writes numbers to two others, a nanosecond apart, over a network much slower than
    /// that.</summary>
    private static List<int>[] Send(bool keepsOrder)
    {
        List<int>[] heard = [[], []];
        var kernel = new Kernel(1, new UniformLatency(new SimDuration(100), new SimDuration(900), keepsOrder));
        for (var i = 0; i < 2; i++)
        {
            var list = heard[i];
            kernel.Add(
                new TestActor($"listener-{i}") { Message = (_, note, _) => list.Add(int.Parse(note.Text)) });
        }

        var sent = 0;
        kernel.Add(new TestActor("sender")
        {
            Start = context => context.WakeAt(SimTime.Zero),
            Wake = context =>
            {
                context.Send(new ActorId(0), new Note($"{sent}"));
                context.Send(new ActorId(1), new Note($"{sent}"));
                if (++sent < Messages)
                {
                    context.WakeAt(context.Now + new SimDuration(1));
                }
            },
        });
        kernel.Run(SimTime.Never);
        return heard;
    }
}
