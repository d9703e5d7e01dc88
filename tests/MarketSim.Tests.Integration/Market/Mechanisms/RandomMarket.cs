using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Integration;

/// <summary>A venue with an instrument of every kind and every mechanism, and random commands for it.</summary>
internal sealed class RandomMarket
{
    public static readonly AssetId Usd = new(0);
    private static readonly InstrumentId Alpha = new(0);
    private readonly List<Instrument> _instruments = [];
    private readonly InstrumentId _index;

    public RandomMarket(ulong seed, Func<MechanismSpec, MechanismSpec>? change = null)
    {
        var shape = new Rng(seed, "market");
        var monday = MarketCalendar.Default.FirstDay;
        Add((id, asset) => new Equity { Id = id, Symbol = "ALPHA", Base = asset, Quote = Usd, RoundLot = 100 }, 50_00);
        Add((id, asset) => new Equity { Id = id, Symbol = "BETA", Base = asset, Quote = Usd, RoundLot = 100, PriceDecimals = 4, TickValueDenominator = 100 }, 80_000);
        _index = Add((id, asset) => new MarketIndex { Id = id, Symbol = "INDEX", Base = asset, Quote = Usd }, 4_000_00).Id;
        foreach (var (right, strike) in ((OptionRight, long)[])
            [(OptionRight.Call, 50_00), (OptionRight.Put, 50_00), (OptionRight.Call, 55_00), (OptionRight.Put, 45_00)])
        {
            Add((id, asset) => new OptionContract
            {
                Id = id, Symbol = $"ALPHA{(right == OptionRight.Call ? 'C' : 'P')}{strike}", Base = asset, Quote = Usd,
                Underlying = Alpha, Right = right, Strike = new(strike), Expiry = monday.AddDays((int)shape.Between(0, 4)),
                TickValueNumerator = 100, Style = (ExerciseStyle)shape.Below(2), Settlement = (OptionSettlement)shape.Below(2),
            }, 2_00);
        }

        Add((id, asset) => new Future
        {
            Id = id, Symbol = "FUT", Base = asset, Quote = Usd, SettlementPrice = new(4_000_00), InitialMargin = new(5_000_00),
            Expiry = monday.AddDays((int)shape.Between(1, 6)), Underlying = _index,
        }, 4_000_00);
        Add((id, asset) => new Perpetual { Id = id, Symbol = "PERP", Base = asset, Quote = Usd }, 4_000_00);
        Add((id, asset) => new Warrant
        {
            Id = id, Symbol = "WARR", Base = asset, Quote = Usd, Share = Alpha, Strike = new(45_00), Expiry = monday.AddDays(3),
        }, 6_00);
        Add((id, asset) => new CoveredWarrant
        {
            Id = id, Symbol = "COVW", Base = asset, Quote = Usd, Underlying = Alpha, Right = OptionRight.Put, Strike = new(52_00),
            Expiry = monday.AddDays(2), RatioPartsPerMillion = 100_000,
        }, 50);
        Add((id, asset) => new KnockOut
        {
            Id = id, Symbol = "TURBO", Base = asset, Quote = Usd, Underlying = Alpha, Right = OptionRight.Call,
            Level = 40_00L * KnockOut.LevelUnit, Barrier = new(42_00), RatioPartsPerMillion = 100_000,
        }, 1_00);
        Add((id, asset) => new Bond
        {
            Id = id, Symbol = "BOND", Base = asset, Quote = Usd, FaceValue = new(1_000_00), TickValueNumerator = 10,
            CouponPartsPerMillion = 60_000, CouponsPerYear = 2, Issue = new(2025, 1, 7), Maturity = new(2026, 1, 8),
            DayCount = DayCount.Thirty360,
        }, 100_00);
        Add((id, asset) => new FxPair { Id = id, Symbol = "EURUSD", Base = asset, Quote = Usd, PriceDecimals = 4, QuantityDecimals = 2, TickValueDenominator = 10_000 }, 11_000);
        Add((id, asset) => new CryptoPair { Id = id, Symbol = "ETHUSD", Base = asset, Quote = Usd, QuantityDecimals = 3, TickValueDenominator = 1_000 }, 2_000_00);
        Exchange = new Exchange(_instruments, Options(shape), MechanismCatalog.Create(Mechanisms(shape).Select(change ?? (spec => spec))), seed);
    }

