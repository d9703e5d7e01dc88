// A whole default market for one simulated minute, in memory.   dotnet run samples/first-run.cs
#:project ../src/MarketSim.Simulation/MarketSim.Simulation.csproj
#:property PublishAot=false

using MarketSim.Core;
using MarketSim.Simulation;

var simulation = new MarketSimulation(SimTime.Zero, SimTime.FromSeconds(60));
var result = simulation.Run();

Console.WriteLine($"{result.MarketEvents} events, final state {result.StateHash:x16}");
foreach (var instrument in simulation.World.Instruments)
{
    var trades = result.Recorded!.Events
        .Where(e => e.Kind == EventKind.Traded && e.Instrument == instrument.Id)
        .ToList();
    Console.WriteLine(
        $"{instrument.Symbol}: {trades.Count} trades, last at {instrument.ToDecimal(trades[^1].Price)}, "
        + $"volume {trades.Sum(t => t.Quantity.Lots)}");
}
