using System.Globalization;
using System.Text;
using MarketSim.Core;
using Parquet;
using Parquet.Schema;

namespace MarketSim.Simulation;

/// <summary>A Parquet file as lines of comma-separated text, one row group at a time: so that bars in it are read by the same rules as
/// all others.</summary>
/// <remarks>Binary fractions are written by the fewest digits that mean them, which is what was put in.</remarks>
internal sealed class ParquetText : Stream
{
    private readonly FileStream _file;
    private readonly ParquetReader _reader;
    private readonly DataField[] _fields;
    private byte[] _text;
    private int _at;
    private int _group;

    /// <summary>Opens a file.</summary>
    /// <exception cref="DataFormatException">It is no Parquet file.</exception>
    public ParquetText(string path)
    {
        _file = File.OpenRead(path);
        try
        {
            _reader = ParquetReader.CreateAsync(_file).GetAwaiter().GetResult();
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or ParquetException or EndOfStreamException)
        {
            _file.Dispose();
            throw new DataFormatException($"{path}: found no Parquet file ({problem.Message}); accepted is one with columns for the time and prices.", problem);
        }

        _fields = [.. _reader.Schema.DataFields.Where(field => !field.IsArray && IsReadable(field.ClrType))];
        _text = Encoding.UTF8.GetBytes(string.Join(',', _fields.Select(field => field.Name.Replace(',', ' '))) + "\n");
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_at == _text.Length)
        {
            if (_group == _reader.RowGroupCount)
            {
                return 0;
            }

            (_text, _at) = (TextOf(_group++).GetAwaiter().GetResult(), 0);
        }

        var count = Math.Min(buffer.Length, _text.Length - _at);
        _text.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private static bool IsReadable(Type type) => type == typeof(string) || type == typeof(DateTime) || type == typeof(double)
        || type == typeof(float) || type == typeof(decimal) || type == typeof(long) || type == typeof(int);

    private async Task<byte[]> TextOf(int number)
    {
        using var group = _reader.OpenRowGroupReader(number);
        var columns = new string?[_fields.Length][];
        for (var i = 0; i < _fields.Length; i++)
        {
            columns[i] = await Column(group, _fields[i]).ConfigureAwait(false);
        }

        var text = new StringBuilder();
        for (var row = 0; row < group.RowCount; row++)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                text.Append(i == 0 ? "" : ",").Append(columns[i][row]);
            }

            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static async Task<string?[]> Column(ParquetRowGroupReader group, DataField field)
    {
        if (field.ClrType == typeof(string))
        {
            var texts = new string?[group.RowCount];
            await group.ReadAsync(field, texts.AsMemory()).ConfigureAwait(false);
            return texts;
        }

        var invariant = CultureInfo.InvariantCulture;
        return field.ClrType == typeof(DateTime) ? await Texts<DateTime>(time => time.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", invariant))
            : field.ClrType == typeof(double) ? await Texts<double>(number => number.ToString("R", invariant))
            : field.ClrType == typeof(float) ? await Texts<float>(number => number.ToString("R", invariant))
            : field.ClrType == typeof(decimal) ? await Texts<decimal>(number => number.ToString(invariant))
            : field.ClrType == typeof(int) ? await Texts<int>(number => number.ToString(invariant))
            : await Texts<long>(number => number.ToString(invariant));

        async Task<string?[]> Texts<T>(Func<T, string> write)
            where T : struct
        {
            if (field.IsNullable)
            {
                var values = new T?[group.RowCount];
                await group.ReadAsync(field, values.AsMemory()).ConfigureAwait(false);
                return Array.ConvertAll(values, value => value is { } known ? write(known) : null);
            }

            var all = new T[group.RowCount];
            await group.ReadAsync<T>(field, all.AsMemory()).ConfigureAwait(false);
            return Array.ConvertAll(all, value => (string?)write(value));
        }
    }
}
