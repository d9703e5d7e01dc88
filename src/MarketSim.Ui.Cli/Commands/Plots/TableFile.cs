using System.Globalization;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Simulation;
using Parquet;
using Parquet.Schema;

namespace MarketSim.Ui.Cli;

/// <summary>Reads tables of any of the kinds that pictures are drawn from.</summary>
internal static class TableFile
{
    /// <summary>Reads CSV or Parquet, by the file's ending.</summary>
    /// <exception cref="FormatException">It is damaged, or holds columns of a type that is not read.</exception>
    public static PlotTable Read(string path)
    {
        if (!path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
        {
            return PlotTable.Read(path);
        }

        try
        {
            return ReadParquet(path).GetAwaiter().GetResult();
        }
        catch (Exception problem) when (problem is ParquetException or EndOfStreamException or InvalidDataException)
        {
            throw new FormatException($"File '{path}' is no Parquet table: {problem.Message}", problem);
        }
    }

    /// <summary>The runs of a sweep: the options that were varied, and all figures.</summary>
    public static PlotTable OfSweep(string folder)
    {
        SweepJournal.ReadPlan(folder);
        var path = Path.Combine(folder, "runs.parquet");
        return File.Exists(path)
            ? Read(path) with { Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) }
            : throw new FileNotFoundException($"The sweep in '{folder}' has no table yet: there is no file '{path}'.");
    }

    private static async Task<PlotTable> ReadParquet(string path)
    {
        await using var stream = File.OpenRead(path);
        await using var reader = await ParquetReader.CreateAsync(stream);
        var fields = reader.Schema.DataFields;
        var rows = new List<string[]>();
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            var count = checked((int)group.RowCount);
            string[][] fresh = [.. Enumerable.Range(0, count).Select(_ => new string[fields.Length])];
            for (var column = 0; column < fields.Length; column++)
            {
                var texts = await Texts(group, fields[column], count);
                for (var row = 0; row < count; row++)
                {
                    fresh[row][column] = texts[row];
                }
            }

            rows.AddRange(fresh);
        }

        return new PlotTable(Path.GetFileNameWithoutExtension(path), [.. fields.Select(field => field.Name)], rows);
    }

    private static async Task<string[]> Texts(ParquetRowGroupReader group, DataField field, int count)
    {
        if (field.ClrType == typeof(string))
        {
            var texts = new string?[count];
            await group.ReadAsync(field, texts.AsMemory());
            return [.. texts.Select(text => text ?? "")];
        }

        return field.ClrType switch
        {
            var type when type == typeof(double) => await Numbers<double>(group, field, count),
            var type when type == typeof(float) => await Numbers<float>(group, field, count),
            var type when type == typeof(int) => await Numbers<int>(group, field, count),
            var type when type == typeof(long) => await Numbers<long>(group, field, count),
            var type when type == typeof(uint) => await Numbers<uint>(group, field, count),
            var type when type == typeof(ulong) => await Numbers<ulong>(group, field, count),
            var type when type == typeof(bool) => await Numbers<bool>(group, field, count),
            var type when type == typeof(DateTime) => await Numbers<DateTime>(group, field, count),
            var type => throw new FormatException(
                $"Column '{field.Name}' is of the type {type.Name}; read are text, numbers, booleans and dates."),
        };
    }

    private static async Task<string[]> Numbers<T>(ParquetRowGroupReader group, DataField field, int count)
        where T : struct
    {
        if (field.IsNullable)
        {
            var optional = new T?[count];
            await group.ReadAsync(field, optional.AsMemory());
            return [.. optional.Select(Text<T>)];
        }

        var values = new T[count];
        await group.ReadAsync(field, values.AsMemory());
        return [.. values.Select(value => Text<T>(value))];
    }

    private static string Text<T>(T? value)
        where T : struct => value switch
    {
        null => "",
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
