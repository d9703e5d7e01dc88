using System.Runtime.InteropServices;
using MarketSim.Simulation;

namespace MarketSim.Native;

/// <summary>Where a caller wants what came of a step: <c>marketsim_buffers</c> of the header. What it leaves null is not written.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Buffers
{
    public float* Observations;
    public double* Rewards;
    public byte* Terminated;
    public byte* Truncated;
    public double* Infos;
    public byte* IsFinal;
    public float* FinalObservations;
    public double* FinalInfos;

    public readonly void Fill(VectorEnvironment from)
    {
        Copy(from.Observations, Observations);
        Copy(from.Rewards, Rewards);
        Copy(from.Terminated, Terminated);
        Copy(from.Truncated, Truncated);
        Copy(from.Infos, Infos);
        if (from.AutoReset == AutoReset.SameStep)
        {
            Copy(from.IsFinal, IsFinal);
            Copy(from.FinalObservations, FinalObservations);
            Copy(from.FinalInfos, FinalInfos);
        }
    }

    private static void Copy<T>(T[] from, T* to)
        where T : unmanaged
    {
        if (to is not null)
        {
            from.CopyTo(new Span<T>(to, from.Length));
        }
    }

    // A bool of .NET is a byte of 0 or 1.
    private static void Copy(bool[] from, byte* to)
    {
        if (to is not null)
        {
            MemoryMarshal.AsBytes(from.AsSpan()).CopyTo(new Span<byte>(to, from.Length));
        }
    }
}
