using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Faults as people write them, a line each.</summary>
/// <example>
/// <code>
/// at 250ms crash leader
/// at 600ms partition 1,2 | 3,4,5
/// at 800ms heal
/// at 900ms restart all
/// </code>
/// </example>
public static class FaultScript
{
    /// <summary>The forms of a line, for help and complaints.</summary>
    public static IReadOnlyList<string> Forms { get; } =
    [
        "at 250ms crash leader|follower|3",
        "at 500ms restart 3|all",
        "at 600ms partition 1,2 | 3,4,5",
        "at 600ms one-way 1 -> 2,3",
        "at 600ms isolate leader|3",
        "at 800ms heal",
        "at 1s stall leader|3 for 50ms",
        "at 1s flap 1,2 | 3 every 100ms until 2s",
        "at 0s slow-disk 3|all 10ms",
        "at 0s flip-bit 3",
        "at 0s loss 5%",
        "at 0s duplicate 2%",
        "at 0s latency 5ms",
        "at 0s jitter 1ms",
        "at 0s clock 2 +3%",
    ];

    /// <summary>Reads a script. Lines end with a new line or a semicolon; what follows a # is a remark.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="nodes">How many nodes there are.</param>
    /// <returns>The faults, in order of time; at one time in order of lines.</returns>
    /// <exception cref="FormatException">A line is none of <see cref="Forms"/>; the sentence names it.</exception>
    public static IReadOnlyList<Fault> Parse(string text, int nodes)
    {
        ArgumentNullException.ThrowIfNull(text);
        var faults = new List<Fault>();
        var lines = text.Split('\n', ';');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Split('#')[0].Trim();
            if (line.Length > 0)
            {
                faults.AddRange(new Line(line, i + 1, nodes).Read());
            }
        }

        return [.. faults.OrderBy(f => f.Time)];
    }

    // Each turn is a fault to keep: more than this is a slip of the pen, such as 'until 2h' for 'until 2s'.
    private const long MostTurns = 100_000;

    // One line, word by word.
    private sealed class Line(string text, int number, int nodes)
    {
        private readonly Queue<string> _words = new(
            text.Replace("|", " | ", StringComparison.Ordinal).Replace("->", " -> ", StringComparison.Ordinal)
                .Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries));

        public IReadOnlyList<Fault> Read()
        {
            Expect("at");
            var time = SimTime.Zero + Duration();
            var faults = Next() switch
            {
                "crash" => [Targeted(time, FaultKind.Crash)],
                "restart" => [Targeted(time, FaultKind.Restart)],
                "isolate" => [Targeted(time, FaultKind.Isolate)],
                "flip-bit" => [Targeted(time, FaultKind.FlipBit)],
                "stall" => [Stall(time)],
                "slow-disk" => [Targeted(time, FaultKind.SlowDisk) with { Duration = Duration() }],
                "partition" => [Cut(time, FaultKind.Partition, "|")],
                "one-way" => [Cut(time, FaultKind.OneWay, "->")],
                "flap" => Flap(time),
                "heal" => [new Fault(time, FaultKind.Heal)],
                "loss" => [new Fault(time, FaultKind.Loss) { Share = Share() }],
                "duplicate" => [new Fault(time, FaultKind.Duplicate) { Share = Share() }],
                "latency" => [new Fault(time, FaultKind.Latency) { Duration = Duration() }],
                "jitter" => [new Fault(time, FaultKind.Jitter) { Duration = Duration() }],
                "clock" => (IReadOnlyList<Fault>)[Targeted(time, FaultKind.Clock) with { Share = Share(least: -0.9) }],
                var word => throw Wrong($"'{word}' is no fault"),
            };
            return _words.Count == 0 ? faults : throw Wrong($"'{string.Join(' ', _words)}' is left over");
        }

        private Fault Stall(SimTime time)
        {
            var fault = Targeted(time, FaultKind.Stall);
            Expect("for");
            return fault with { Duration = Duration() };
        }

        private Fault Targeted(SimTime time, FaultKind kind)
        {
            var word = Next();
            var fault = new Fault(time, kind);
            return word switch
            {
                "leader" => fault with { Target = FaultTarget.Leader },
                "follower" => fault with { Target = FaultTarget.Follower },
                "all" when kind is FaultKind.Restart or FaultKind.SlowDisk => fault with { Target = FaultTarget.All },
                _ => fault with { Target = FaultTarget.Node, Node = Node(word) },
            };
        }

        private Fault Cut(SimTime time, FaultKind kind, string sign)
        {
            var first = Group();
            Expect(sign);
            var second = Group();
            return (first & second) == 0
                ? new Fault(time, kind) { First = first, Second = second }
                : throw Wrong("a node stands on both sides of a cut");
        }

        private List<Fault> Flap(SimTime time)
        {
            var cut = Cut(time, FaultKind.Partition, "|");
            Expect("every");
            var every = Duration();
            Expect("until");
            var until = SimTime.Zero + Duration();
            if (every.Nanoseconds < 1_000_000 || until <= time)
            {
                throw Wrong("a link flaps every millisecond at most, and until later than it begins");
            }

            var turns = ((until - time).Nanoseconds - 1) / every.Nanoseconds;
            if (turns >= MostTurns)
            {
                throw Wrong(string.Create(CultureInfo.InvariantCulture, $"a link flaps {MostTurns:#,0} times at most"));
            }

            var faults = new List<Fault>();
            for (var turn = 0; turn <= turns; turn++)
            {
                var at = time + (every * turn);
                faults.Add(turn % 2 == 0 ? cut with { Time = at } : new Fault(at, FaultKind.Heal));
            }

            faults.Add(new Fault(until, FaultKind.Heal));
            return faults;
        }

        private ulong Group()
        {
            var group = 0UL;
            foreach (var node in Next().Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                group |= 1UL << (Node(node) - 1);
            }

            return group != 0 ? group : throw Wrong("a group has no node");
        }

        private int Node(string word)
            => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var node) && node >= 1 && node <= nodes
                ? node : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"'{word}' is no node; they are 1 to {nodes}"));

        private SimDuration Duration()
        {
            var word = Next();
            return DurationText.TryParse(word, out var duration)
                ? duration : throw Wrong($"'{word}' is no time; accepted is {DurationText.Accepted}");
        }

        private double Share(double least = 0)
        {
            var word = Next();
            return word.EndsWith('%')
                && double.TryParse(word[..^1], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var percent)
                && percent >= least * 100 && percent <= 100
                ? percent / 100 : throw Wrong($"'{word}' is no share; accepted is a percentage such as 5%");
        }

        private void Expect(string word)
        {
            var found = _words.Count > 0 ? Next() : "the end";
            if (found != word)
            {
                throw Wrong($"'{word}' was expected and {(found == "the end" ? found : $"'{found}'")} found");
            }
        }

        private string Next() => _words.TryDequeue(out var word) ? word : throw Wrong("something is missing at the end");

        private FormatException Wrong(string what) => new(string.Create(
            CultureInfo.InvariantCulture, $"Fault script, line {number}, '{text}': {what}. A line is one of: {string.Join("; ", Forms)}."));
    }
}
