using System.Globalization;
using System.IO.Compression;

namespace MarketSim.Core;

/// <summary>Options in Lean's archives: one for each day, with an entry for each contract that traded.</summary>
/// <remarks>Source: the format notes in Lean's own Data folder: an entry is named day, underlying, resolution, kind, style, right, strike
/// times 10,000, and last day.</remarks>
internal static class LeanOptions
{
    /// <summary>Whether a contract traded on the day of an archive.</summary>
    public static bool Has(string path, OccSymbol option)
    {
        using var archive = ZipFile.OpenRead(path);
        return Find(archive, option) is not null;
    }

    /// <summary>The rows of a contract.</summary>
    /// <exception cref="DataFormatException">It is not in the archive.</exception>
    public static Stream Open(string path, OccSymbol option)
    {
        using var archive = ZipFile.OpenRead(path);
        var entry = Find(archive, option)
            ?? throw DataFormatException.InFile(path, "no entry of that contract", "one named by right, strike and last day");
        var bytes = new MemoryStream(checked((int)entry.Length));
        using var content = entry.Open();
        content.CopyTo(bytes);
        bytes.Position = 0;
        return bytes;
    }

    private static ZipArchiveEntry? Find(ZipArchive archive, OccSymbol option)
    {
        var right = option.Right == OptionRight.Call ? "call" : "put";
        var tail = string.Create(CultureInfo.InvariantCulture, $"_{right}_{option.StrikeThousandths * 10}_{option.Written:yyyyMMdd}.csv");
        return archive.Entries.FirstOrDefault(entry => entry.Name.EndsWith(tail, StringComparison.OrdinalIgnoreCase)
            && !entry.Name.Contains("openinterest", StringComparison.OrdinalIgnoreCase));
    }
}
