using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MarketSim.Tests.Integration;

/// <summary>A system call of a traced process. Times are microseconds since 1970.</summary>
/// <param name="Start">When it began.</param>
/// <param name="End">When it returned.</param>
/// <param name="Name">Which one: <c>pwrite64</c>, <c>fdatasync</c>, <c>sendto</c>.</param>
/// <param name="On">The file's path, or both ends of the connection: <c>TCP:[127.0.0.1:7600->127.0.0.1:50966]</c>.</param>
/// <param name="Data">The beginning of what it wrote, as strace prints it; text stands as it is.</param>
/// <param name="Result">What it returned.</param>
internal sealed record SystemCall(long Start, long End, string Name, string On, string Data, long Result);

/// <summary>Traces processes with strace, and reads what it wrote.</summary>
internal static partial class SystemCalls
{
    /// <summary>How strace is called, but for the place of its files and the program. A file for each thread, so that no call is
    /// cut in two by another one; times to the microsecond, with what each call took; names of files and ends of connections.</summary>
    public static IReadOnlyList<string> Options { get; } =
    [
        "-ff", "--seccomp-bpf", "-yy", "-ttt", "-T", "-s", "300", "-e",
        "trace=fdatasync,fsync,write,pwrite64,pwritev,writev,sendto,sendmsg", "-o",
    ];

    /// <summary>Why nothing can be traced here; null where it can.</summary>
    public static string? WhyNot { get; } = FindReason();

    /// <summary>All calls in the files whose names begin like this, in the order in which they began.</summary>
    public static SystemCall[] Read(string prefix) => [.. Directory
        .GetFiles(Path.GetDirectoryName(prefix)!, Path.GetFileName(prefix) + ".*").SelectMany(File.ReadLines)
        .Select(Parse).OfType<SystemCall>().OrderBy(call => call.Start)];

    /// <summary>Reads a line.</summary>
    /// <returns>Null where it is no call on a file or connection.</returns>
    public static SystemCall? Parse(string line)
    {
        if (Line().Match(line) is not { Success: true } match)
        {
            return null;
        }

        var start = Microseconds(match.Groups["start"].Value);
        return new SystemCall(
            start, start + Microseconds(match.Groups["took"].Value), match.Groups["name"].Value, match.Groups["on"].Value,
            match.Groups["rest"].Value, long.Parse(match.Groups["result"].Value, CultureInfo.InvariantCulture));
    }

    private static long Microseconds(string seconds)
        => (long)(decimal.Parse(seconds, CultureInfo.InvariantCulture) * 1_000_000);

    private static string? FindReason()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "strace is a program of Linux";
        }

        try
        {
            var start = new ProcessStartInfo("strace") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
            foreach (var argument in (string[])["-f", "-o", "/dev/null", "true"])
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"processes may not be traced here: {said.Split('\n')[0]}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "strace is not installed here (Debian: apt-get install strace)";
        }
    }

    [GeneratedRegex(
        """^(?<start>\d+\.\d+) (?<name>\w+)\(\d+<(?<on>TCP:\[[^\]]*\]|[^>]*)>(?:, )?(?<rest>.*)\) = (?<result>-?\d+)[^<]*<(?<took>\d+\.\d+)>$""",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
