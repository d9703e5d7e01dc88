using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using MarketSim.Simulation;

namespace MarketSim.Native;

/// <summary>The functions of the native library, as <c>include/marketsim.h</c> declares them. They translate and nothing else: what
/// they do is <see cref="VectorEnvironment"/>'s to say.</summary>
internal static unsafe class Exports
{
    private const int Ok = 0;
    private const int Failed = -1;

    [UnmanagedCallersOnly(EntryPoint = "marketsim_abi_version", CallConvs = [typeof(CallConvCdecl)])]
    public static int AbiVersion() => 1;

    [UnmanagedCallersOnly(EntryPoint = "marketsim_last_error", CallConvs = [typeof(CallConvCdecl)])]
    public static byte* LastError() => Errors.Last;

    [UnmanagedCallersOnly(EntryPoint = "marketsim_catalog", CallConvs = [typeof(CallConvCdecl)])]
    public static int Catalog(byte* buffer, int capacity)
    {
        try
        {
            return CopyOut(DescriptionJson.OfCatalog(), buffer, capacity);
        }
        catch (Exception failure)
        {
            return Errors.Keep(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "marketsim_create", CallConvs = [typeof(CallConvCdecl)])]
    public static long Create(byte* request, int count, int autoReset, int threads)
    {
        try
        {
            var mode = (AutoReset)autoReset;
            if (request is null || !Enum.IsDefined(mode))
            {
                throw new ArgumentException("A request and one of the modes 0 (next step), 1 (same step) or 2 (off) are needed.");
            }

            if (count is < 1 or > 1_000_000 || threads is < 0 or > 1_024)
            {
                throw new ArgumentException(
                    $"{count} copies on {threads} threads were asked for; accepted are 1 to 1,000,000 copies and 0 (one a processor) to 1,024 threads.");
            }

            var setup = RequestJson.Parse(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(request));
            return Handles.Add(new VectorEnvironment(setup, count, mode, threads));
        }
        catch (Exception failure)
        {
            Errors.Keep(failure);
            return 0;
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "marketsim_describe", CallConvs = [typeof(CallConvCdecl)])]
    public static int Describe(long environment, byte* buffer, int capacity)
    {
        try
        {
            return CopyOut(DescriptionJson.Of(Handles.Find(environment)), buffer, capacity);
        }
        catch (Exception failure)
        {
            return Errors.Keep(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "marketsim_reset", CallConvs = [typeof(CallConvCdecl)])]
    public static int Reset(long environment, ulong* seeds, byte* hasSeed, byte* chosen, Buffers* into)
    {
        try
        {
            var all = Handles.Find(environment);
            var given = new ulong?[all.Count];
            var which = new bool[all.Count];
            for (var i = 0; i < all.Count; i++)
            {
                given[i] = seeds is not null && (hasSeed is null || hasSeed[i] != 0) ? seeds[i] : null;
                which[i] = chosen is null || chosen[i] != 0;
            }

            all.Reset(given, which);
            into->Fill(all);
            return Ok;
        }
        catch (Exception failure)
        {
            return Errors.Keep(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "marketsim_step", CallConvs = [typeof(CallConvCdecl)])]
    public static int Step(long environment, float* actions, Buffers* into)
    {
        try
        {
            var all = Handles.Find(environment);
            all.Step(new ReadOnlySpan<float>(actions, all.Count * all.Copies[0].ActionWidth));
            into->Fill(all);
            return Ok;
        }
        catch (Exception failure)
        {
            return Errors.Keep(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "marketsim_snapshot", CallConvs = [typeof(CallConvCdecl)])]
    public static int Snapshot(long environment, int copy, byte* buffer, int capacity)
    {
        try
        {
            return CopyOut(CopyOf(Handles.Find(environment), copy).Snapshot(), buffer, capacity);
        }
        catch (Exception failure)
        {
            return Errors.Keep(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "marketsim_restore", CallConvs = [typeof(CallConvCdecl)])]
    public static int Restore(long environment, int copy, byte* snapshot, int length, Buffers* into)
    {
        try
        {
            var all = Handles.Find(environment);
            _ = CopyOf(all, copy);
            all.Restore(copy, new ReadOnlySpan<byte>(snapshot, length));
            into->Fill(all);
            return Ok;
        }
        catch (Exception failure)
        {
            return Errors.Keep(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "marketsim_state_hash", CallConvs = [typeof(CallConvCdecl)])]
    public static int StateHash(long environment, int copy, ulong* hash)
    {
        try
        {
            *hash = CopyOf(Handles.Find(environment), copy).StateHash();
            return Ok;
        }
        catch (Exception failure)
        {
            return Errors.Keep(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "marketsim_close", CallConvs = [typeof(CallConvCdecl)])]
    public static int Close(long environment)
    {
        try
        {
            Handles.Remove(environment).Dispose();
            return Ok;
        }
        catch (Exception failure)
        {
            return Errors.Keep(failure);
        }
    }

    private static MarketEnvironment CopyOf(VectorEnvironment all, int copy)
        => copy >= 0 && copy < all.Count
            ? all.Copies[copy]
            : throw new ArgumentException($"There is no copy {copy}; accepted are 0 to {all.Count - 1}.");

    // The length is returned whether or not there was room, so that a caller can ask first with none.
    private static int CopyOut(ReadOnlySpan<byte> bytes, byte* buffer, int capacity)
    {
        if (buffer is not null && bytes.Length <= capacity)
        {
            bytes.CopyTo(new Span<byte>(buffer, capacity));
        }

        return bytes.Length;
    }

    private static class Errors
    {
        [ThreadStatic]
        private static byte* _last;

        public static byte* Last => _last;

        public static int Keep(Exception failure)
        {
            if (_last is not null)
            {
                NativeMemory.Free(_last);
            }

            var text = Encoding.UTF8.GetBytes(failure.Message);
            _last = (byte*)NativeMemory.Alloc((nuint)text.Length + 1);
            text.CopyTo(new Span<byte>(_last, text.Length));
            _last[text.Length] = 0;
            return Failed;
        }
    }
}
