using System.Text.RegularExpressions;
using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Scripts of faults and stories as they are after an accident: read, or refused with a sentence that names the line, and nothing
/// else.</summary>
[Trait("Area", "consensus")]
public sealed partial class DamagedScriptTests
{
    private const string Folder = "tests/MarketSim.Tests.Unit/Blockchain/Stories";
    private const string Signs = " \n\t;|,->#\"%0159amsx.";

    [Fact]
    public void ADamagedFaultScriptIsReadOrRefusedWithItsLine()
    {
        var read = 0;
        for (ulong seed = 1; seed <= 10_000; seed++)
        {
            var text = Damaged(string.Join('\n', FaultScript.Forms.Select(f => Choice().Replace(f, "3"))), seed);
            try
            {
                Assert.NotNull(FaultScript.Parse(text, nodes: 5));
                read++;
            }
            catch (FormatException problem)
            {
                Assert.True(
                    problem.Message.StartsWith("Fault script, line ", StringComparison.Ordinal) && problem.Message.Contains(": ", StringComparison.Ordinal),
                    $"Seed {seed}: {problem.Message}");
            }
            catch (Exception problem) when (problem is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Seed {seed}: {problem.GetType().Name}: {problem.Message}\n{text}");
            }
        }

        Assert.InRange(read, 100, 9_900);
    }

    [Fact]
    public void ALinkThatWouldFlapForCenturiesIsRefused()
    {
        Assert.Contains("100,000 times", Assert.Throws<FormatException>(() => FaultScript.Parse("at 1s flap 1 | 2 every 1ms until 2000000h", 3)).Message);
        Assert.Equal(11, FaultScript.Parse("at 1s flap 1 | 2 every 100ms until 2s", 3).Count);
    }

    [Fact]
    public void ADamagedStoryIsToldOrEndsWithASentence()
    {
        string[] stories = [.. Directory.GetFiles(RepositoryRoot.Combine(Folder), "*.story").Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        for (ulong seed = 1; seed <= 10_000; seed++)
        {
            // Large numbers are orders to work long, which is no mistake.
            var text = LongNumber().Replace(Damaged(stories[seed % (ulong)stories.Length], seed), "$1");
            try
            {
                var (telling, isAsExpected) = Story.Tell(text);
                Assert.True(
                    isAsExpected || LineSentence().IsMatch(telling.TrimEnd().Split('\n')[^1]) || telling.Contains("Line ", StringComparison.Ordinal),
                    $"Seed {seed}: {telling}");
            }
            catch (Exception problem) when (problem is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Seed {seed}: {problem.GetType().Name}: {problem.Message}\n{text}\n{problem.StackTrace}");
            }
        }
    }

    // One to four accidents: signs lost, doubled, changed or put in; words and lines lost or exchanged.
    private static string Damaged(string text, ulong seed)
    {
        var random = new Rng(seed, "damage");
        for (var count = random.Between(1, 4); count > 0 && text.Length > 1; count--)
        {
            var at = (int)random.Below(text.Length);
            var sign = Signs[(int)random.Below(Signs.Length)].ToString();
            text = random.Below(6) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, text[at].ToString()),
                2 => text.Remove(at, 1).Insert(at, sign),
                3 => text.Insert(at, sign),
                4 => Exchanged(text, ' ', random),
                _ => Exchanged(text, '\n', random),
            };
        }

        return text;
    }

    private static string Exchanged(string text, char between, Rng random)
    {
        var parts = text.Split(between);
        var (one, other) = (random.Below(parts.Length), random.Below(parts.Length));
        (parts[one], parts[other]) = (random.Chance(0.3) ? "" : parts[other], parts[one]);
        return string.Join(between, parts);
    }

    [GeneratedRegex(@"leader\|follower\|3|leader\|3|3\|all")]
    private static partial Regex Choice();

    [GeneratedRegex(@"(\d{2})\d+")]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"^Line \d+ ")]
    private static partial Regex LineSentence();
}
