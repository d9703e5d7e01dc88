using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Random days of two shares and an option: trades, shorts, borrows, fails, dividends, splits, spin-offs.</summary>
internal sealed class RandomStockDays
{
    private const int Accounts = 8;
    private readonly Rng _random;
    private readonly MechanismVenue _venue;
    private readonly Settlement _settlement;
    private readonly long[] _issued = new long[2];
    private DateOnly _today = new(2026, 1, 5);
    private ulong _orders = 1_000_000;

    public RandomStockDays(ulong seed)
    {
        _random = new Rng(seed, "stock-days");
        var (old, other) = (MechanismVenue.Share(0, "OLD"), MechanismVenue.Share(1, "NEW"));
        var call = MechanismVenue.Option(2, old, OptionRight.Call, 50m, new(2026, 3, 20));
        _venue = new MechanismVenue(
            [old, other, call],
            [
                MechanismSpec.Of("corporate-actions", ("odd-splits", _random.Chance(0.5) ? "cut-strike" : "keep-strike")),
                MechanismSpec.Of(
                    "settlement", ("days", _random.Below(4).ToString(CultureInfo.InvariantCulture)),
                    ("fail-penalty", _random.Chance(0.5) ? "1" : "0"), ("buy-in-after", _random.Below(4).ToString(CultureInfo.InvariantCulture))),
                MechanismSpec.Of("fees"), MechanismSpec.Of("levies"),
            ],
            others: [new FreeCredit(), new Lender()]);
        _settlement = _venue.Exchange.Mechanisms.OfType<Settlement>().Single();
    }

    public ulong Fingerprint => _venue.Exchange.ComputeHash();

    /// <summary>How often each thing happened, so that a test can tell that it did.</summary>
    public IEnumerable<(EventKind Kind, int Count)> Seen
        => _venue.Events.GroupBy(e => e.Kind).Select(group => (group.Key, group.Count()));

    public void Run(int days)
    {
        for (var i = 0; i < Accounts; i++)
        {
            var account = _venue.Open(i, i % 2 == 0 ? AccountType.Cash : AccountType.RegT, 1_000_000);
            _venue.Give(account, Share(0), _random.Between(0, 3_000));
            _venue.Give(account, Share(1), _random.Between(0, 3_000));
        }

        NoteIssued();
        for (var day = 0; day < days; day++)
        {
            RunDay(commands: 60);
        }

        SettleAll();
    }

    private void RunDay(int commands)
    {
        _venue.At("9:30", _today).Apply(Commands.OpenSession());
        Verify();
        NoteIssued();
        for (var i = 0; i < commands; i++)
        {
            Do(Next());
            Assert.Equal(_issued[0], Issued(0));
            Assert.Equal(_issued[1], Issued(1));
        }

        Announce();
        _venue.At("16:00").Apply(Commands.CloseSession());
        Verify();
        _today = _venue.Exchange.Options.Calendar.AddBusinessDays(_today, 1);
    }

    private Command Next()
    {
        var account = Account();
        var instrument = _venue.Exchange.Instruments[(int)_random.Below(3)];
        switch (_random.Below(20))
        {
            case 0:
                return Instructions.HoldBack(account, Share((int)_random.Below(2)).Id, new(_random.Chance(0.5) ? 0 : _random.Between(0, 2_000)));
            case 1 or 2:
                return Lender.Lend(account, Share((int)_random.Below(2)).Id, _random.Between(1, 500));
            case 3:
                return Commands.MassCancel(account);
            default:
                var about = _venue.Exchange.Prices.Mark(instrument.Id)?.Ticks ?? 5_000;
                var order = Commands.Limit(
                    account, instrument.Id, new(++_orders), (Side)_random.Below(2),
                    new(Math.Max(1, about + _random.Between(-20, 20))), new(_random.Between(1, 400)),
                    _random.Chance(0.5) ? TimeInForce.Day : TimeInForce.Gtc);
                return _random.Chance(0.1)
                    ? order with { Type = OrderType.StopLimit, StopPrice = order.Price }
                    : order with { Flags = _random.Chance(0.1) ? OrderFlags.DoNotReduce : OrderFlags.None };
        }
    }