    public Exchange Exchange { get; }

    public List<long> Levels { get; } = [];

    public static AccountType TypeOf(int account) => (AccountType)(account % 5);

    public Command Next(Rng random, RandomDays days)
    {
        var account = days.AnyAccount(random);
        var instrument = _instruments[(int)random.Below(_instruments.Count)].Id;
        return random.Below(100) switch
        {
            < 66 => Order(random, days, account, instrument),
            < 75 when days.AnyOrder(random) is var (id, owner, at) => Commands.Cancel(owner, at, id),
            < 80 when days.AnyOrder(random) is var (id, owner, at)
                => Commands.Replace(owner, at, id, days.PriceNear(random, at), new(random.Between(1, 20))),
            < 81 => Commands.MassCancel(account),
            < 84 => Commands.Deposit(account, Usd, random.Between(-50_000_00, 50_000_00)),
            < 87 => Commands.Advance(),
            < 90 => Instructions.ReferencePrice(_index, IndexNear(random, days)),
            _ => Instruct(random, days, account),
        };
    }

    /// <summary>What must hold after every command, besides conservation.</summary>
    public static void Verify(Exchange exchange)
    {
        foreach (var instrument in exchange.Instruments)
        {
            if (instrument is OptionContract or Future or Perpetual)
            {
                Assert.Equal(0, exchange.Ledger.Balance(Ledger.OutsideWorld, instrument.Base));
            }
        }
    }

    // Now and then a crash that the circuit breaker is for.
    private Price IndexNear(Rng random, RandomDays days)
    {
        var price = days.PriceNear(random, _index);
        return random.Chance(0.03) ? new Price(price.Ticks * 9 / 10) : price;
    }

    private Command Instruct(Rng random, RandomDays days, AccountId account)
    {
        var share = new InstrumentId((int)random.Below(2));
        var any = _instruments[(int)random.Below(_instruments.Count)].Id;
        var exDate = days.Now + SimDuration.FromHours(24 * random.Between(0, 2));
        var eth = _instruments[^1].Id;
        return random.Below(23) switch
        {
            0 => Instructions.Dividend(share, random.Between(1, 60) * 1_000_000, exDate, null),
            1 => Instructions.SpecialDividend(share, random.Between(100, 300) * 1_000_000, exDate, null),
            2 => Instructions.Split(share, random.Between(1, 4), random.Between(1, 3), exDate),
            3 => Instructions.SpinOff(Alpha, new AssetId(2), random.Between(1, 2), random.Between(1, 7), exDate),
            4 or 5 or 6 => Instructions.Locate(account, share, new(random.Between(1, 2_000))),
            7 => Instructions.Borrow(account, share, new(random.Between(1, 500))),
            8 => Instructions.BorrowRate(share, random.Between(0, 600_000)),
            9 => Instructions.BorrowInventory(share, new(random.Between(0, 5_000))),
            10 => Instructions.Recall(share, new(random.Between(1, 500))),
            11 => Instructions.MarketMaker(account, random.Chance(0.5)),
            12 or 13 => Instructions.Exercise(account, any, new(random.Between(1, 5))),
            14 => Instructions.DoNotExercise(account, any, new(random.Between(0, 5))),
            15 => Instructions.HoldBack(account, share, new(random.Between(0, 300))),
            16 => Instructions.IsolatedMargin(account, any, new(random.Between(-5_000_00, 5_000_00))),
            17 => Instructions.Leverage(account, any, (int)random.Between(1, 50)),
            18 => Instructions.CompanyValue(share, new(random.Between(0, 1_000_000_00))),
            19 => Instructions.AddLiquidity(account, eth, random.Between(1, 5_000), random.Between(1, 50_000_00)),
            20 => Instructions.MemberDefault(account, share, new(random.Between(1, 50_000_00))),
            21 => Instructions.Swap(account, eth, (Side)random.Below(2), random.Between(1, 3_000)),
            _ => Instructions.RemoveLiquidity(account, eth, random.Between(1, 1_000)),
        };
    }

