using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Whether what clients saw could have come from one machine that did one thing after the other, each at some moment between
/// its call and its return.</summary>
/// <remarks>Source: Wing and Gong (1993), "Testing and Verifying Concurrent Objects"; with the memory of Lowe (2017), "Testing for
/// Linearizability": what has been done and the state that came of it are not tried twice. What has been done is remembered as 128
/// random bits, so that a long history needs no long keys; two different sets are alike with a chance of 2^-128 a pair.</remarks>
public static class LinearizabilityCheck
{
    /// <summary>Looks for an order that explains a history.</summary>
    /// <param name="history">Operations in any order; all of one model, see <see cref="HistoryModel"/>.</param>
    /// <returns>Empty where there is one; else the shortest run of operations, by call, for which there is none.</returns>
    public static IReadOnlyList<ClientOperation> FindOffence(IReadOnlyList<ClientOperation> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        ClientOperation[] all = [.. history.OrderBy(o => o.Called).ThenBy(o => o.Client).ThenBy(o => o.Id)];
        if (Explains(all, From(all)))
        {
            return [];
        }

        // The first return that nothing explains ends the window.
        SimTime[] returns = [.. all.Where(o => o.Returned is not null).Select(o => o.Returned!.Value).Order()];
        var last = FirstFor(0, returns.Length - 1, r => !Explains(Until(all, returns[r]), From(all)));
        var cut = Until(all, returns[last]);

        // It begins with the last call from which on it is inexplicable whatever the state was before.
        var first = FirstFor(0, cut.Length, c => c == cut.Length || Explains(Since(cut, cut[c].Called), null)) - 1;
        return first < 0 ? cut : Since(cut, cut[first].Called);
    }

    private static long? From(ClientOperation[] all) => all.Length > 0 && HistoryModel.ModelOf(all[0].Operation) == "exchange" ? -1 : 0;

    // What was called by then; what returned later has not returned yet.
    private static ClientOperation[] Until(ClientOperation[] all, SimTime end)
        => [.. all.Where(o => o.Called <= end).Select(o => o.Returned > end ? o with { Returned = null, Result = null } : o)];

    private static ClientOperation[] Since(ClientOperation[] all, SimTime start)
        => [.. all.Where(o => o.Returned is null || o.Returned >= start)];

    // The first place from which on a property holds, which once true stays true; it holds at the last.
    private static int FirstFor(int low, int high, Func<int, bool> holds)
    {
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (holds(middle))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private static bool Explains(ClientOperation[] operations, long? state)
    {
        var list = new CallTimeline(operations);
        var seen = new HashSet<(UInt128 Done, long? State)>();
        var keys = Keys(operations.Length);
        var tried = new Stack<(int Operation, long? State)>();
        UInt128 done = 0;
        var at = list.First;
        while (list.Returns > 0)
        {
            if (list.IsCall(at))
            {
                var operation = list.OperationAt(at);
                if (HistoryModel.TryDo(operations[operation], state, out var next) && seen.Add((done ^ keys[operation], next)))
                {
                    tried.Push((operation, state));
                    (done, state) = (done ^ keys[operation], next);
                    list.Lift(operation);
                    at = list.First;
                }
                else
                {
                    at = list.After(at);
                }
            }
            else if (tried.TryPop(out var last))
            {
                // Something returned that cannot have been done yet: take back the last choice.
                list.Unlift(last.Operation);
                (done, state) = (done ^ keys[last.Operation], last.State);
                at = list.After(list.CallOf(last.Operation));
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static UInt128[] Keys(int count)
    {
        var random = new Rng(0, "linearizability");
        var keys = new UInt128[count];
        for (var i = 0; i < count; i++)
        {
            keys[i] = new UInt128(random.NextBits(), random.NextBits());
        }

        return keys;
    }
}