    private void Announce()
    {
        var calendar = _venue.Exchange.Options.Calendar;
        var exDate = calendar.At(calendar.AddBusinessDays(_today, (int)_random.Between(1, 3)), SimDuration.FromMinutes(570));
        var share = Share((int)_random.Below(2));
        (long New, long Old)[] ratios = [(2, 1), (3, 2), (1, 5), (7, 3), (2, 3)];
        var ratio = ratios[_random.Below(ratios.Length)];
        switch (_random.Below(8))
        {
            case 0:
                Do(Instructions.Dividend(share.Id, _random.Between(1, 200_000_000), exDate, _today.AddDays((int)_random.Between(1, 9))));
                break;
            case 1:
                Do(Instructions.SpecialDividend(share.Id, _random.Between(1, 300_000_000), exDate));
                break;
            case 2 or 3 when Issued(share.Id.Value) is > 2_000 and < 1_000_000:
                Do(Instructions.Split(share.Id, ratio.New, ratio.Old, exDate));
                break;
            case 4 when Issued(1) < 1_000_000:
                Do(Instructions.SpinOff(Share(0).Id, Share(1).Base, 1, _random.Between(1, 9), exDate));
                break;
        }
    }

    // Nobody holds back any more, and every short borrows: everything must come to rest.
    private void SettleAll()
    {
        for (var i = 0; i < Accounts; i++)
        {
            for (var share = 0; share < 2; share++)
            {
                Do(Instructions.HoldBack(AccountAt(i), Share(share).Id, Quantity.Zero));
                Do(Lender.Lend(AccountAt(i), Share(share).Id, 10_000_000));
            }
        }

        for (var day = 0; day < 12; day++)
        {
            _venue.At("9:30", _today).Apply(Commands.OpenSession());
            for (var i = 0; i < Accounts; i++)
            {
                Do(Commands.MassCancel(AccountAt(i)));
            }

            _venue.At("16:00").Apply(Commands.CloseSession());
            Verify();
            _today = _venue.Exchange.Options.Calendar.AddBusinessDays(_today, 1);
        }

        Assert.Empty(_settlement.Obligations);
        Assert.Equal(0, _venue.Cash(HouseAccounts.Ccp));
    }

    private void Do(in Command command)
    {
        _venue.Apply(command);
        Verify();
    }

    private void Verify()
    {
        var ledger = _venue.Exchange.Ledger;
        Assert.Equal(_settlement.MarksHeld(MechanismVenue.Usd), ledger.Balance(HouseAccounts.Ccp, MechanismVenue.Usd));
        Assert.Equal(0, ledger.Balance(Ledger.OutsideWorld, _venue.Exchange.Instruments[2].Base));
        var obligations = _settlement.Obligations;
        foreach (var instrument in _venue.Exchange.Instruments)
        {
            Assert.Equal(0, obligations.Where(o => o.Instrument == instrument.Id).Sum(o => o.Deliver));
            Assert.Equal(0, obligations.Where(o => o.Instrument == instrument.Id).Sum(o => o.Cash));
        }

        for (var i = 0; i < Accounts; i += 2)
        {
            var account = AccountAt(i);
            foreach (var asset in (AssetId[])[MechanismVenue.Usd, Share(0).Base, Share(1).Base])
            {
                Assert.Equal(_venue.Exchange.ReservedByOrders(account, asset), ledger.Reserved(account, asset));
            }
        }
    }

    private void NoteIssued() => (_issued[0], _issued[1]) = (Issued(0), Issued(1));

    private long Issued(int share) => _venue.Exchange.Ledger.Issued(Share(share).Base);

    private Instrument Share(int place) => _venue.Exchange.Instruments[place];

    private AccountId Account() => AccountAt((int)_random.Below(Accounts));

    private static AccountId AccountAt(int i) => new(HouseAccounts.FirstParticipant.Value + i);

    /// <summary>Stands in for a short-selling mechanism: lends what a custom instruction says.</summary>
    private sealed class Lender() : TradingMechanism("lender", new OptionSet([]))
    {
        public static Command Lend(AccountId account, InstrumentId instrument, long lots)
            => Instructions.Of(Instruction.Custom, instrument, account) with { Quantity = new(lots) };

        public override RejectReason OnInstruction(in Command instruction)
        {
            if (instruction.Instruction != Instruction.Custom)
            {
                return RejectReason.UnknownInstruction;
            }

            Desk.Report(new MarketEvent
            {
                Kind = EventKind.Borrowed, Account = instruction.Account, Instrument = instruction.Instrument,
                Quantity = instruction.Quantity,
            });
            return RejectReason.None;
        }
    }
}
