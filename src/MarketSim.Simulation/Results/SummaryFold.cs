using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Folds the events of a run into its summary.</summary>
internal sealed class SummaryFold : IEventFold
{
    private readonly RunManifest _manifest;
    private readonly InstrumentFold[] _instruments;
    private readonly HoldingsFold _holdings;
    private readonly AssetMarks _marks;
    private long _events;
    private SimTime _end;

    public SummaryFold(
        RunManifest manifest, IReadOnlyList<Instrument> instruments, HoldingsFold holdings, AssetMarks marks)
    {
        _manifest = manifest;
        (_holdings, _marks) = (holdings, marks);
        var start = new SimTime(manifest.StartNanoseconds);
        var length = manifest.EndNanoseconds - manifest.StartNanoseconds;
        var interval = new SimDuration(Math.Clamp(length / 30, 1, 60 * SimDuration.NanosecondsPerSecond));
        _instruments = [.. instruments.Select(
            i => new InstrumentFold(i, manifest.Assets[i.Quote.Value].Decimals, start, interval))];
    }

    public RunSummary Summary
    {
        get
        {
            var seconds = (_end.Nanoseconds - _manifest.StartNanoseconds) / 1e9;
            return new RunSummary
            {
                Scenario = _manifest.Scenario,
                Seed = _manifest.Seed,
                Outcome = _manifest.Status.ToString().ToLowerInvariant(),
                SimulatedSeconds = seconds,
                Commands = _manifest.CommandCount,
                Events = _events,
                EventsPerSimulatedSecond = seconds > 0 ? _events / seconds : 0,
                StateHash = _manifest.StateHash,
                Currency = _manifest.Assets.Count == 0 ? "" : _manifest.Assets[_marks.Reporting.Value].Name,
                Instruments = [.. _instruments.Select(i => i.Summary)],
                AgentTypes = [.. AgentTypes()],
            };
        }
    }

    public void Observe(in MarketEvent item)
    {
        _events++;
        if (item.Kind is EventKind.Traded or EventKind.Quoted)
        {
            _instruments[item.Instrument.Value].Observe(item);
        }
    }

    public void Complete(SimTime end)
    {
        _end = end;
        foreach (var instrument in _instruments)
        {
            instrument.Complete(end);
        }
    }

    private IEnumerable<AgentTypeSummary> AgentTypes()
    {
        var currency = UnitScale.OfDecimals(
            _manifest.Assets.Count == 0 ? 0 : _manifest.Assets[_marks.Reporting.Value].Decimals);
        foreach (var type in _manifest.Accounts.Select(a => a.Type).Distinct(StringComparer.Ordinal))
        {
            var accounts = _manifest.Accounts.Where(a => a.Type == type).ToArray();
            var holdings = accounts.Select(a => _holdings.Of(a.Id)).OfType<AccountHoldings>().ToArray();
            yield return new AgentTypeSummary
            {
                Type = type,
                Accounts = accounts.Length,
                Orders = holdings.Sum(h => h.Orders),
                Rejected = holdings.Sum(h => h.Rejected),
                Fills = holdings.Sum(h => h.Fills),
                Volume = holdings.Sum(h => h.Lots),
                Fees = currency.Whole(holdings.Sum(h => Value(h.Fees, _marks.Last))),
                Profit = currency.Whole(holdings.Sum(h => Value(h.Balances, _marks.Last) - Value(h.PutIn, _marks.First))),
                TradingProfit = currency.Whole(holdings.Sum(Gained)),
            };
        }
    }

    private double Gained(AccountHoldings holdings)
    {
        var sum = 0.0;
        for (var asset = 0; asset < holdings.Balances.Length; asset++)
        {
            sum += (holdings.Balances[asset] - holdings.PutIn[asset]) * _marks.Last(asset);
        }

        return sum;
    }

    private static double Value(long[] amounts, Func<int, double> mark)
    {
        var sum = 0.0;
        for (var asset = 0; asset < amounts.Length; asset++)
        {
            sum += amounts[asset] * mark(asset);
        }

        return sum;
    }
}
