using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MarketSim.Blockchain;

/// <summary>What must reach the disk itself before it is promised to anybody.</summary>
internal static partial class DurableFiles
{
    private const int Interrupted = 4;

    /// <summary>Flushes a file's bytes, and of its metadata only what is needed to read them.</summary>
    /// <remarks>On a file whose blocks were written before, this spares the journal's commit that a full flush costs: the time of the
    /// last change does not have to survive.</remarks>
    /// <exception cref="IOException">The disk refused. What was written since the last flush may be lost even if a later flush
    /// succeeds, so the caller must stop.</exception>
    public static void FlushData(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        while (SyncData(file) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
            {
                throw new IOException($"The disk refused to flush: {Marshal.GetPInvokeErrorMessage(error)}.");
            }
        }
    }

    /// <summary>Makes names in a folder durable: new files, files renamed, files deleted.</summary>
    public static void FlushFolder(string folder)
    {
        // Elsewhere than on Unix a folder has no flush of its own.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, 0);
        var failed = descriptor < 0 || Sync(descriptor) != 0;
        var error = Marshal.GetLastPInvokeError();
        if (descriptor >= 0)
        {
            _ = Close(descriptor);
        }

        if (failed)
        {
            throw new IOException($"The folder '{folder}' could not be flushed: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    /// <summary>Writes a whole file so that after a crash there is either what was before or all of it.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        var temporary = path + ".tmp";
        using (var file = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, head, 0);
            RandomAccess.Write(file, body, head.Length);
            RandomAccess.FlushToDisk(file);
        }

        File.Move(temporary, path, overwrite: true);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int SyncData(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
