using BenchmarkDotNet.Running;
using MarketSim.Tests.Performance;
using Xunit.MicrosoftTestingPlatform;

// One program, two uses: `benchmark …` measures with BenchmarkDotNet's own options; anything else runs the tests that hold
// a bound, such as bytes allocated per command.
if (args is ["benchmark", .. var options])
{
    BenchmarkSwitcher.FromAssembly(System.Reflection.Assembly.GetExecutingAssembly()).Run(options);
    return 0;
}

return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
