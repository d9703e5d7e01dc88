using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Strategies;

namespace MarketSim.Simulation;

/// <summary>A run that parts into two branches at an instant: in one everything stays as it was, in the other one thing is changed.
/// What differs afterwards, the change has caused.</summary>
/// <remarks>
/// <para>Both branches are run from the beginning. They are the same, event by event, until they part, for chance belongs to names: the
/// change adds to nobody's draws and takes from nobody's; this is checked, and a run whose branches differ before is refused.</para>
/// <para>Source: paired simulation with common random numbers; Law (2015), "Simulation Modeling and Analysis", section 11.2.</para>
/// </remarks>
public sealed class Fork
{
    /// <summary>The name, and type, of the account that a change trades with.</summary>
    public const string Experimenter = "experimenter";

    private const int Plenty = 20;

    private readonly Scenario _scenario;
    private readonly OptionSet _options;

    /// <summary>An experiment.</summary>
    /// <param name="scenario">Which world.</param>
    /// <param name="options">With which options.</param>
    /// <param name="at">When the branches part: nanoseconds since the run began.</param>
    /// <param name="change">What is changed.</param>
    public Fork(Scenario scenario, OptionSet options, SimTime at, Intervention change)
        => (_scenario, _options, At, Change) = (scenario, options, at, change);

    /// <summary>When the branches part.</summary>
    public SimTime At { get; }

    /// <summary>What is changed in one of them.</summary>
    public Intervention Change { get; }

    /// <summary>How many looks at the mid are taken from there to the end.</summary>
    public int Looks { get; init; } = 240;

    /// <summary>When the branches end; the end of the run if null.</summary>
    public SimTime? Until { get; init; }

    /// <summary>Runs both branches of one seed.</summary>
    /// <exception cref="ArgumentException">The instant lies outside the run, or the change does not fit the world.</exception>
    /// <exception cref="InvariantViolatedException">The branches differ before they part.</exception>
    public ForkResult Run(ulong seed)
    {
        var (before, after) = (RunBranch(seed, isChanged: false), RunBranch(seed, isChanged: true));
        Guard.That(before.Before == after.Before, "two branches are the same until they part");
        return new ForkResult(seed, before, after);
    }

    private ForkBranch RunBranch(ulong seed, bool isChanged)
    {
        var world = _scenario.Create(_options, seed);
        var end = Shorten(world);
        if (At < world.Start || At >= end)
        {
            throw new ArgumentException(
                $"The branches would part at {At}; accepted is an instant from {world.Start} to before {end}.");
        }

        var orders = Change.Orders(world, At);
        AddExperimenter(world, orders, isChanged);
        var operations = Change.Operations(world, At);
        world.AddService(venue => new Operator(venue, isChanged ? operations : []));
        if (isChanged)
        {
            Change.Change(world, At);
        }

        var step = new SimDuration(Math.Max(1, (end - At).Nanoseconds / Math.Max(1, Looks - 1)));
        var recorder = new BranchRecorder(world, seed, At, step, Looks);
        var output = new MarketSimulation(world, seed, recorder).Run();
        return new ForkBranch(recorder.Before, step, world.Instruments, recorder.Mids, recorder.Volumes, recorder.Complete(output))
        {
            OpensAt = world.OpensAt,
        };
    }

    private SimTime Shorten(World world)
    {
        var end = world.Start + world.Duration;
        if (Until is { } until && until > world.Start && until < end)
        {
            world.Duration = until - world.Start;
            end = until;
        }

        return end;
    }

    // He is there in both branches, so that accounts, actors and the network are the same; in one of them he does nothing.
    private static void AddExperimenter(World world, IReadOnlyList<(SimTime At, Command Command)> orders, bool isChanged)
    {
        var endowment = new SortedDictionary<int, long>();
        foreach (var (_, command) in orders)
        {
            var instrument = world.Instruments[command.Instrument.Value];
            var amount = checked(command.Quantity.Lots * Plenty);
            if (!instrument.IsMargined)
            {
                endowment[instrument.Base.Value] = endowment.GetValueOrDefault(instrument.Base.Value) + amount;
            }

            endowment[instrument.Quote.Value] = Richest(world, instrument.Quote);
        }

        world.AddTrader(
            Experimenter, Experimenter, [], new ScriptedTrader(isChanged ? orders.Select(o => new ScriptedAction(o.At, o.Command)) : []),
            [.. endowment.Where(e => e.Value > 0).Select(e => (new AssetId(e.Key), e.Value))]);
    }

    // As much money as all others together: enough for whatever the market can sell him.
    private static long Richest(World world, AssetId money)
    {
        Int128 sum = 0;
        foreach (var (asset, amount) in world.Participants.SelectMany(p => p.Endowment))
        {
            sum += asset == money ? amount : 0;
        }

        return (long)Int128.Clamp(sum, 1_000_000, long.MaxValue / 4);
    }
}
