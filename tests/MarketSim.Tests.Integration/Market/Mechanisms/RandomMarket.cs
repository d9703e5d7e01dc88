using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Integration;

/// <summary>A venue with an instrument of every kind and all mechanisms, and random commands for it.</summary>
internal sealed class RandomMarket
{
    public static readonly AssetId Usd = new(0);
    private readonly List<Instrument> _instruments = [];

    public RandomMarket(ulong seed)
    {
        var shape = new Rng(seed, "market");
        var monday = MarketCalendar.Default.FirstDay;
        var share = Add((id, asset) => new Equity { Id = id, Symbol = "ALPHA", Base = asset, Quote = Usd, RoundLot = 100 }, 50_00);
        Add((id, asset) => new Equity { Id = id, Symbol = "BETA", Base = asset, Quote = Usd, RoundLot = 100 }, 8_00);
        foreach (var (right, strike) in ((OptionRight, long)[])[(OptionRight.Call, 50_00), (OptionRight.Put, 50_00), (OptionRight.Call, 55_00), (OptionRight.Put, 45_00)])
        {
            Add((id, asset) => new OptionContract
            {
                Id = id, Symbol = $"ALPHA{(right == OptionRight.Call ? 'C' : 'P')}{strike}", Base = asset, Quote = Usd,
                Underlying = share.Id, Right = right, Strike = new(strike), Expiry = monday.AddDays((int)shape.Between(0, 3)),
                TickValueNumerator = 100, Style = (ExerciseStyle)shape.Below(2), Settlement = (OptionSettlement)shape.Below(2),
            }, 2_00);
        }

        Add((id, asset) => new Future
        {
            Id = id, Symbol = "FUT", Base = asset, Quote = Usd, SettlementPrice = new(4_000_00), InitialMargin = new(5_000_00),
        }, 4_000_00);
        Exchange = new Exchange(_instruments, Options(shape), MechanismCatalog.Create(Mechanisms()), seed);
    }

    public Exchange Exchange { get; }

    public List<long> Levels { get; } = [];

    public AccountType TypeOf(int account) => AccountType.Cash;

    public Command Next(Rng random, RandomDays days)
    {
        var account = days.AnyAccount(random);
        var instrument = _instruments[(int)random.Below(_instruments.Count)].Id;
        return random.Below(100) switch
        {
            < 70 => Order(random, days, account, instrument),
            < 82 when days.AnyOrder(random) is var (id, owner, at) => Commands.Cancel(owner, at, id),
            < 88 when days.AnyOrder(random) is var (id, owner, at)
                => Commands.Replace(owner, at, id, days.PriceNear(random, at), new(random.Between(1, 20))),
            < 90 => Commands.MassCancel(account),
            < 94 => Commands.Deposit(account, Usd, random.Between(-100_000_00, 100_000_00)),
            _ => Commands.Advance(),
        };
    }

    /// <summary>What must hold after every command, besides conservation.</summary>
    public void Verify(Exchange exchange)
    {
        foreach (var instrument in exchange.Instruments)
        {
            if (instrument is OptionContract or Future)
            {
                Assert.Equal(0, exchange.Ledger.Balance(Ledger.OutsideWorld, instrument.Base));
            }
        }
    }

    private static Command Order(Rng random, RandomDays days, AccountId account, InstrumentId instrument)
    {
        var side = (Side)random.Below(2);
        var lots = new Quantity(random.Between(1, 30));
        var id = days.NewOrder(account, instrument);
        var tif = random.Chance(0.6) ? TimeInForce.Day : (TimeInForce)random.Below(7);
        var price = days.PriceNear(random, instrument);
        return random.Below(10) switch
        {
            0 => Commands.Market(account, instrument, id, side, lots) with { TimeInForce = tif },
            1 => Commands.Stop(account, instrument, id, side, price, lots),
            2 => Commands.StopLimit(account, instrument, id, side, price, price, lots),
            _ => Commands.Limit(account, instrument, id, side, price, lots, tif) with
            {
                Expiry = days.Now + SimDuration.FromSeconds(3_600 * random.Between(1, 40)),
            },
        };
    }

    private static ExchangeOptions Options(Rng shape) => new()
    {
        Fees = new FeeSchedule { TakerPartsPerMillion = shape.Chance(0.5) ? 300 : 0, MakerMicroMinorPerLot = 10_000 },
    };

    private static IEnumerable<MechanismSpec> Mechanisms() => [];

    private Instrument Add(Func<InstrumentId, AssetId, Instrument> create, long level)
    {
        var instrument = create(new(_instruments.Count), new(_instruments.Count + 1));
        _instruments.Add(instrument);
        Levels.Add(level);
        return instrument;
    }
}
