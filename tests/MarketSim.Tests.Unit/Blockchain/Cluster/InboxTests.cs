using MarketSim.Blockchain;

namespace MarketSim.Tests.Unit;

/// <summary>Whose turn it is to drive a node: one at a time, nobody for ever, and the clock goes on.</summary>
[Trait("Area", "consensus")]
public sealed class InboxTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void WhoBringsSomethingDrivesWhereNobodyDoes()
    {
        var inbox = new Inbox();
        var drivers = new List<int>();
        using var stop = new CancellationTokenSource();
        var own = Start(inbox, TimeSpan.FromHours(1), stop, (inputs, _) =>
        {
            drivers.AddRange(inputs.Select(_ => Environment.CurrentManagedThreadId));
            return true;
        });
        AwaitReady(inbox, drivers);
        drivers.Clear();
        inbox.Deliver([Input(), Input()]);
        Assert.Equal([Environment.CurrentManagedThreadId, Environment.CurrentManagedThreadId], drivers);
        stop.Cancel();
        Assert.True(own.Join(Patience));
    }

    [Fact]
    public void UnderEndlessLoadWhoBroughtSomethingIsLetGoAndTheClockTicks()
    {
        var inbox = new Inbox();
        var (turns, ticks) = (0, 0);
        using var stop = new CancellationTokenSource();
        var own = Start(inbox, TimeSpan.FromMilliseconds(5), stop, (_, isTickDue) =>
        {
            // As if another connection always had more.
            inbox.Put(Input());
            Interlocked.Increment(ref turns);
            Volatile.Write(ref ticks, ticks + (isTickDue ? 1 : 0));
            return true;
        });
        var bringer = new Thread(() => inbox.Deliver([Input()]));
        bringer.Start();
        Assert.True(bringer.Join(Patience), "who brought one thing does not drive for ever");
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref ticks) >= 5 && Volatile.Read(ref turns) > 100, Patience));
        stop.Cancel();
        Assert.True(own.Join(Patience));
    }

    [Fact]
    public void OneAtATimeDrivesAndNothingIsLost()
    {
        var inbox = new Inbox();
        var (inside, taken, overlaps) = (0, 0, 0);
        using var stop = new CancellationTokenSource();
        var own = Start(inbox, TimeSpan.FromMilliseconds(1), stop, (inputs, _) =>
        {
            overlaps += Interlocked.Increment(ref inside) == 1 ? 0 : 1;
            Volatile.Write(ref taken, taken + inputs.Count);
            Interlocked.Decrement(ref inside);
            return true;
        });
        var bringers = Enumerable.Range(0, 4).Select(i => new Thread(() =>
        {
            for (var n = 0; n < 20_000; n++)
            {
                if (i % 2 == 0)
                {
                    inbox.Deliver([Input()]);
                }
                else
                {
                    inbox.Put(Input());
                }
            }
        })).ToArray();
        Array.ForEach(bringers, b => b.Start());
        Array.ForEach(bringers, b => Assert.True(b.Join(Patience)));
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref taken) == 80_000, Patience), $"{taken} of 80000 were taken");
        Assert.Equal(0, overlaps);
        stop.Cancel();
        Assert.True(own.Join(Patience));
    }

    [Fact]
    public void WhatFailsOnAnotherThreadEndsTheNodesOwn()
    {
        var inbox = new Inbox();
        Exception? seen = null;
        var own = new Thread(() => seen = Record.Exception(() => inbox.Run(
            (inputs, _) => inputs.Count == 0 ? true : throw new IOException("the disk is gone"), TimeSpan.FromMilliseconds(5), CancellationToken.None)));
        own.Start();
        inbox.Deliver([Input()]);
        Assert.True(own.Join(Patience));
        Assert.Equal("the disk is gone", Assert.IsType<IOException>(seen).Message);
        inbox.Deliver([Input()]);
    }

    private static Thread Start(Inbox inbox, TimeSpan tick, CancellationTokenSource stop, Inbox.Turn turn)
    {
        var own = new Thread(() => inbox.Run(turn, tick, stop.Token));
        own.Start();
        return own;
    }

    // Before it runs nobody drives; what is brought then is taken by its own thread.
    private static void AwaitReady(Inbox inbox, List<int> drivers)
    {
        inbox.Put(Input());
        Assert.True(SpinWait.SpinUntil(() => drivers.Count == 1, Patience));
        Thread.Sleep(50);
    }

    private static PeerDown Input() => new(0, null!);
}
