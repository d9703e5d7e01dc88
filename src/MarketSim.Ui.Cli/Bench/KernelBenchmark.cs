using System.Diagnostics;
using MarketSim.Core;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Measures the simulation kernel alone: actors that do nothing but send messages to and fro and
/// wake up. Each workload is run with the kernel's queue and with its plain twin, by turns, and must handle
/// the same events with both.</summary>
public static class KernelBenchmark
{
    /// <summary>Runs all workloads.</summary>
    /// <param name="actors">Half of them ping, half pong; at least 2, an even number.</param>
    /// <param name="events">Events handled in each timed run; from 1.</param>
    /// <param name="rounds">Timed runs of each workload and queue, of which the median counts; from
    /// 1.</param>
    public static KernelBenchmarkReport Run(int actors = 1_000, long events = 5_000_000, int rounds = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(actors, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(actors % 2, 0, nameof(actors));
        ArgumentOutOfRangeException.ThrowIfLessThan(events, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        var workloads = new (string Name, string Latency, bool Wakes)[]
        {
            ("messages, constant latency", "constant:50us", false),
            ("messages, uniform latency", "uniform:20us..80us,unordered", false),
            ("messages, uniform latency, in order", "uniform:20us..80us", false),
            ("messages, log-normal latency, in order", "lognormal:50us,0.3", false),
            ("messages and wake-ups, uniform latency", "uniform:20us..80us,unordered", true),
        };
        return new KernelBenchmarkReport(
            actors,
            events,
            rounds,
            [.. workloads.Select(w => Measure(w.Name, w.Latency, w.Wakes, actors, events, rounds))]);
    }

    private static KernelWorkloadResult Measure(
        string name, string latency, bool wakes, int actors, long events, int rounds)
    {
        var ours = new List<Sample>();
        var plain = new List<Sample>();
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(Once(new EventQueue(), latency, wakes, actors, events));
            plain.Add(Once(new PlainEventQueue(), latency, wakes, actors, events));
        }

        if (ours.Concat(plain).Any(sample => sample.Now != ours[0].Now))
        {
            throw new InvalidOperationException(
                $"The two queues disagree on '{name}': they reached different instants.");
        }

        var cpu = Median(ours, sample => sample.CpuNanoseconds);
        var plainCpu = Median(plain, sample => sample.CpuNanoseconds);
        return new KernelWorkloadResult(
            name,
            EventsPerSecond: 1e9 / cpu,
            CpuNanosecondsPerEvent: cpu,
            WallNanosecondsPerEvent: Median(ours, sample => sample.WallNanoseconds),
            BytesPerEvent: Median(ours, sample => sample.BytesPerEvent),
            PlainEventsPerSecond: 1e9 / plainCpu,
            TimesPlain: plainCpu / cpu);
    }

    private static double Median(List<Sample> samples, Func<Sample, double> figure)
        => samples.Select(figure).Order().ElementAt(samples.Count / 2);

    private static Sample Once(IEventQueue queue, string latency, bool wakes, int actors, long events)
    {
        var kernel = new Kernel(seed: 1, LatencyCatalog.Parse(latency), observer: null, queue);
        for (var i = 0; i < actors; i++)
        {
            kernel.Add(new Player($"player-{i}", new ActorId(i ^ 1), serves: i % 2 == 0, wakes));
        }

        // Everything grows to its size before the timing begins.
        kernel.Run(SimTime.Never, Math.Max(20L * actors, events / 20));
        var before = kernel.EventsProcessed;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        var startCpu = Environment.CpuUsage.TotalTime;
        kernel.Run(SimTime.Never, events);
        var cpu = Environment.CpuUsage.TotalTime - startCpu;
        var wall = Stopwatch.GetElapsedTime(start);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        var handled = kernel.EventsProcessed - before;
        return new Sample(
            cpu.TotalNanoseconds / handled, wall.TotalNanoseconds / handled, (double)bytes / handled, kernel.Now);
    }

    private readonly record struct Sample(
        double CpuNanoseconds, double WallNanoseconds, double BytesPerEvent, SimTime Now);

    private sealed record Ball : Message;

    /// <summary>Returns every ball to its partner; may also wake up at random, every 50 µs on
    /// average.</summary>
    private sealed class Player(string name, ActorId partner, bool serves, bool wakes) : IActor
    {
        private const long LongestSleep = 100_000;
        private static readonly Ball TheBall = new();

        public string Name => name;

        public void OnStart(IActorContext context)
        {
            if (serves)
            {
                context.Send(partner, TheBall);
            }

            if (wakes)
            {
                OnWake(context);
            }
        }

        public void OnMessage(ActorId from, Message message, IActorContext context)
            => context.Send(from, message);

        public void OnWake(IActorContext context)
            => context.WakeAt(context.Now + SimDuration.FromNanoseconds(context.Random.Between(0, LongestSleep)));
    }
}

/// <summary>What the kernel benchmark measured.</summary>
/// <param name="Actors">How many actors there were.</param>
/// <param name="Events">Events handled in each timed run.</param>
/// <param name="Rounds">Timed runs, of which the median counts.</param>
/// <param name="Workloads">One result per workload.</param>
public sealed record KernelBenchmarkReport(
    int Actors, long Events, int Rounds, IReadOnlyList<KernelWorkloadResult> Workloads);

/// <summary>What was measured on one workload.</summary>
/// <param name="Name">What the actors did.</param>
/// <param name="EventsPerSecond">Events handled per second of one core's time.</param>
/// <param name="CpuNanosecondsPerEvent">Its inverse.</param>
/// <param name="WallNanosecondsPerEvent">The same by the clock on the wall; more where other programs compete
/// for the core.</param>
/// <param name="BytesPerEvent">Bytes allocated per event.</param>
/// <param name="PlainEventsPerSecond">Events per second of one core's time with the plain queue.</param>
/// <param name="TimesPlain">How many times faster the kernel's own queue made it.</param>
public sealed record KernelWorkloadResult(
    string Name,
    double EventsPerSecond,
    double CpuNanosecondsPerEvent,
    double WallNanosecondsPerEvent,
    double BytesPerEvent,
    double PlainEventsPerSecond,
    double TimesPlain);
