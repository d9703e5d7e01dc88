using System.IO.Compression;
using System.Text.Json;
using Microsoft.ML;

namespace MarketSim.Strategies;

/// <summary>Boosted trees that were trained beforehand, with what has to be known to use them: how often they look and how far ahead.</summary>
/// <remarks>Source: Friedman (2001), "Greedy function approximation: a gradient boosting machine", as FastTree of ML.NET does it. A file is
/// the model file of ML.NET with an entry more, <c>direction.json</c>. A model may be used by many threads: each asks an
/// <see cref="Engine"/> of its own.</remarks>
public sealed class BatchDirectionModel
{
    private const string Entry = "direction.json";
    private const string Format = "marketsim-direction-1";

    // The earliest that a ZIP file can say: the same model is the same bytes.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<BatchDirectionModel> UsualModel = new(ReadUsual);

    private readonly MLContext _context;
    private readonly ITransformer _trees;
    private readonly DataViewSchema? _schema;

    internal BatchDirectionModel(MLContext context, ITransformer trees, DataViewSchema? schema, TimeSpan interval, int horizon)
        => (_context, _trees, _schema, Interval, Horizon) = (context, trees, schema, interval, horizon);

    /// <summary>The model that comes with the program, trained as the page of <c>batch-direction</c> says.</summary>
    public static BatchDirectionModel Usual => UsualModel.Value;

    /// <summary>Between two looks.</summary>
    public TimeSpan Interval { get; }

    /// <summary>How many looks ahead it foretells.</summary>
    public int Horizon { get; }

    /// <summary>Asks it; for one thread.</summary>
    public Engine NewEngine() => new(_context.Model.CreatePredictionEngine<DirectionRow, DirectionScore>(_trees));

    /// <summary>Writes it; the same model is the same bytes.</summary>
    public void Save(Stream output)
    {
        using var written = new MemoryStream();
        _context.Model.Save(_trees, _schema, written);
        written.Position = 0;
        using var from = new ZipArchive(written, ZipArchiveMode.Read);
        using var to = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var entry in from.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            using var content = entry.Open();
            Copy(to, entry.FullName, content);
        }

        using var about = new MemoryStream();
        using (var json = new Utf8JsonWriter(about))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("interval-ms", (long)Interval.TotalMilliseconds);
            json.WriteNumber("horizon", Horizon);
            json.WriteStartArray("features");
            foreach (var name in DirectionFeatures.Names)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        about.Position = 0;
        Copy(to, Entry, about);
    }

    /// <summary>Reads one from a file.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="FormatException">It holds no such model.</exception>
    public static BatchDirectionModel Open(string path)
    {
        using var file = File.Exists(path) ? File.OpenRead(path) : throw new FileNotFoundException($"There is no model file '{path}'.");
        return Read(file);
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static BatchDirectionModel Read(Stream input)
    {
        try
        {
            using var copy = new MemoryStream();
            input.CopyTo(copy);
            using var archive = new ZipArchive(copy, ZipArchiveMode.Read, leaveOpen: true);
            using var about = JsonDocument.Parse((archive.GetEntry(Entry) ?? throw new FormatException()).Open());
            var root = about.RootElement;
            var features = root.GetProperty("features").EnumerateArray().Select(each => each.GetString());
            if (root.GetProperty("format").GetString() != Format || !features.SequenceEqual(DirectionFeatures.Names))
            {
                throw new FormatException();
            }

            copy.Position = 0;
            var context = new MLContext(seed: 1);
            var trees = context.Model.Load(copy, out var schema);
            return new BatchDirectionModel(
                context, trees, schema, TimeSpan.FromMilliseconds(root.GetProperty("interval-ms").GetInt64()),
                root.GetProperty("horizon").GetInt32());
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or InvalidDataException or ArgumentException)
        {
            throw new FormatException(
                "This is no model of direction; accepted is a file that 'marketsim train direction' has written.", problem);
        }
    }

    private static void Copy(ZipArchive archive, string name, Stream content)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        using var output = entry.Open();
        content.CopyTo(output);
    }

    private static BatchDirectionModel ReadUsual()
    {
        using var stream = typeof(BatchDirectionModel).Assembly.GetManifestResourceStream("models/direction.zip")!;
        return Read(stream);
    }

    /// <summary>Asks a model; for one thread.</summary>
    public sealed class Engine : IDirectionModel
    {
        // By which FastTree makes chances of its scores; the model's own calibrator says the same.
        private const double Slope = 0.4;

        private readonly PredictionEngine<DirectionRow, DirectionScore> _engine;
        private readonly DirectionRow _row = new();
        private readonly DirectionScore _score = new();

        internal Engine(PredictionEngine<DirectionRow, DirectionScore> engine) => _engine = engine;

        /// <inheritdoc/>
        /// <remarks>Judged together with the mirror image.</remarks>
        public double ChanceOfRise(ReadOnlySpan<float> seen)
            => DirectionModels.Chance(Slope * (Score(seen.ToArray()) - Score(DirectionFeatures.Mirrored(seen))) / 2);

        private double Score(float[] seen)
        {
            var score = _score;
            _row.Features = seen;
            _engine.Predict(_row, ref score);
            return score.Score;
        }
    }
}
