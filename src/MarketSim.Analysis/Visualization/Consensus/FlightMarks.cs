using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Messages as arrows with their true times of leaving and arriving. Votes are all drawn; of what is frequent only so much
/// that the picture stays readable.</summary>
internal static class FlightMarks
{
    // Between two nodes, one arrow of a kind in so many pixels.
    private const int DenseColumns = 14;

    private const int ManyFlights = 400;

    public static IEnumerable<Layer> Layers(ConsensusHistory history, TimelineFrame frame, Lanes lanes)
    {
        var shown = history.Flights
            .Where(f => frame.Shows(f.Sent, f.Arrived) && lanes.Has(f.From) && lanes.Has(f.To) && f.From != f.To).ToList();
        var votes = shown.Where(f => ClassOf(f.Kind) == FlightClass.Vote).ToList();
        var logs = Thinned(shown.Where(f => ClassOf(f.Kind) == FlightClass.Log).ToList(), frame);
        var pulse = Thinned(shown.Where(f => ClassOf(f.Kind) == FlightClass.Pulse).ToList(), frame);
        yield return Arrows(pulse, frame, lanes, Ink.Muted, 0.28, 0.8);
        yield return Arrows(logs.Where(f => !f.IsLost), frame, lanes, Ink.Muted, 0.55, 0.9);
        yield return Arrows(logs.Where(f => f.IsLost), frame, lanes, Ink.Sell, 0.55, 0.9);
        yield return Arrows(shown.Where(f => ClassOf(f.Kind) == FlightClass.Rare), frame, lanes, Ink.Reference, 1, 2);
        yield return Arrows(votes.Where(f => !IsAnswer(f.Kind) && !f.IsLost), frame, lanes, Ink.Text, 0.85, 1.3);
        yield return Arrows(votes.Where(f => IsAnswer(f.Kind) && !f.IsLost && !f.IsRefusal), frame, lanes, Ink.Series3, 1, 1.8);
        yield return Arrows(votes.Where(f => f.IsLost || (IsAnswer(f.Kind) && f.IsRefusal)), frame, lanes, Ink.Sell, 0.9, 1.3);
    }

    private static ArrowLayer Arrows(
        IEnumerable<MessageFlight> flights, TimelineFrame frame, Lanes lanes, Ink ink, double opacity, double width)
        => new([.. flights.Select(f => ArrowOf(f, frame, lanes))]) { Ink = ink, Opacity = opacity, Width = width };

    private static Arrow ArrowOf(in MessageFlight flight, TimelineFrame frame, Lanes lanes)
    {
        var (from, to) = (lanes.MiddleOf(flight.From), lanes.MiddleOf(flight.To));
        var air = Math.Sign(to - from) * 0.18;
        return new Arrow(
            frame.X(flight.Sent), from + air, frame.X(flight.Arrived), to - air,
            flight.IsLost ? ArrowEnd.Cross : flight.IsRefusal ? ArrowEnd.Bar : ArrowEnd.Head);
    }

    private static IReadOnlyList<MessageFlight> Thinned(List<MessageFlight> flights, TimelineFrame frame)
    {
        if (flights.Count <= ManyFlights)
        {
            return flights;
        }

        var last = new Dictionary<(int, int, bool), int>();
        var kept = new List<MessageFlight>();
        foreach (var flight in flights.OrderBy(f => f.Sent))
        {
            var (key, place) = ((flight.From, flight.To, flight.IsLost), frame.ColumnOf(flight.Sent) / DenseColumns);
            if (!last.TryGetValue(key, out var before) || before != place)
            {
                last[key] = place;
                kept.Add(flight);
            }
        }

        return kept;
    }

    private static bool IsAnswer(ConsensusMessageKind kind)
        => kind is ConsensusMessageKind.PreVoteReply or ConsensusMessageKind.VoteReply or ConsensusMessageKind.BlockVote;

    private static FlightClass ClassOf(ConsensusMessageKind kind) => kind switch
    {
        ConsensusMessageKind.PreVote or ConsensusMessageKind.PreVoteReply or ConsensusMessageKind.Vote
            or ConsensusMessageKind.VoteReply or ConsensusMessageKind.BlockVote => FlightClass.Vote,
        ConsensusMessageKind.Append or ConsensusMessageKind.Proposal or ConsensusMessageKind.Blocks => FlightClass.Log,
        ConsensusMessageKind.Snapshot or ConsensusMessageKind.TimeoutNow => FlightClass.Rare,
        _ => FlightClass.Pulse,
    };

    private enum FlightClass
    {
        Vote,
        Log,
        Pulse,
        Rare,
    }
}
