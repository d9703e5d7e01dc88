using System.Runtime.InteropServices;

namespace MarketSim.Ui.Cli;

/// <summary>Whether the terminal is this program's at the moment: a job in the background that reads from it, or
/// changes how it behaves, is stopped by the system.</summary>
internal static partial class ForegroundJob
{
    /// <summary>Whether keys go to this program; false for a job in the background.</summary>
    public static bool HasKeyboard => IsForeground(descriptor: 0);

    /// <summary>Whether a line that is drawn over itself disturbs nobody.</summary>
    public static bool HasErrorStream => IsForeground(descriptor: 2);

    private static bool IsForeground(int descriptor) => OperatingSystem.IsWindows() || tcgetpgrp(descriptor) == getpgrp();

    [LibraryImport("libc")]
    private static partial int tcgetpgrp(int descriptor);

    [LibraryImport("libc")]
    private static partial int getpgrp();
}
