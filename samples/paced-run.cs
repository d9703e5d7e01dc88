// A run that is watched: ten times real time, faster while it runs, paused, stepped, and closed early.
// dotnet run samples/paced-run.cs
#:project ../src/MarketSim.Simulation/MarketSim.Simulation.csproj
#:property PublishAot=false

using System.Diagnostics;
using MarketSim.Core;
using MarketSim.Simulation;

var simulation = new MarketSimulation(SimTime.Zero, SimTime.FromSeconds(600));
simulation.Open();

using var clock = new MachineClock();
var session = new Session(simulation.Kernel, simulation.End, clock, Speed.Times(10));
var running = Task.Run(session.Run);

// From here on this thread only asks; the run obeys between two events.
Thread.Sleep(500);
Console.WriteLine($"at 10x     {session.Now}");
session.ChangeSpeed(Speed.Times(100));
Thread.Sleep(500);
session.Pause();
Console.WriteLine($"at 100x    {session.Now}");
session.StepUntil(SimTime.FromSeconds(120));
Thread.Sleep(200);
Console.WriteLine($"stepped to {session.Now}, {session.State}");
session.Step(events: 5);
Thread.Sleep(200);
Console.WriteLine($"5 events   {session.Now}, {session.State}");
session.Stop();
Console.WriteLine($"ended as   {await running}");

// Pace, pauses and steps have changed nothing: a run stopped here is the beginning of the whole one.
var output = simulation.Close();
Console.WriteLine($"{output.MarketEvents} events, final state {output.StateHash:x16}");

// The simulation knows no clock of its own, so that none can decide anything in it.
sealed class MachineClock : IWallClock, IDisposable
{
    private readonly AutoResetEvent _interruption = new(initialState: false);

    public long Nanoseconds => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    public void Wait(long nanoseconds)
        => _interruption.WaitOne((int)Math.Min(int.MaxValue, 1 + (nanoseconds / 1_000_000)));

    public void Interrupt() => _interruption.Set();

    public void Dispose() => _interruption.Dispose();
}
