namespace MarketSim.Blockchain;

/// <summary>Which commands of which session have been executed, and what was answered.</summary>
/// <remarks>It remembers that a command was executed for as long as the session lives, and the last <see cref="AnswersKept"/> answers.
/// When there are more than <see cref="MostSessions"/> sessions, the one that has been silent for the longest stretch of the log is
/// forgotten; every node forgets the same one, because only the log decides.</remarks>
internal sealed class SessionTable
{
    /// <summary>Answers that a session may still ask for again: more than any client has under way.</summary>
    public const int AnswersKept = 16_384;

    /// <summary>Sessions remembered at once.</summary>
    public const int MostSessions = 65_536;

    private readonly Dictionary<ulong, Session> _sessions = [];

    // By when they were last heard of: the key of the oldest is the next to go.
    private readonly SortedDictionary<long, ulong> _byAge = [];

    public bool TryFind(ulong id, ulong sequence, long index, out ReadOnlyMemory<byte> answer)
    {
        answer = default;
        if (!_sessions.TryGetValue(id, out var session))
        {
            return false;
        }

        Touch(session, index);
        return session.TryFind(sequence, out answer);
    }

    public void Add(ulong id, ulong sequence, long index, ReadOnlyMemory<byte> answer)
    {
        if (!_sessions.TryGetValue(id, out var session))
        {
            session = new Session(id);
            _sessions.Add(id, session);
            if (_sessions.Count > MostSessions)
            {
                var oldest = _byAge.First();
                _byAge.Remove(oldest.Key);
                _sessions.Remove(oldest.Value);
            }
        }

        Touch(session, index);
        session.Add(sequence, answer);
    }

    public void Clear()
    {
        _sessions.Clear();
        _byAge.Clear();
    }

    public byte[] Save()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(_byAge.Count);
        foreach (var (_, id) in _byAge)
        {
            _sessions[id].Save(writer);
        }

        return stream.ToArray();
    }

    public void Restore(ReadOnlySpan<byte> state)
    {
        Clear();
        try
        {
            using var stream = new MemoryStream(state.ToArray());
            using var reader = new BinaryReader(stream);
            for (var count = reader.ReadInt32(); count > 0; count--)
            {
                var session = Session.Load(reader);
                _sessions.Add(session.Id, session);
                _byAge.Add(session.LastIndex, session.Id);
            }
        }
        catch (Exception problem) when (problem is EndOfStreamException or ArgumentException)
        {
            throw new FormatException("The saved table of sessions is damaged: it ends too early or names a session twice.", problem);
        }
    }

    // An entry of the log belongs to one session, so no two were last heard of at the same place.
    private void Touch(Session session, long index)
    {
        _byAge.Remove(session.LastIndex);
        session.LastIndex = index;
        _byAge.Add(index, session.Id);
    }

    private sealed class Session(ulong id)
    {
        // Everything up to here has been executed, and these beyond it: a client may have several commands under way.
        private ulong _done;
        private readonly SortedSet<ulong> _beyond = [];
        private readonly SortedDictionary<ulong, ReadOnlyMemory<byte>> _answers = [];

        public ulong Id { get; } = id;

        public long LastIndex { get; set; }

        public bool TryFind(ulong sequence, out ReadOnlyMemory<byte> answer)
        {
            _answers.TryGetValue(sequence, out answer);
            return sequence <= _done || _beyond.Contains(sequence);
        }

        public void Add(ulong sequence, ReadOnlyMemory<byte> answer)
        {
            _beyond.Add(sequence);
            while (_beyond.Remove(_done + 1))
            {
                _done++;
            }

            _answers[sequence] = answer;
            if (_answers.Count > AnswersKept)
            {
                _answers.Remove(_answers.First().Key);
            }
        }

        public void Save(BinaryWriter writer)
        {
            writer.Write(Id);
            writer.Write(LastIndex);
            writer.Write(_done);
            writer.Write(_beyond.Count);
            foreach (var sequence in _beyond)
            {
                writer.Write(sequence);
            }

            writer.Write(_answers.Count);
            foreach (var (sequence, answer) in _answers)
            {
                writer.Write(sequence);
                writer.Write(answer.Length);
                writer.Write(answer.Span);
            }
        }

        public static Session Load(BinaryReader reader)
        {
            var session = new Session(reader.ReadUInt64()) { LastIndex = reader.ReadInt64(), _done = reader.ReadUInt64() };
            for (var count = reader.ReadInt32(); count > 0; count--)
            {
                session._beyond.Add(reader.ReadUInt64());
            }

            for (var count = reader.ReadInt32(); count > 0; count--)
            {
                var sequence = reader.ReadUInt64();
                var length = reader.ReadInt32();
                var answer = length < 0 ? [] : reader.ReadBytes(length);
                if (answer.Length != length)
                {
                    throw new EndOfStreamException();
                }

                session._answers.Add(sequence, answer);
            }

            return session;
        }
    }
}
