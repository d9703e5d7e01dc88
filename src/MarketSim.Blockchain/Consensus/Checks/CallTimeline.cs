namespace MarketSim.Blockchain;

/// <summary>Calls and returns in order of time, as a list from which an operation's two can be lifted out and put back.</summary>
internal sealed class CallTimeline
{
    // Places 2·i and 2·i + 1 are the call and the return of operation i; the place after all of them is head and end of the list.
    private readonly int[] _after;
    private readonly int[] _before;
    private readonly bool[] _returns;
    private readonly int _end;

    public CallTimeline(ClientOperation[] operations)
    {
        _end = 2 * operations.Length;
        (_after, _before) = (new int[_end + 1], new int[_end + 1]);
        _returns = [.. operations.Select(o => o.Returned is not null)];
        Returns = _returns.Count(r => r);

        // At the same moment calls come first: the two may have overlapped.
        var order = Enumerable.Range(0, _end).Where(p => IsCall(p) || _returns[p / 2])
            .OrderBy(p => IsCall(p) ? operations[p / 2].Called : operations[p / 2].Returned!.Value).ThenBy(p => p % 2).ThenBy(p => p);
        var last = _end;
        foreach (var place in order)
        {
            (_after[last], _before[place]) = (place, last);
            last = place;
        }

        (_after[last], _before[_end]) = (_end, last);
    }

    /// <summary>Operations in the list that have returned.</summary>
    public int Returns { get; private set; }

    public int First => _after[_end];

    public bool IsCall(int place) => place % 2 == 0 && place != _end;

    public int OperationAt(int place) => place / 2;

    public int CallOf(int operation) => 2 * operation;

    public int After(int place) => _after[place];

    public void Lift(int operation)
    {
        Remove(2 * operation);
        if (_returns[operation])
        {
            Remove((2 * operation) + 1);
            Returns--;
        }
    }

    // In reverse order of lifting: each still knows its neighbours.
    public void Unlift(int operation)
    {
        if (_returns[operation])
        {
            Insert((2 * operation) + 1);
            Returns++;
        }

        Insert(2 * operation);
    }

    private void Remove(int place) => (_after[_before[place]], _before[_after[place]]) = (_after[place], _before[place]);

    private void Insert(int place) => _after[_before[place]] = _before[_after[place]] = place;
}
