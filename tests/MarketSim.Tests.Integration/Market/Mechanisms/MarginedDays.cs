using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Integration;

/// <summary>Random days of a venue with futures, perpetuals and a bond, and accounts of all types that trade them.</summary>
internal sealed class MarginedDays
{
    private const int Days = 5;
    private const int CommandsADay = 150;
    private static readonly AssetId Usd = new(0);
    private static readonly AssetId Usdt = new(1);
    private static readonly DateOnly Monday = MarketCalendar.Default.FirstDay;

    private static readonly AccountType[] Types =
    [
        AccountType.Cash, AccountType.Cash, AccountType.Cash, AccountType.Futures, AccountType.Futures, AccountType.Isolated,
        AccountType.Isolated, AccountType.Isolated, AccountType.Cross, AccountType.Cross,
    ];

    private readonly Rng _random;
    private readonly Exchange _exchange;
    private readonly BalancesFromEvents _twin;
    private readonly EventBuffer _events = new();
    private readonly SortedDictionary<string, int> _seen;
    private readonly List<(OrderId Id, AccountId Account, InstrumentId Instrument)> _placed = [];
    private readonly long[] _levels = [4_000, 4_010, 6_000_000, 300_000, 100_000, 4_000];
    private SimTime _now = SimTime.Zero;
    private ulong _orders;

    public MarginedDays(ulong seed, SortedDictionary<string, int> seen)
    {
        _random = new Rng(seed, "margined days");
        _seen = seen;
        Instrument[] instruments =
        [
            Future(0, "NEAR", _random.Between(0, 3)), Future(1, "FAR", 100),
            new Perpetual { Id = new(2), Symbol = "BTC", Base = new(4), Quote = Usdt, QuantityDecimals = 3, TickValueNumerator = 10 },
            new Perpetual
            {
                Id = new(3), Symbol = "ETH", Base = new(5), Quote = Usdt, QuantityDecimals = 3, TickValueNumerator = 1,
                TickValueDenominator = 7,
            },
            new Bond
            {
                Id = new(4), Symbol = "NOTE", Base = new(6), Quote = Usd, PriceDecimals = 3, FaceValue = new(100_000),
                CouponPartsPerMillion = 61_250, CouponsPerYear = 12, Maturity = Monday.AddDays((int)_random.Between(2, 40)),
                DayCount = (DayCount)_random.Below(5), ExCouponDays = (int)_random.Below(3),
            },
            new MarketIndex { Id = new(5), Symbol = "INDEX", Base = new(7), Quote = Usd },
        ];
        var fees = _random.Chance(0.5) ? FeeSchedule.Free : new FeeSchedule { TakerPartsPerMillion = 300, MakerPartsPerMillion = -100 };
        _exchange = new Exchange(instruments, new ExchangeOptions { Fees = fees }, MechanismCatalog.Create(
        [
            MechanismSpec.Of("futures", ("settlement", _random.Chance(0.5) ? "vwap" : "last"), ("liquidation", Liquidation())),
            MechanismSpec.Of("perpetual", ("index", "BTC"), ("mark", _random.Chance(0.5) ? "median" : "last"), ("sample-interval", "10min")),
            MechanismSpec.Of("crypto-margin", ("insurance", "500"), ("leverage", "20")),
            MechanismSpec.Of("bonds"),
        ]), seed);
        _twin = new BalancesFromEvents(instruments);
    }

    /// <summary>Lives through the days.</summary>
    /// <returns>The fingerprint of the venue at their end.</returns>
    public ulong Run()
    {
        for (var i = 0; i < Types.Length; i++)
        {
            Do(Commands.OpenAccount(At(i), Types[i]));
            Do(Commands.Deposit(At(i), Usd, _random.Between(10_000_00, 90_000_00)));
            Do(Commands.Deposit(At(i), Usdt, _random.Between(1_000, 50_000) * 1_000_000));
            Do(Commands.Deposit(At(i), _exchange.Instruments[4].Base, _random.Between(0, 200)));
        }

        var date = Monday;
        for (var day = 0; day < Days; day++, date = MarketCalendar.Default.AddBusinessDays(date, 1))
        {
            Trade(date);
        }

        _now = MarketCalendar.Default.At(date.AddDays(45), SimDuration.Zero);
        Do(Commands.Advance());
        _twin.VerifyOrders();
        return _exchange.ComputeHash();
    }

    private void Trade(DateOnly date)
    {
        var morning = MarketCalendar.Default.At(date, SimDuration.FromMinutes(570));
        _now = morning;
        Do(Commands.OpenSession());
        for (var i = 0; i < Types.Length; i += 2)
        {
            // So that some calls are met.
            Do(Commands.Deposit(At(i), Usd, 15_000_00));
        }

        for (var i = 0; i < CommandsADay; i++)
        {
            _now = morning + SimDuration.FromSeconds(23_400L * i / CommandsADay);
            Do(Next());
        }

        _now = morning + SimDuration.FromMinutes(390);
        Do(Commands.CloseSession());
    }

