using System.Globalization;
using System.Text;

namespace MarketSim.Core;

/// <summary>A file of market data does not say what its format allows. The message names the file, the place,
/// what was found there and what would have been accepted.</summary>
public sealed class DataFormatException : FormatException
{
    /// <summary>With no message.</summary>
    public DataFormatException()
    {
    }

    /// <summary>With the whole sentence.</summary>
    public DataFormatException(string message)
        : base(message)
    {
    }

    /// <summary>With the whole sentence and what caused it.</summary>
    public DataFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    private DataFormatException(string message, string file, long position, Exception? cause)
        : base(message, cause)
    {
        File = file;
        Position = position;
    }

    /// <summary>The file, as it was named to the reader.</summary>
    public string File { get; } = "";

    /// <summary>One-based line of a text file, byte offset of a binary one; -1 where the whole file is
    /// meant.</summary>
    public long Position { get; } = -1;

    internal static DataFormatException AtLine(
        string file, long line, string found, string accepted, Exception? cause = null)
        => new($"{file}, line {Number(line)}: found {found}; accepted is {accepted}.", file, line, cause);

    internal static DataFormatException AtByte(
        string file, long offset, string found, string accepted, Exception? cause = null)
        => new($"{file}, byte {Number(offset)}: found {found}; accepted is {accepted}.", file, offset, cause);

    internal static DataFormatException InFile(string file, string found, string accepted, Exception? cause = null)
        => new($"{file}: found {found}; accepted is {accepted}.", file, -1, cause);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Bytes as a short quotation that is safe to print.</summary>
    internal static string Quote(ReadOnlySpan<byte> text)
    {
        const int Most = 60;
        var shown = new StringBuilder("'");
        foreach (var each in text[..Math.Min(text.Length, Most)])
        {
            if (each is >= 32 and < 127)
            {
                shown.Append((char)each);
            }
            else
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\x{each:x2}");
            }
        }

        return shown.Append(text.Length > Most ? "…'" : "'").ToString();
    }
}
