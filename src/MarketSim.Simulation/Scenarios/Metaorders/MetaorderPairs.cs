using System.Runtime.ExceptionServices;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Impact of parent orders, by running a world twice: as it is, and with one executor added.</summary>
/// <remarks>Everybody else draws from the same random streams in both runs, so that what differs is what the executor did. Source of
/// the method: paired ("twin") experiments; of the law: Sato and Kanazawa (2024), "Does the square-root price impact law hold
/// universally?".</remarks>
public sealed class MetaorderPairs
{
    private readonly Func<World> _build;
    private readonly ulong _seed;
    private readonly InstrumentId _instrument;
    private readonly MetaorderPlan _plan;

    /// <summary>Sets them up.</summary>
    /// <param name="build">Builds the world afresh: worlds keep state, so each run has its own. Called from several threads.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="instrument">What the executor trades.</param>
    /// <param name="plan">Which orders.</param>
    public MetaorderPairs(Func<World> build, ulong seed, InstrumentId instrument, MetaorderPlan plan)
        => (_build, _seed, _instrument, _plan) = (build, seed, instrument, plan);

    /// <summary>Runs them.</summary>
    /// <param name="degree">How many at the same time.</param>
    /// <param name="progress">Told after each run how many are done, of how many.</param>
    /// <param name="cancel">Stops between runs.</param>
    /// <returns>In order of start, size and side, whatever ran first.</returns>
    public IReadOnlyList<MetaorderPair> Run(int degree, IProgress<(int Done, int Of)>? progress = null, CancellationToken cancel = default)
    {
        var world = _build();
        var length = new SimDuration((long)(world.Duration.Nanoseconds * _plan.DurationShare));
        var starts = (_plan.PairsPerShare + 1) / 2;
        var first = world.Start + new SimDuration((long)(world.Duration.Nanoseconds * _plan.FirstStartShare));
        SimTime[] ends = [.. Enumerable.Range(0, starts + 1).Select(i => first + (length * i))];
        var without = new Watch(_instrument, default, ends);
        Simulate(world, without, ends[^1]);

        var trials = (
            from start in Enumerable.Range(0, starts)
            from share in _plan.Shares
            from side in (Side[])[Side.Buy, Side.Sell]
            where (2 * start) + (int)side < _plan.PairsPerShare
            select (Start: start, Share: share, Side: side)).ToArray();
        var pairs = new MetaorderPair[trials.Length];
        var done = 1;
        progress?.Report((done, trials.Length + 1));
        try
        {
            Parallel.For(0, trials.Length, new ParallelOptions { MaxDegreeOfParallelism = degree, CancellationToken = cancel }, i =>
            {
                var (start, share, side) = trials[i];
                pairs[i] = Try(share, side, ends[start], ends[start + 1], without, start);
                progress?.Report((Interlocked.Increment(ref done), trials.Length + 1));
            });
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }

        return pairs;
    }

    private MetaorderPair Try(double share, Side side, SimTime from, SimTime to, Watch without, int place)
    {
        var volume = without.Lots[place + 1] - without.Lots[place];
        var lots = Math.Max(1, (long)Math.Round(share * volume));
        var world = _build();
        var instrument = world.Instruments[_instrument.Value];

        // Enough of both, whichever way it goes and wherever the price goes: it is to be the market that limits it.
        var money = instrument.QuoteAmount(new Price(Math.Max(1, (long)without.Mids[place]) * 4), new Quantity(lots)).Minor;
        var executor = world.AddTrader(
            "metaorder", "metaorder", [_instrument], new ParentOrder(_instrument, side, lots, from, to, _plan.Slices),
            (instrument.Base, lots), (instrument.Quote, money));
        var with = new Watch(_instrument, executor.Account, [to]);
        Simulate(world, with, to);
        return new MetaorderPair(
            share, volume == 0 ? 0 : (double)with.OwnLots / volume, side, from,
            side.Sign() * (PortableMath.Log(with.Mids[0]) - PortableMath.Log(without.Mids[place + 1])));
    }

    private void Simulate(World world, Watch watch, SimTime until)
    {
        var simulation = new MarketSimulation(world, _seed, watch);
        simulation.RunUntil(until);
        watch.Complete();
    }

    /// <summary>Notes mid and volume so far at some instants, and what one account has traded.</summary>
    private sealed class Watch(InstrumentId instrument, AccountId account, SimTime[] at) : IRunRecorder
    {
        private QuoteState _quote;
        private long _lots;
        private int _next;

        public double[] Mids { get; } = new double[at.Length];

        public long[] Lots { get; } = new long[at.Length];

        public long OwnLots { get; private set; }

        public void Record(in Command command, SimTime time)
        {
        }

        public void Record(in MarketEvent item)
        {
            while (_next < at.Length && item.Time > at[_next])
            {
                Note();
            }

            if (item.Instrument != instrument)
            {
                return;
            }

            if (item.Kind == EventKind.Quoted)
            {
                _quote = _quote.After(item);
            }
            else if (item.Kind == EventKind.Traded)
            {
                _lots += item.Quantity.Lots;
                OwnLots += item.Account == account || item.CounterAccount == account ? item.Quantity.Lots : 0;
            }
        }

        public void Complete()
        {
            while (_next < at.Length)
            {
                Note();
            }
        }

        private void Note()
        {
            Mids[_next] = _quote.IsTwoSided ? _quote.Mid : double.NaN;
            Lots[_next] = _lots;
            _next++;
        }
    }
}
