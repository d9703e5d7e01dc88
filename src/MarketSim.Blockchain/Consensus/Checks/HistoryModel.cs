using System.Globalization;

namespace MarketSim.Blockchain;

/// <summary>What operations of a client history mean, done one after the other. The state is one number.</summary>
/// <remarks>
/// <para>A register: <c>write 5</c>, <c>read</c> (result: the value, 0 at first), <c>cas 5 6</c> (result: 1 if it was 5 and is 6 now,
/// else 0).</para>
/// <para>A list: <c>append</c> (result: how many were there before), <c>length</c> (result: how many there are).</para>
/// <para>An exchange: <c>command</c> (result: its place in the log, ascending in the order of execution).</para>
/// </remarks>
public static class HistoryModel
{
    /// <summary>What is accepted, in words.</summary>
    public const string Accepted = "'write N', 'read' and 'cas N M' on a register, 'append' and 'length' on a list, 'command' on an exchange";

    /// <summary>The model to which an operation belongs.</summary>
    /// <returns>Null for an operation that no model knows.</returns>
    public static string? ModelOf(string operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var words = operation.Split(' ');
        return (words[0], words.Length) switch
        {
            ("read", 1) => "register",
            ("write", 2) when TryNumber(words[1], out _) => "register",
            ("cas", 3) when TryNumber(words[1], out _) && TryNumber(words[2], out _) => "register",
            ("append", 1) or ("length", 1) => "list",
            ("command", 1) => "exchange",
            _ => null,
        };
    }

    /// <summary>Does an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="state">The state before it; null where anything may have come before.</param>
    /// <param name="next">The state after it.</param>
    /// <returns>Whether the result that the client was told is possible.</returns>
    internal static bool TryDo(ClientOperation operation, long? state, out long? next)
    {
        var told = operation.Result;
        var words = operation.Operation.Split(' ');
        switch (words[0])
        {
            case "write":
                next = Number(words[1]);
                return true;
            case "read" or "length":
                next = state ?? told;
                return told is null || next == told;
            case "cas":
                var (old, value) = (Number(words[1]), Number(words[2]));
                next = state == old || (state is null && told == 1) ? value : state;
                return told is null || state is null || (told == 1) == (state == old);
            case "append":
                next = (state ?? told) + 1;
                return told is null || state is null || told == state;
            default:
                next = told ?? state;
                return told is null || state is null || told > state;
        }
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static bool TryNumber(string text, out long value)
        => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
