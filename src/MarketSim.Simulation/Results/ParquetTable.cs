using MarketSim.Core;
using Parquet;
using Parquet.Schema;

namespace MarketSim.Simulation;

/// <summary>A Parquet file that is written row by row, in row groups, in constant memory.</summary>
/// <remarks>It is written beside its place and moved there when complete, so that no half table is ever
/// found.</remarks>
internal sealed class ParquetTable : IDisposable
{
    private const int RowsPerGroup = 1 << 17;

    private readonly string _path;
    private readonly TableColumn[] _columns;
    private readonly FileStream _file;
    private readonly ParquetWriter _writer;
    private int _rows;
    private bool _isComplete;

    /// <summary>Starts a table.</summary>
    /// <param name="path">Where it will be.</param>
    /// <param name="metadata">What readers of the file should know, by name.</param>
    /// <param name="columns">Its columns, in order.</param>
    public ParquetTable(string path, IReadOnlyDictionary<string, string> metadata, params TableColumn[] columns)
    {
        _path = path;
        _columns = columns;
        _file = new FileStream(Unfinished, FileMode.Create, FileAccess.Write);
        var schema = new ParquetSchema(columns.Select(c => (Field)c.Field).ToArray());
        _writer = ParquetWriter.CreateAsync(
            schema, _file, new ParquetOptions { CompressionMethod = CompressionMethod.Snappy })
            .GetAwaiter().GetResult();
        _writer.CustomMetadata = metadata.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
    }

    private string Unfinished => _path + ".new";

    /// <summary>Ends a row: every column has been given its value.</summary>
    public void EndRow()
    {
        if (++_rows == RowsPerGroup)
        {
            WriteGroup();
        }
    }

    /// <summary>Writes what is left and puts the file in its place.</summary>
    public void Complete()
    {
        WriteGroup();
        _isComplete = true;
        Close();
        File.Move(Unfinished, _path, overwrite: true);
    }

    /// <summary>Drops a table that was not completed.</summary>
    public void Dispose()
    {
        if (!_isComplete)
        {
            _isComplete = true;
            Close();
            File.Delete(Unfinished);
        }
    }

    private void WriteGroup()
    {
        if (_rows == 0)
        {
            return;
        }

        using (var group = _writer.CreateRowGroup())
        {
            foreach (var column in _columns)
            {
                Guard.That(column.Count == _rows, "every column of a table has a value in every row");
                column.WriteAsync(group).GetAwaiter().GetResult();
                column.Clear();
            }

            group.CompleteValidate();
        }

        _rows = 0;
    }

    private void Close()
    {
        _writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _file.Dispose();
    }
}

/// <summary>A column of a table under construction.</summary>
internal abstract class TableColumn(DataField field)
{
    public DataField Field { get; } = field;

    public abstract int Count { get; }

    public abstract Task WriteAsync(ParquetRowGroupWriter group);

    public abstract void Clear();
}

/// <summary>A column of numbers that are always there.</summary>
internal sealed class NumberColumn<T>(string name) : TableColumn(new DataField<T>(name))
    where T : struct
{
    private readonly List<T> _values = [];

    public override int Count => _values.Count;

    public void Add(T value) => _values.Add(value);

    public override Task WriteAsync(ParquetRowGroupWriter group)
        => group.WriteAsync<T>(Field, _values.ToArray().AsMemory());

    public override void Clear() => _values.Clear();
}

/// <summary>A column of numbers that may be missing.</summary>
internal sealed class OptionalColumn<T>(string name) : TableColumn(new DataField<T?>(name))
    where T : struct
{
    private readonly List<T?> _values = [];

    public override int Count => _values.Count;

    public void Add(T? value) => _values.Add(value);

    public override Task WriteAsync(ParquetRowGroupWriter group)
        => group.WriteAsync(Field, new ReadOnlyMemory<T?>(_values.ToArray()));

    public override void Clear() => _values.Clear();
}

/// <summary>A column of texts; few different ones, so that they are stored once.</summary>
internal sealed class TextColumn(string name) : TableColumn(new DataField<string>(name))
{
    private readonly List<string> _values = [];

    public override int Count => _values.Count;

    public void Add(string value) => _values.Add(value);

    public override Task WriteAsync(ParquetRowGroupWriter group) => group.WriteAsync(Field, _values);

    public override void Clear() => _values.Clear();
}
