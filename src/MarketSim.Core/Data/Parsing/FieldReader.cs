namespace MarketSim.Core;

/// <summary>The fields of one line of comma-separated text, from left to right. Quotes have no meaning: no
/// format here uses them.</summary>
internal ref struct FieldReader(ReadOnlySpan<byte> line)
{
    private ReadOnlySpan<byte> _rest = line;
    private bool _isDone;

    /// <summary>The next field, which may be empty.</summary>
    /// <returns>False after the last one.</returns>
    public bool TryRead(out ReadOnlySpan<byte> field)
    {
        if (_isDone)
        {
            field = default;
            return false;
        }

        var comma = _rest.IndexOf((byte)',');
        _isDone = comma < 0;
        field = _isDone ? _rest : _rest[..comma];
        _rest = _isDone ? default : _rest[(comma + 1)..];
        return true;
    }
}
