using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>A message travels as light does between the places of its sender and its receiver, plus a fixed
/// time for what stands at the ends. Keeps one place per actor, no table of pairs.</summary>
/// <remarks>latency = base + distance ÷ (fraction × c), rounded to the nearest nanosecond; c = 299,792,458
/// m/s. In glass fibre light reaches about 0.67 of c (refractive index 1.47), through the air by microwave
/// nearly 1.</remarks>
public sealed class DistanceLatency : ILatencyModel, IKnowsActors
{
    /// <summary>The speed of light in vacuum in metres per second; exact, by the definition of the
    /// metre.</summary>
    public const double SpeedOfLight = 299_792_458;

    /// <summary>The share of it that signals reach in glass fibre.</summary>
    public const double Fibre = 0.67;

    private readonly SimDuration _base;
    private readonly double _nanosecondsPerMetre;
    private readonly double _extentMetres;
    private readonly bool _isLine;
    private readonly SortedDictionary<string, Place> _given = new(StringComparer.Ordinal);
    private readonly List<Place> _places = [];

    // Nearly all messages go to the first actor, the venue, or come from it.
    private readonly List<SimDuration> _toFirst = [];

    /// <summary>A plane on which actors have places.</summary>
    /// <param name="fractionOfLightSpeed">How fast signals are; above 0, at most 1.</param>
    /// <param name="baseLatency">Added to every message; zero or more.</param>
    /// <param name="extentMetres">Actors that were given no place get one at random, drawn by their name, in
    /// a square with sides of this length, around (0, 0). From zero (all at one place) to 40,000 km.</param>
    /// <param name="isLine">Whether they get it on a line of that length instead.</param>
    public DistanceLatency(
        double fractionOfLightSpeed = Fibre, SimDuration baseLatency = default, double extentMetres = 0, bool isLine = false)
    {
        if (!(fractionOfLightSpeed is >= 0.001 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(fractionOfLightSpeed),
                fractionOfLightSpeed,
                "Signals travel at 0.001 to 1 times the speed of light.");
        }

        if (baseLatency < SimDuration.Zero)
        {
            throw new ArgumentOutOfRangeException(
                nameof(baseLatency), baseLatency, "A base latency is zero or more.");
        }

        _base = baseLatency;
        _isLine = isLine;
        _nanosecondsPerMetre = 1e9 / (SpeedOfLight * fractionOfLightSpeed);
        _extentMetres = CheckMetres(extentMetres, nameof(extentMetres), lowest: 0);
    }

    /// <inheritdoc/>
    public bool NeedsOrdering => false;

    /// <inheritdoc/>
    public bool IsRandom => false;

    /// <summary>Gives an actor its place, by name, before it is added to the kernel.</summary>
    /// <param name="x">Metres; within 40,000 km of zero, as is y. On a line, leave y at zero.</param>
    /// <exception cref="InvalidOperationException">Actors have been added already.</exception>
    public DistanceLatency At(string name, double x, double y = 0)
    {
        if (_places.Count > 0)
        {
            throw new InvalidOperationException(
                $"The place of '{name}' comes too late: places are given before actors are added.");
        }

        _given[name] = new Place(
            CheckMetres(x, nameof(x), -Place.Farthest), CheckMetres(y, nameof(y), -Place.Farthest));
        return this;
    }

    /// <inheritdoc/>
    public void OnAdded(ActorId actor, string name, ulong seed)
    {
        if (actor.Value != _places.Count)
        {
            throw new InvalidOperationException(
                "A distance latency keeps the places of one run; give each run its own.");
        }

        _places.Add(_given.TryGetValue(name, out var place) ? place : DrawPlace(name, seed));
        _toFirst.Add(Latency(_places[0], _places[^1]));
    }

    /// <inheritdoc/>
    public SimDuration Between(ActorId from, ActorId to, Rng network)
    {
        if (to.Value == 0)
        {
            return _toFirst[from.Value];
        }

        return from.Value == 0 ? _toFirst[to.Value] : Latency(_places[from.Value], _places[to.Value]);
    }

    private SimDuration Latency(Place a, Place b)
    {
        var (dx, dy) = (a.X - b.X, a.Y - b.Y);
        return _base + new SimDuration((long)((Math.Sqrt((dx * dx) + (dy * dy)) * _nanosecondsPerMetre) + 0.5));
    }

    private Place DrawPlace(string name, ulong seed)
    {
        var random = new Rng(seed, "place/" + name);
        var x = random.NextUniform(-0.5, 0.5) * _extentMetres;
        return new Place(x, _isLine ? 0 : random.NextUniform(-0.5, 0.5) * _extentMetres);
    }

    private static double CheckMetres(double metres, string name, double lowest)
        => metres >= lowest && metres <= Place.Farthest
            ? metres
            : throw new ArgumentOutOfRangeException(
                name, metres, $"Metres lie between {lowest:0} and {Place.Farthest:0} here.");

    private readonly record struct Place(double X, double Y)
    {
        public const double Farthest = 40_000_000;
    }
}
