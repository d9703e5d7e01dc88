using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MarketSim.Ui.Cli;

/// <summary>Processor time of the calling thread.</summary>
internal static partial class ThreadClock
{
    private const int LinuxThreadCpuTime = 3;
    private const int MacThreadCpuTime = 16;

    /// <summary>Nanoseconds this thread has run; where the system does not count that, those of the whole process.</summary>
    public static long Nanoseconds
    {
        get
        {
            var clock = OperatingSystem.IsLinux() ? LinuxThreadCpuTime : OperatingSystem.IsMacOS() ? MacThreadCpuTime : -1;
            if (clock < 0 || ClockGetTime(clock, out var time) != 0)
            {
                using var process = Process.GetCurrentProcess();
                return (long)process.TotalProcessorTime.TotalNanoseconds;
            }

            return ((long)time.Seconds * 1_000_000_000) + time.Nanoseconds;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
