using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

public sealed class KernelBusyTests
{
    [Fact]
    public void ABusyActorTakesWhatArrivedMeanwhileOneByOneInOrderOfArrival()
    {
        // The second message is sent last but arrives before the third.
        var worker = new TestActor("worker");
        var kernel = Kernel(out var to, worker, busy: 100, context =>
        {
            context.SendAfter(new SimDuration(200), context.Self, new Note("leave"));
            context.SendAfter(new SimDuration(10), new ActorId(0), new Note("1"));
            context.SendAfter(new SimDuration(30), new ActorId(0), new Note("3"));
            context.SendAfter(new SimDuration(20), new ActorId(0), new Note("2"));
        });
        kernel.Run(new SimTime(25));
        Assert.Equal((0, 3), (worker.Heard.Count, kernel.Pending - 1));
        kernel.Run(SimTime.Never);

        // Busy with its start until 100, then 100 for each.
        Assert.Equal(["100 1", "200 2", "300 3"], worker.Heard);
        Assert.Equal((0, 0), (to.Value, kernel.Pending));
    }

    [Fact]
    public void WhatABusyActorSendsLeavesWhenItHasBeenComputed()
    {
        var customer = new TestActor("customer")
        {
            Start = context => context.Send(new ActorId(0), new Note("please")),
        };
        var kernel = new Kernel(seed: 1, new ConstantLatency(new SimDuration(10)));
        kernel.Add(
            new TestActor("desk") { Message = (from, _, context) => context.Send(from, new Note("done")) }, new SimDuration(5));
        kernel.Add(customer);
        kernel.Run(SimTime.Never);

        // 10 there, 5 to compute, 10 back.
        Assert.Equal(["25 done"], customer.Heard);
    }

    [Fact]
    public void WhatArrivesWhenAnActorBecomesFreeWaitsBehindWhatWaited()
    {
        var worker = new TestActor("worker");
        var kernel = Kernel(out _, worker, busy: 100, context =>
        {
            context.SendAfter(new SimDuration(100), new ActorId(0), new Note("punctual"));
            context.SendAfter(new SimDuration(50), new ActorId(0), new Note("early"));
        });
        kernel.Run(SimTime.Never);
        Assert.Equal(["100 early", "200 punctual"], worker.Heard);
    }

    [Fact]
    public void WakeUpsWaitForABusyActorToo()
    {
        var worker = new TestActor("worker")
        {
            Start = context => Array.ForEach([10, 150], time => context.WakeAt(new SimTime(time))),
        };
        var kernel = Kernel(out _, worker, busy: 100, _ => { });
        kernel.Run(SimTime.Never);
        Assert.Equal(["100 wake", "200 wake"], worker.Heard);
    }

    private static Kernel Kernel(out ActorId to, TestActor worker, long busy, Action<IActorContext> start)
    {
        var kernel = new Kernel(seed: 1, ConstantLatency.None);
        to = kernel.Add(worker, new SimDuration(busy));
        kernel.Add(new TestActor("customer") { Start = start });
        return kernel;
    }
}
