using System.Text;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

public sealed class RunManifestTests
{
    private static RunManifest Some() => new()
    {
        CodeVersion = "0.1.0",
        Scenario = "default-day",
        Options = new Dictionary<string, string> { ["traders"] = "100", ["duration"] = "10min" },
        Seed = ulong.MaxValue,
        EndNanoseconds = 600_000_000_000,
        TimeOfDayNanoseconds = 34_200_000_000_000,
        Assets = [new("USD", 2), new("ES", 0), new("ALPHA", 0)],
        Instruments =
        [
            InstrumentCatalog.Describe(SomeInstruments.Share with { Base = new(2) }),
            InstrumentCatalog.Describe(SomeInstruments.Index with { Id = new(1) }),
        ],
        Accounts = [new(2, "maker-1", "market-maker"), new(3, "noise-1", "noise")],
        Exchange = new Dictionary<string, string> { ["allocation"] = "fifo" },
        Status = RunStatus.Completed,
        CommandCount = 12,
        EventCount = 34,
        StateHash = "0123456789abcdef",
        Platform = "linux-x64",
    };

    private static RunManifest Parse(string json) => RunManifest.Parse(Encoding.UTF8.GetBytes(json));

    private static string Json(RunManifest manifest) => Encoding.UTF8.GetString(manifest.ToJson());

    [Fact]
    public void AManifestComesBackByteForByte()
    {
        var manifest = Some();
        var read = RunManifest.Parse(manifest.ToJson());
        Assert.Equal(Json(manifest), Json(read));
        Assert.Equal(ulong.MaxValue, read.Seed);
        Assert.Equal([SomeInstruments.Share with { Base = new(2) }, SomeInstruments.Index with { Id = new(1) }],
            read.CreateInstruments());
        Assert.Equal(manifest.Accounts, read.Accounts);
        Assert.Equal(manifest.Assets, read.Assets);
        Assert.Equal((RunStatus.Completed, "0123456789abcdef"), (read.Status, read.StateHash));
    }

