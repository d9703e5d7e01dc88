namespace MarketSim.Core;

/// <summary>A 64-bit fingerprint of a sequence of numbers, equal on every machine. Not cryptographic.</summary>
/// <remarks>h = (h xor v) × 0x9E3779B97F4A7C15 mod 2^64; h ^= h >> 32, from the FNV offset basis; the same mixing that neutral
/// order-flow files use for their trade and book hashes.</remarks>
public struct StateHash
{
    private ulong _state;
    private bool _started;

    /// <summary>The fingerprint so far.</summary>
    public readonly ulong Value => _started ? _state : OffsetBasis;

    private const ulong OffsetBasis = 14695981039346656037UL;

    /// <summary>Adds one number.</summary>
    public void Add(ulong value)
    {
        unchecked
        {
            var h = (Value ^ value) * 0x9E3779B97F4A7C15UL;
            _state = h ^ (h >> 32);
            _started = true;
        }
    }

    /// <summary>Adds four numbers, one after the other. Hot: the state stays in a register meanwhile.</summary>
    public void Add(ulong first, ulong second, ulong third, ulong fourth)
    {
        unchecked
        {
            const ulong Factor = 0x9E3779B97F4A7C15UL;
            var h = (Value ^ first) * Factor;
            h = ((h ^ (h >> 32)) ^ second) * Factor;
            h = ((h ^ (h >> 32)) ^ third) * Factor;
            h = ((h ^ (h >> 32)) ^ fourth) * Factor;
            _state = h ^ (h >> 32);
            _started = true;
        }
    }

    /// <summary>Adds one number.</summary>
    public void Add(long value) => Add(unchecked((ulong)value));

    /// <summary>Adds the UTF-16 units of a text and its length.</summary>
    public void Add(string text)
    {
        foreach (var unit in text)
        {
            Add((ulong)unit);
        }

        Add((long)text.Length);
    }

    /// <summary>Sixteen hexadecimal digits.</summary>
    public override readonly string ToString() => Value.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}
