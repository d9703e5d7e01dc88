using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>What a first look at a recording finds: when it begins and ends, and of which instruments it is.</summary>
internal sealed class RecordedSurvey
{
    private readonly SortedDictionary<int, (string Name, long Messages)> _instruments = [];

    private RecordedSurvey()
    {
    }

    /// <summary>Timestamp of the first message that is not of a snapshot.</summary>
    public long First { get; private set; }

    /// <summary>Timestamp of the last message.</summary>
    public long Last { get; private set; }

    /// <summary>Whether it tells about single orders.</summary>
    public bool HasOrders { get; private set; }

    /// <summary>Reads it once.</summary>
    /// <exception cref="DataFormatException">It is malformed, or empty.</exception>
    public static RecordedSurvey Of(string path, DataFormat format)
    {
        using var feed = RecordedFeed.Open(path, format);
        var survey = new RecordedSurvey { First = long.MaxValue };
        while (feed.TryRead(out var message))
        {
            survey.Take(message, feed);
        }

        return survey.First != long.MaxValue
            ? survey
            : throw new DataFormatException($"{path}: no messages beyond a snapshot; expected a recording of a session, or of a part of one.");
    }

    /// <summary>The instrument of a name; that with the most messages if none is named.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public int InstrumentOf(string? name)
    {
        if (name is null)
        {
            return _instruments.Count == 0 ? 0 : _instruments.MaxBy(pair => pair.Value.Messages).Key;
        }

        var names = _instruments.Values.Select(each => each.Name).Where(each => each.Length > 0).ToList();
        foreach (var (number, (found, _)) in _instruments)
        {
            if (string.Equals(found, name, StringComparison.OrdinalIgnoreCase))
            {
                return number;
            }
        }

        throw new ArgumentException(names.Count == 0
            ? $"Unknown instrument '{name}': the recording names none."
            : $"Unknown instrument '{name}'.{Suggestions.Sentence(name, names)} Known: {string.Join(", ", names)}.");
    }

    private void Take(in RecordedMessage message, IRecordedFeed feed)
    {
        if ((message.Flags & RecordedFlags.Snapshot) == 0)
        {
            First = Math.Min(First, message.Timestamp);
            Last = Math.Max(Last, message.Timestamp);
        }

        HasOrders |= message.Kind is RecordedKind.Add or RecordedKind.Delete;
        var (_, count) = _instruments.GetValueOrDefault(message.Instrument);
        var name = count == 0 || count == 1_000 ? feed.NameOf(message.Instrument) : _instruments[message.Instrument].Name;
        _instruments[message.Instrument] = (name, count + 1);
    }
}
