using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>A reader's answer to a file: the messages it gave, and whether it then refused the rest.</summary>
internal sealed record Reading(List<RecordedMessage> Messages, bool IsRefused)
{
    /// <summary>Everything a feed gives. Any exception but the one for malformed data is a failure of the reader and passes.</summary>
    public static Reading Of(Func<IRecordedFeed> open)
    {
        var messages = new List<RecordedMessage>();
        try
        {
            using var feed = open();
            while (feed.TryRead(out var message))
            {
                messages.Add(message);
            }

            return new Reading(messages, false);
        }
        catch (DataFormatException refusal)
        {
            Assert.NotEqual("", refusal.File);
            return new Reading(messages, true);
        }
    }

    /// <summary>What a plain parser gives, which throws <see cref="Refusal"/> where the format is broken.</summary>
    public static Reading OfPlain(Action<List<RecordedMessage>> parse)
    {
        var messages = new List<RecordedMessage>();
        try
        {
            parse(messages);
            return new Reading(messages, false);
        }
        catch (Refusal)
        {
            return new Reading(messages, true);
        }
    }
}

/// <summary>A plain parser found the format broken.</summary>
internal sealed class Refusal : Exception
{
    public static void Unless(bool holds)
    {
        if (!holds)
        {
            throw new Refusal();
        }
    }
}

/// <summary>Shows a reader damaged files and holds its answers against those of a strict parser written apart from it, with
/// strings and big integers: the same messages, and refused where that one refuses.</summary>
internal static class ReaderFuzz
{
    public static void Run(string test, byte[] good, Func<byte[], Reading> read, Func<byte[], Reading> readPlainly)
    {
        var whole = read(good);
        Assert.False(whole.IsRefused);
        Assert.Equal(readPlainly(good).Messages, whole.Messages);

        var first = ulong.TryParse(Environment.GetEnvironmentVariable("MARKETSIM_SEED"), out var given) ? given : 1;
        var cases = (ulong)Effort.Cases(ordinary: 20_000, nightly: 1_000_000);
        var refused = 0;
        for (var seed = first; seed < first + cases; seed++)
        {
            var bytes = HostileBytes.Damage(good, new Rng(seed, test));
            var problem = Problem(bytes, read, readPlainly, ref refused);
            if (problem is not null)
            {
                Assert.Fail($"{problem} at seed {seed}. Replay: MARKETSIM_SEED={seed} ./test unit --filter-method '*.{test}'\n"
                    + System.Text.Encoding.Latin1.GetString(bytes));
            }
        }

        // A fuzz test that never gets through, or never meets damage, proves nothing.
        Assert.InRange(refused, (int)(cases / 20), (int)(cases - (cases / 100)));
    }

    private static string? Problem(byte[] bytes, Func<byte[], Reading> read, Func<byte[], Reading> readPlainly, ref int refused)
    {
        Reading fast;
        try
        {
            fast = read(bytes);
        }
        catch (Exception other)
        {
            return $"{other.GetType().Name}: {other.Message}";
        }

        refused += fast.IsRefused ? 1 : 0;
        var plain = readPlainly(bytes);
        if (fast.IsRefused != plain.IsRefused)
        {
            return fast.IsRefused ? "Refused, though the format is kept" : "Accepted, though the format is broken";
        }

        var common = Math.Min(fast.Messages.Count, plain.Messages.Count);
        for (var at = 0; at < common; at++)
        {
            if (fast.Messages[at] != plain.Messages[at])
            {
                return $"Message {at} read as {fast.Messages[at]}, not as {plain.Messages[at]}";
            }
        }

        return !fast.IsRefused && fast.Messages.Count != plain.Messages.Count
            ? $"{fast.Messages.Count} messages instead of {plain.Messages.Count}" : null;
    }
}