    [Fact]
    public void TheMembersStandInAFixedOrderAndOptionsByName()
    {
        var json = Json(Some());
        string[] order =
        [
            "formatVersion", "codeVersion", "scenario", "options", "duration", "traders", "seed", "startNanoseconds",
            "endNanoseconds", "timeOfDayNanoseconds", "assets", "instruments", "accounts", "exchange", "status",
            "commandCount", "eventCount", "stateHash", "platform",
        ];
        var places = order.Select(name => json.IndexOf($"\"{name}\":", StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.StartsWith("{\n  \"formatVersion\": 1,\n", json, StringComparison.Ordinal);
        Assert.Contains("\"status\": \"completed\"", json, StringComparison.Ordinal);
        Assert.EndsWith("}\n", json, StringComparison.Ordinal);
    }

    [Fact]
    public void ANewerFormatIsRefusedEvenWhereItHasUnknownMembers()
        => Assert.Equal(
            "The manifest has format version 2, and this program reads versions 1 to 1: use a newer one.",
            Assert.Throws<FormatException>(() => Parse("""{"formatVersion": 2, "somethingNew": {}}""")).Message);

    [Theory]
    [InlineData("", "cannot be read")]
    [InlineData("{", "cannot be read")]
    [InlineData("null", "has no formatVersion")]
    [InlineData("[]", "cannot be read")]
    [InlineData("{}", "has no formatVersion")]
    [InlineData("""{"formatVersion": 0}""", "has format version 0")]
    [InlineData("""{"formatVersion": "1"}""", "cannot be read at $.formatVersion, line 1")]
    [InlineData("""{"formatVersion": 1}""", "cannot be read")]
    public void WhatIsNoManifestIsRefusedWithASentence(string json, string expected)
    {
        var refusal = Assert.Throws<FormatException>(() => Parse(json));
        Assert.StartsWith("The manifest ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"seed\": 18446744073709551615", "\"seed\": -1", "at $.seed, line")]
    [InlineData("\"seed\": 18446744073709551615,", "", "'seed'")]
    [InlineData("\"seed\": 18446744073709551615", "\"seed\": 1, \"sede\": 2", "sede")]
    [InlineData("\"seed\": 18446744073709551615", "\"seed\": 1, \"seed\": 2", "seed")]
    [InlineData("\"default-day\"", "null", "scenario")]
    [InlineData("\"default-day\"", "\" \"", "names no scenario")]
    [InlineData("\"10min\"", "null", "option without a value")]
    [InlineData("\"completed\"", "\"done\"", "$.status")]
    [InlineData("\"completed\"", "7", "status")]
    [InlineData("\"0123456789abcdef\"", "\"0123\"", "16 lower-case hexadecimal digits")]
    [InlineData("\"0123456789abcdef\"", "null", "completed run but has no state hash")]
    [InlineData("\"endNanoseconds\": 600000000000", "\"endNanoseconds\": -1", "ends before it begins")]
    [InlineData("\"startNanoseconds\": 0", "\"startNanoseconds\": -5", "before simulated time zero")]
    [InlineData("\"name\": \"ES\"", "\"name\": \"USD\"", "two assets named 'USD'")]
    [InlineData("\"decimals\": 2", "\"decimals\": 99", "99 decimals")]
    [InlineData("\"type\": \"equity\"", "\"type\": \"equty\"", "Did you mean 'equity'?")]
    [InlineData("\"base\": 2", "\"base\": 3", "not among its 3 assets")]
    [InlineData("\"symbol\": \"ES\"", "\"symbol\": \"ALPHA\"", "two instruments named 'ALPHA'")]
    [InlineData("\"initialMargin\"", "\"initialMargins\"", "lacks the term 'initialMargin'")]
    [InlineData("\"id\": 3", "\"id\": 2", "two accounts with id 2")]
    [InlineData("\"id\": 3", "\"id\": 0", "the id 0, not 1 to")]
    [InlineData("\"name\": \"noise-1\"", "\"name\": \"\"", "account without a name")]
    [InlineData("\"commandCount\": 12", "\"commandCount\": -1", "fewer than zero")]
    [InlineData("\"commandCount\": 12", "\"commandCount\": 1e99", "$.commandCount")]
    [InlineData("\"fifo\"", "5", "$.exchange.allocation")]
    public void WhatMakesNoSenseIsRefusedWithASentence(string from, string to, string expected)
    {
        var json = Json(Some());
        Assert.Contains(from, json, StringComparison.Ordinal);
        var refusal = Assert.Throws<FormatException>(() => Parse(json.Replace(from, to, StringComparison.Ordinal)));
        Assert.StartsWith("The manifest ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Path:", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WritingReplacesTheFileAtOnceAndLeavesNothingBeside()
    {
        var folder = Directory.CreateTempSubdirectory("marketsim-manifest-");
        try
        {
            var path = Path.Combine(folder.FullName, RunManifest.FileName);
            (Some() with { Status = RunStatus.Running, StateHash = null }).Write(path);
            Some().Write(path);
            Assert.Equal(Json(Some()), Json(RunManifest.Read(path)));
            Assert.Equal([path], Directory.GetFiles(folder.FullName));

            Assert.Throws<FormatException>(() => (Some() with { StateHash = null }).Write(path));
            Assert.Equal(RunStatus.Completed, RunManifest.Read(path).Status);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void RandomDamageIsRefusedOrHarmlessAndNeverACrash()
    {
        var original = Some().ToJson();
        var first = ulong.TryParse(Environment.GetEnvironmentVariable("MARKETSIM_SEED"), out var given) ? given : 1;
        var cases = (ulong)Effort.Cases(ordinary: 10_000, nightly: 1_000_000);
        var (refused, accepted) = (0, 0);
        for (var seed = first; seed < first + cases; seed++)
        {
            var random = new Rng(seed, "manifest-damage");
            var bytes = original.ToList();
            for (var wounds = 1 + random.Below(3); wounds > 0; wounds--)
            {
                var at = (int)random.Below(bytes.Count);
                switch (random.Below(4))
                {
                    case 0: bytes[at] ^= (byte)(1 << (int)random.Below(8)); break;
                    case 1: bytes[at] = (byte)"{}[]\",:0-1e.n"[(int)random.Below(13)]; break;
                    case 2: bytes.RemoveRange(at, (int)Math.Min(random.Below(30), bytes.Count - at)); break;
                    default: bytes.InsertRange(at, bytes.GetRange(at, (int)Math.Min(random.Below(30), bytes.Count - at))); break;
                }
            }

            try
            {
                // What is still a manifest must be one through and through.
                Assert.Equal(2, RunManifest.Parse(bytes.ToArray()).CreateInstruments().Count);
                accepted++;
            }
            catch (FormatException)
            {
                refused++;
            }
            catch (Exception unexpected)
            {
                Assert.Fail(
                    $"{unexpected.GetType().Name}: {unexpected.Message} at seed {seed}. Replay: MARKETSIM_SEED={seed} "
                    + $"./test unit --filter-method '*{nameof(RandomDamageIsRefusedOrHarmlessAndNeverACrash)}'");
            }
        }

        Assert.True(refused > accepted && accepted > 0, $"{refused} refused, {accepted} accepted");
    }
}
