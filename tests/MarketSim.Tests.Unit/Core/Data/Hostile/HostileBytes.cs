using System.Text;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Damages a good file in the ways that files are damaged: flipped and lost bytes, cuts, insertions, lines twice or in
/// another order, numbers too large or of another shape.</summary>
internal static class HostileBytes
{
    private static readonly byte[][] Tokens =
    [
        .. ((string[])
        [
            "9223372036854775807", "9223372036854775808", "18446744073709551615", "99999999999999999999999999", "-1", "0", "1e5", "1e+-5",
            "NaN", "", "\n", "\r\n", ",", "\0", "\uFEFF", "\"", "{", "}", "[", "]", "\\", "\\u0065", "9999999999", "0.000000001", "0.5",
            "000000000000000000000000001", "-0", "+1", ".", "5.", ".5", " ", "true", "null", "4294967296", "2147483648", "9.9999999999999995e-07",
            "1.0000000000000000000", "123456789.12345678",
        ]).Select(Encoding.UTF8.GetBytes),
    ];

    public static byte[] Damage(ReadOnlySpan<byte> good, Rng random)
    {
        List<byte> bytes = [.. good];
        for (var left = random.Between(1, 4); left > 0; left--)
        {
            Damage(bytes, random);
        }

        return [.. bytes];
    }

    private static void Damage(List<byte> bytes, Rng random)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)random.Below(256));
            return;
        }

        var at = (int)random.Below(bytes.Count);
        switch (random.Below(11))
        {
            case 0:
                bytes[at] ^= (byte)(1 << (int)random.Below(8));
                break;
            case 1:
                bytes[at] = (byte)random.Below(256);
                break;
            case 2:
                bytes[at] = (byte)('0' + random.Below(10));
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4:
                bytes.RemoveRange(at, (int)Math.Min(bytes.Count - at, random.Between(1, 8)));
                break;
            case 5:
                bytes.InsertRange(at, Enumerable.Range(0, (int)random.Between(1, 8)).Select(_ => (byte)random.Below(256)));
                break;
            case 6:
                bytes.InsertRange(at, Tokens[random.Below(Tokens.Length)]);
                break;
            case 7:
                ReplaceNumber(bytes, at, Tokens[random.Below(Tokens.Length)]);
                break;
            case 8:
                bytes.InsertRange(at, bytes.GetRange(at, (int)Math.Min(bytes.Count - at, random.Between(1, 80))));
                break;
            default:
                MoveLine(bytes, random);
                break;
        }
    }

    private static void ReplaceNumber(List<byte> bytes, int at, byte[] token)
    {
        var (start, end) = (at, at);
        while (start > 0 && IsNumeric(bytes[start - 1]))
        {
            start--;
        }

        while (end < bytes.Count && IsNumeric(bytes[end]))
        {
            end++;
        }

        bytes.RemoveRange(start, end - start);
        bytes.InsertRange(start, token);
    }

    private static void MoveLine(List<byte> bytes, Rng random)
    {
        var lines = new List<byte[]>();
        for (var start = 0; start < bytes.Count;)
        {
            var feed = bytes.IndexOf((byte)'\n', start);
            var end = feed < 0 ? bytes.Count : feed + 1;
            lines.Add([.. bytes.GetRange(start, end - start)]);
            start = end;
        }

        var line = lines[(int)random.Below(lines.Count)];
        if (random.Chance(0.5))
        {
            lines.Remove(line);
        }

        lines.Insert((int)random.Below(lines.Count + 1), line);
        bytes.Clear();
        lines.ForEach(bytes.AddRange);
    }

    private static bool IsNumeric(byte each) => each is (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'-';
}
