using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Integration;

/// <summary>Random days of a market in which every mechanism is in force: orders of all kinds by accounts of all kinds, prices that
/// jump, dividends, splits, recalls, exercises, halts.</summary>
internal sealed class RandomDays
{
    private const int Accounts = 10;
    private readonly Rng _random;
    private readonly RandomMarket _market;
    private readonly BalancesFromEvents _twin;
    private readonly EventBuffer _buffer = new();
    private readonly List<(OrderId Id, AccountId Account, InstrumentId Instrument)> _placed = [];
    private readonly long[] _level;
    private ulong _nextOrder;
    private SimTime _now = SimTime.Zero;

    public RandomDays(ulong seed, Func<MechanismSpec, MechanismSpec>? change = null)
    {
        _random = new Rng(seed, "days");
        _market = new RandomMarket(seed, change);
        _twin = new BalancesFromEvents(_market.Exchange.Instruments);
        _level = [.. _market.Levels];
    }

    public Exchange Exchange => _market.Exchange;

    /// <summary>How many of the commands are spoilt.</summary>
    public double Hostility { get; init; }

    /// <summary>What was sent last.</summary>
    public Command LastCommand { get; private set; }

    /// <summary>How often each kind of event happened, so that a test can tell that its subject occurred.</summary>
    public Dictionary<string, int> Seen { get; } = [];

    public void Run(int days, int commandsADay)
    {
        OpenAccounts();
        for (var day = 0; day < days; day++)
        {
            RunDay(commandsADay);
        }
    }

    private void OpenAccounts()
    {
        for (var i = 0; i < Accounts; i++)
        {
            var account = AccountAt(i);
            Do(Commands.OpenAccount(account, RandomMarket.TypeOf(i)));
            Do(Commands.Deposit(account, RandomMarket.Usd, _random.Between(5_000_00, 200_000_00)));
            foreach (var instrument in Exchange.Instruments)
            {
                if (!instrument.IsMargined && instrument is not MarketIndex && _random.Chance(0.7))
                {
                    Do(Commands.Deposit(account, instrument.Base, _random.Between(0, 5_000)));
                }
            }
        }
    }

    private void RunDay(int commands)
    {
        var calendar = Exchange.Options.Calendar;
        var date = calendar.DateOf(_now);
        if (calendar.TimeOfDay(_now) > SimDuration.FromSeconds(10 * 3_600))
        {
            date = calendar.AddBusinessDays(date, 1);
        }

        // A little before the opening, then evenly to a little after the close and the roll.
        var begin = SimTime.Zero;
        if (date != calendar.FirstDay)
        {
            begin = calendar.At(date, SimDuration.FromSeconds(9 * 3_600));
        }

        var end = calendar.At(date, SimDuration.FromSeconds(18 * 3_600));
        for (var i = 0; i <= commands; i++)
        {
            _now = new SimTime(begin.Nanoseconds + ((end.Nanoseconds - begin.Nanoseconds) / commands * i));
            var command = _market.Next(_random, this);
            Do(Hostility > 0 && _random.Chance(Hostility) ? HostileCommands.Spoil(command, _random) : command);
        }
    }

    public OrderId NewOrder(AccountId account, InstrumentId instrument)
    {
        var id = new OrderId(++_nextOrder);
        _placed.Add((id, account, instrument));
        return id;
    }

    /// <summary>A recent order, mostly one that is still open.</summary>
    public (OrderId Id, AccountId Account, InstrumentId Instrument) AnyOrder(Rng random)
        => _placed.Count == 0
            ? (new OrderId(1), AccountAt(0), new InstrumentId(0))
            : _placed[(int)Math.Max(0, _placed.Count - 1 - random.Below(Math.Min(_placed.Count, 40)))];

    public AccountId AnyAccount(Rng random) => AccountAt((int)random.Below(Accounts));

    public SimTime Now => _now;

    /// <summary>Where the prices of an instrument are about, in price units; it wanders and now and then jumps.</summary>
    public Price PriceNear(Rng random, InstrumentId instrument)
    {
        ref var level = ref _level[instrument.Value];
        if (random.Chance(0.02))
        {
            level = Math.Max(5, level * random.Between(85, 117) / 100);
        }

        var known = Exchange.Prices.Mark(instrument);
        var about = known is { } mark && random.Chance(0.8) ? mark.Ticks : level;
        var width = Math.Max(2, about / 200);
        return new Price(Math.Max(1, about + random.Between(-width, width)));
    }

    private static AccountId AccountAt(int i) => new(HouseAccounts.FirstParticipant.Value + i);

    private void Do(in Command command)
    {
        LastCommand = command;
        _buffer.Clear();
        Exchange.Apply(command, _now, _buffer);
        foreach (ref readonly var item in _buffer.Items)
        {
            _twin.Take(item);
            Count(item.Kind.ToString());
            if (item.Kind == EventKind.Posted)
            {
                Count($"Posted.{item.Posting}");
            }
            else if (item.Kind is EventKind.CorporateAction or EventKind.Instructed)
            {
                Count($"{item.Kind}.{item.Instruction}");
            }
        }

        Exchange.Ledger.VerifyConservation();
        _twin.VerifyEqual(Exchange.Ledger);
        RandomMarket.Verify(Exchange);
    }

    /// <summary>What holds at the end of it all.</summary>
    public void VerifyAtTheEnd() => _twin.VerifyOrders();

    private void Count(string what) => Seen[what] = Seen.GetValueOrDefault(what) + 1;
}
