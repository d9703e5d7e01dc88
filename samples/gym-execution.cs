// Learning environments from C#: sells a parent order at the even rate, then tries every first action from one snapshot, then many
// markets at once.   dotnet run samples/gym-execution.cs
#:project ../src/MarketSim.Simulation/MarketSim.Simulation.csproj
#:property PublishAot=false

using MarketSim.Simulation;

const int EvenRate = 2;
var environment = new TradingEnvironment("execution", ("steps", "30"), ("lots", "2000"));
var (observation, _) = environment.Reset(seed: 7);
for (var i = 0; i < observation.Length; i++)
{
    var feature = environment.ObservationSpace.Features[i];
    Console.WriteLine($"{feature.Name,-12} {observation[i],10:0.###}  {feature.Summary}");
}

var beginning = environment.Snapshot();
for (var first = 0; first < ((DiscreteSpace)environment.ActionSpace).Choices.Count; first++)
{
    environment.Restore(beginning);
    var step = environment.Step(first);
    while (!environment.IsOver)
    {
        step = environment.Step(EvenRate);
    }

    Console.WriteLine(
        $"first {((DiscreteSpace)environment.ActionSpace).Choices[first]}, then even: {step.Info["shortfall_bp"]:0.00} bp "
        + $"for {step.Info["executed_lots"]} lots");
}

// 64 markets on all processors; each row of the arrays is one of them.
using var many = new VectorEnvironment(environment.Market.Setup, count: 64, AutoReset.SameStep);
many.Reset(seed: 1);
var actions = new float[many.Count];
Array.Fill(actions, EvenRate);
var (sum, episodes) = (0.0, 0);
for (var step = 0; step < 60; step++)
{
    many.Step(actions);
    sum -= many.Rewards.Sum();
    episodes += many.IsFinal.Count(over => over);
}

Console.WriteLine($"{episodes} episodes of 64 markets: {sum / episodes:0.00} bp on average");
Console.WriteLine($"Final state {environment.Market.StateHash():x16}");
