using Parquet;

namespace MarketSim.Tests.Integration;

/// <summary>Reads back the columns of a Parquet file.</summary>
internal static class ParquetFile
{
    public static double[] Doubles(string path, string column) => Open(path, reader => Read<double>(reader, column));

    public static long[] Longs(string path, string column) => Open(path, reader => Read<long>(reader, column));

    public static IReadOnlyList<string> Columns(string path)
        => Open<IReadOnlyList<string>>(
            path, reader => Task.FromResult<IReadOnlyList<string>>([.. reader.Schema.DataFields.Select(f => f.Name)]));

    public static IReadOnlyDictionary<string, string> Metadata(string path)
        => Open(path, reader => Task.FromResult<IReadOnlyDictionary<string, string>>(reader.CustomMetadata));

    private static T Open<T>(string path, Func<ParquetReader, Task<T>> read)
        => OpenAsync(path, read).GetAwaiter().GetResult();

    private static async Task<T> OpenAsync<T>(string path, Func<ParquetReader, Task<T>> read)
    {
        await using var stream = File.OpenRead(path);
        await using var reader = await ParquetReader.CreateAsync(stream);
        return await read(reader);
    }

    private static async Task<T[]> Read<T>(ParquetReader reader, string column)
        where T : struct
    {
        var field = reader.Schema.DataFields.Single(f => f.Name == column);
        var values = new List<T>();
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            var rows = new T[group.RowCount];
            await group.ReadAsync<T>(field, rows.AsMemory());
            values.AddRange(rows);
        }

        return [.. values];
    }
}