    private static Command Order(Rng random, RandomDays days, AccountId account, InstrumentId instrument)
    {
        var side = (Side)random.Below(2);
        var lots = new Quantity(random.Between(1, instrument.Value < 2 ? 600 : 60));
        var id = days.NewOrder(account, instrument);
        var tif = random.Chance(0.6) ? TimeInForce.Day : (TimeInForce)random.Below(7);
        var price = days.PriceNear(random, instrument);
        return random.Below(10) switch
        {
            0 or 1 => Commands.Market(account, instrument, id, side, lots) with { TimeInForce = tif },
            2 => Commands.Stop(account, instrument, id, side, price, lots),
            3 => Commands.StopLimit(account, instrument, id, side, price, price, lots),
            _ => Commands.Limit(account, instrument, id, side, price, lots, tif) with
            {
                Expiry = days.Now + SimDuration.FromHours(random.Between(1, 40)),
                Mark = random.Chance(0.9) ? OrderMark.Auto : (OrderMark)random.Below(4),
                SelfTrade = (SelfTradePrevention)random.Below(5),
                Display = random.Chance(0.1) ? new(random.Between(1, lots.Lots)) : default,
            },
        };
    }

    private static ExchangeOptions Options(Rng shape) => new()
    {
        Fees = new FeeSchedule { TakerPartsPerMillion = shape.Chance(0.5) ? 300 : 0, MakerMicroMinorPerLot = 10_000 },
    };

    // All of them but two that cannot go together: batches in place of continuous trading come now and then.
    private static IEnumerable<MechanismSpec> Mechanisms(Rng shape)
    {
        foreach (var name in MechanismCatalog.Types.Names)
        {
            switch (name)
            {
                case "frequent-batch-auction":
                    if (shape.Chance(0.1))
                    {
                        yield return MechanismSpec.Of(name, ("instruments", "BETA"), ("interval", "10min"));
                    }

                    break;
                case "tick-regime":
                    yield return MechanismSpec.Of(name, ("instruments", "BETA"));
                    break;
                case "limit-up-limit-down":
                    yield return MechanismSpec.Of(name, ("instruments", "ALPHA"), ("tier", shape.Chance(0.5) ? "1" : "2"));
                    break;
                case "price-collar":
                    yield return MechanismSpec.Of(name, ("instruments", "BETA"), ("dynamic", "3"), ("static", "9"));
                    break;
                case "velocity-pause":
                    yield return MechanismSpec.Of(name, ("instruments", "FUT"), ("ticks", "2000"));
                    break;
                case "price-band":
                    yield return MechanismSpec.Of(name, ("instruments", "EURUSD"), ("percent", "5"));
                    break;
                case "short-selling":
                    yield return MechanismSpec.Of(
                        name, ("instruments", "ALPHA BETA"), ("borrow-rate", "5"), ("cash-rate", "4"), ("inventory", "5000"),
                        ("requires-locate", shape.Chance(0.7) ? "true" : "false"), ("price-test", shape.Chance(0.5) ? "reject" : "reprice"));
                    break;
                case "margin" or "portfolio-margin":
                    yield return MechanismSpec.Of(
                        name, ("call-after", shape.Chance(0.5) ? "0" : "10min"), ("debit-interest", "8"), ("interest-days", "2"), ("credit-interest", "2"));
                    break;
                case "options":
                    yield return MechanismSpec.Of(
                        name, ("assignment", shape.Chance(0.5) ? "random" : "pro-rata"), ("auto-early-exercise", "true"));
                    break;
                case "perpetual":
                    yield return MechanismSpec.Of(name, ("index", "INDEX"));
                    break;
                case "settlement":
                    yield return MechanismSpec.Of(
                        name, ("days", shape.Chance(0.5) ? "1" : "2"), ("fail-penalty", "1"), ("buy-in-after", shape.Chance(0.5) ? "1" : "0"),
                        ("fund-contribution", "1000000"), ("clearing-margin", "5"), ("ccp-capital", "500000"));
                    break;
                default:
                    yield return MechanismSpec.Of(name);
                    break;
            }
        }
    }

    private Instrument Add(Func<InstrumentId, AssetId, Instrument> create, long level)
    {
        var instrument = create(new(_instruments.Count), new(_instruments.Count + 1));
        _instruments.Add(instrument);
        Levels.Add(level);
        return instrument;
    }
}
