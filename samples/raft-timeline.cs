// A market whose trades are final when a cluster has committed them; its leader crashes, then the links are cut.
// dotnet run samples/raft-timeline.cs [PICTURE]      a .png, .svg or .html file; runs/raft-timeline.png by default
#:project ../src/MarketSim.Simulation/MarketSim.Simulation.csproj
#:project ../src/MarketSim.Analysis/MarketSim.Analysis.csproj
#:property PublishAot=false

using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;

const string Faults = """
    at 250ms crash leader
    at 500ms restart all
    at 600ms partition 1,2 | 3,4,5
    at 800ms heal
    """;
var sim = new MarketSimulation(SimTime.Zero, SimTime.FromSeconds(1), faults: Faults);
var result = sim.Run();

var path = args.Length > 0 ? args[0] : "runs/raft-timeline.png";
RaftTimeline.Plot(sim.Raft!.Events).Save(path);
foreach (var sentence in ConsensusCaption.Sentences(ConsensusHistory.Of(sim.Raft.Events)))
{
    Console.WriteLine(sentence);
}

Console.WriteLine($"{path}, final state {result.StateHash:x16}");
