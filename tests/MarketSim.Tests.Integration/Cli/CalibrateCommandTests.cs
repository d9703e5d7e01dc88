using System.Text.Json;

namespace MarketSim.Tests.Integration;

public sealed class CalibrateCommandTests(ITestOutputHelper output) : IDisposable
{
    private const string Apple = "lobster/AAPL_2012-06-21_34200000_37800000_message_50.csv";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AMarketCalibratedToARecordingRunsAndResemblesIt()
    {
        var (file, picture) = (_folder["apple.yaml"], _folder["apple.png"]);
        var result = Marketsim.Run("calibrate", TestData.Require(Apple), "--out", file, "--compare", "1", "--plot", picture, "--json");
        using var document = JsonDocument.Parse(result.Output);
        var estimates = document.RootElement.EnumerateArray().ToDictionary(e => e.GetProperty("name").GetString()!, StringComparer.Ordinal);

        // By an independent count of the file's lines there are 44,256 of type 1 in the hour.
        Assert.Equal(44_256 / 3_600.0, estimates["limit-rate"].GetProperty("value").GetDouble(), 0.001);

        void Near(string name, double share)
        {
            var (recorded, simulated) = (estimates[name].GetProperty("value").GetDouble(), estimates[name].GetProperty("simulated").GetDouble());
            output.WriteLine($"seed 1, {name}: recorded {recorded:0.0000}, simulated {simulated:0.0000}");
            Assert.True(Math.Abs(Math.Log(simulated / recorded)) < Math.Log(1 + share), $"{name}: {simulated} against {recorded}");
        }

        Near("limit-rate", 0.1);
        Near("cancel-rate", 0.1);
        Near("market-rate", 0.15);
        Near("branching-ratio", 0.1);
        Near("cancelled-life-median", 0.3);
        Near("spread", 0.4);
        Near("volatility-year", 0.6);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(picture)[..4]);
        Assert.Equal(0, Marketsim.Run("run", file, "--out", _folder["run"], "--no-plots").Code);
    }

    [Fact]
    public void WhatIsNoRecordingIsRefusedAndNothingIsWritten()
    {
        var missing = Marketsim.Run("calibrate", "no-such-file.csv", "--out", _folder["a.yaml"]);
        Assert.NotEqual(0, missing.Code);
        Assert.Contains("There is no recording 'no-such-file.csv'.", missing.Error, StringComparison.Ordinal);
        File.WriteAllText(_folder["b.csv"], "hello\n");
        Assert.NotEqual(0, Marketsim.Run("calibrate", _folder["b.csv"], "--out", _folder["a.yaml"]).Code);
        Assert.False(File.Exists(_folder["a.yaml"]));
    }
}