    private Command Next()
    {
        var account = At((int)_random.Below(Types.Length));
        var instrument = new InstrumentId((int)_random.Below(_random.Chance(0.5) ? 5 : 2));
        return _random.Below(100) switch
        {
            < 75 => Order(account, instrument),
            < 82 when _placed.Count > 0 && _placed[(int)_random.Below(_placed.Count)] is var (id, owner, at)
                => Commands.Cancel(owner, at, id),
            < 86 when _placed.Count > 0 && _placed[(int)_random.Below(_placed.Count)] is var (id, owner, at)
                => Commands.Replace(owner, at, id, Near(at), new Quantity(_random.Between(1, 20))),
            < 90 => Commands.Deposit(account, _random.Chance(0.7) ? Usd : Usdt, _random.Between(-1_000_000, 2_000_000)),
            < 92 => Instructions.Leverage(account, instrument, (int)_random.Between(0, 60)),
            < 94 => Instructions.IsolatedMargin(account, instrument, new Money(_random.Between(-100_000_000, 100_000_000))),
            < 97 => Instructions.ReferencePrice(new InstrumentId((int)_random.Below(6)), Near(instrument)),
            _ => Commands.MassCancel(account),
        };
    }

    private Command Order(AccountId account, InstrumentId instrument)
    {
        var id = new OrderId(++_orders);
        _placed.Add((id, account, instrument));
        var side = (Side)_random.Below(2);
        var lots = new Quantity(instrument.Value is 2 or 3 ? _random.Between(1, 900) : _random.Between(1, 12));
        return _random.Chance(0.15)
            ? Commands.Market(account, instrument, id, side, lots)
            : Commands.Limit(
                account, instrument, id, side, Near(instrument), lots, _random.Chance(0.7) ? TimeInForce.Day : TimeInForce.Gtc);
    }

    private Price Near(InstrumentId instrument)
    {
        ref var level = ref _levels[instrument.Value];
        if (_random.Chance(0.015))
        {
            level = Math.Max(100, level * (instrument.Value < 2 ? _random.Between(95, 106) : _random.Between(88, 113)) / 100);
        }

        return new Price(level + _random.Between(-level / 150, level / 150));
    }

    private void Do(in Command command)
    {
        _events.Clear();
        _exchange.Apply(command, _now, _events);
        foreach (ref readonly var item in _events.Items)
        {
            _twin.Take(item);
            Count(item.Kind == EventKind.Posted ? item.Posting.ToString() : item.Kind.ToString());
            if (item.Kind == EventKind.Posted && (item.Account == Ledger.OutsideWorld || item.CounterAccount == Ledger.OutsideWorld))
            {
                Assert.Contains(item.Posting, (Posting[])[Posting.Coupon, Posting.Redemption, Posting.Insurance]);
            }
        }

        _exchange.Ledger.VerifyConservation();
        _twin.VerifyEqual(_exchange.Ledger);
        VerifyContracts();
        VerifyReserves();
    }

    // Whoever is long has somebody short; the counterparty between them holds nothing but what perpetuals have gained unpaid.
    private void VerifyContracts()
    {
        for (var i = 0; i < 4; i++)
        {
            var contract = _exchange.Instruments[i].Base;
            Assert.Equal(0, _exchange.Ledger.Balance(Ledger.OutsideWorld, contract));
            Assert.Equal(0, _exchange.Ledger.Balance(HouseAccounts.Ccp, contract));
        }

        Assert.Equal(0, _exchange.Ledger.Balance(HouseAccounts.Ccp, Usd));
        var perpetuals = _exchange.Mechanisms.OfType<PerpetualFutures>().Single();
        foreach (var account in Enumerable.Range(0, Types.Length).Select(At).Where(_exchange.Ledger.IsOpen))
        {
            for (var i = 2; i < 4; i++)
            {
                Assert.Equal(
                    _exchange.Ledger.Balance(account, _exchange.Instruments[i].Base), perpetuals.Position(account, new(i)).Lots);
            }
        }
    }

    private void VerifyReserves()
    {
        var margin = _exchange.Mechanisms.OfType<CryptoMargin>().Single();
        for (var i = 0; i < Types.Length; i++)
        {
            var account = At(i);
            if (!_exchange.Ledger.IsOpen(account))
            {
                continue;
            }

            var positions = Types[i] != AccountType.Cash ? 0 : _exchange.Instruments.Take(2)
                .Sum(f => f.PositionMargin(_exchange.Ledger.Balance(account, f.Base)).Minor);
            Assert.Equal(_exchange.ReservedByOrders(account, Usd) + positions, _exchange.Ledger.Reserved(account, Usd));
            var isolated = margin.IsolatedMargin(account, new(2)).Minor + margin.IsolatedMargin(account, new(3)).Minor;
            Assert.Equal(isolated, _exchange.Ledger.Reserved(account, Usdt));
        }
    }

    private static Future Future(int id, string symbol, long days) => new()
    {
        Id = new(id), Symbol = symbol, Base = new(id + 2), Quote = Usd, PriceUnitSteps = 25, TickValueNumerator = 1_250,
        SettlementPrice = new(4_000), InitialMargin = new(5_000_00), Expiry = Monday.AddDays((int)days), Underlying = new(5),
    };

    private string Liquidation() => ((string[])["maintenance", "initial", "all"])[_random.Below(3)];

    private static AccountId At(int i) => new(HouseAccounts.FirstParticipant.Value + i);

    private void Count(string what) => _seen[what] = _seen.GetValueOrDefault(what) + 1;
}
