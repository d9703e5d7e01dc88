using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>What holds for options whatever their terms, whoever holds them, and whatever is asked. <c>MARKETSIM_SEED</c> names the first
/// life; each goes on until its last series has ended.</summary>
public sealed class RandomLifeTests
{
    private static readonly ulong FirstSeed = Environment.GetEnvironmentVariable("MARKETSIM_SEED") is { Length: > 0 } text
        ? ulong.Parse(text, CultureInfo.InvariantCulture) : 1;

    [Fact]
    public void AsManyContractsAreAssignedAsAreExercisedAndNothingIsLost()
    {
        var (exercised, expired, refused) = (0L, 0L, 0L);
        for (var i = 0; i < Effort.Cases(ordinary: 60, nightly: 3_000); i++)
        {
            var seed = FirstSeed + (ulong)i;
            try
            {
                var life = new Life(seed);
                life.Run();
                exercised += life.Count(EventKind.Exercised);
                expired += life.Count(EventKind.ContractExpired);
                refused += life.Count(EventKind.Rejected);
            }
            catch (Exception failure)
            {
                Assert.Fail(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Seed {seed} failed; MARKETSIM_SEED={seed} ./test unit --filter-class '*RandomLifeTests' replays it. {failure}"));
            }
        }

        Assert.True(exercised > 200 && expired > 200 && refused > 100, $"only {exercised} exercised, {expired} expired, {refused} refused");
    }

    [Fact]
    public void TheSameSeedGivesTheSameLife()
    {
        ulong Hash(ulong seed)
        {
            var life = new Life(seed);
            life.Run();
            return life.Hash;
        }

        Assert.Equal(Hash(FirstSeed), Hash(FirstSeed));
        Assert.NotEqual(Hash(FirstSeed), Hash(FirstSeed + 1));
    }

    /// <summary>One market of one share, one index, and a few series on them.</summary>
    private sealed class Life
    {
        private readonly Rng _random;
        private readonly MechanismVenue _venue;
        private readonly ListedOptions _options;
        private readonly Equity _share = MechanismVenue.Share(0);
        private readonly MarketIndex _index = new() { Id = new(1), Symbol = "IDX", Base = new(2), Quote = MechanismVenue.Usd };
        private readonly List<OptionContract> _series = [];
        private readonly List<AccountId> _accounts = [];
        private long _price = 50_00;

        public Life(ulong seed)
        {
            _random = new Rng(seed, "life");
            for (var i = 0; i < 6; i++)
            {
                _series.Add(Series(i + 2));
            }

            _options = (ListedOptions)MechanismCatalog.Create(
                "options", ("assignment", Pick("random", "pro-rata", "fifo")), ("unfunded", Pick("close-out", "lapse", "owe")),
                ("exception-threshold", Pick("0.01", "0.25", "0")), ("settlement-price", Pick("close", "reference", "open")),
                ("auto-early-exercise", Pick("true", "false")));
            _venue = new MechanismVenue([_share, _index, .. _series], [new Credit(), _options], options: null, seed);
            _venue.Apply(Commands.OpenSession());
            for (var i = 0; i < 6; i++)
            {
                _accounts.Add(_venue.Open(i, i < 4 ? AccountType.RegT : AccountType.Cash, _random.Between(0, 40_000)));
                _venue.Give(_accounts[i], _share, _random.Between(0, 500));
            }
        }

        public ulong Hash => _venue.Exchange.ComputeHash();

        public long Count(EventKind kind) => _venue.Events.Count(e => e.Kind == kind);

        public void Run()
        {
            var calendar = _venue.Exchange.Options.Calendar;
            var last = _series.Max(series => series.Expiry);
            for (var date = calendar.FirstDay; date <= last; date = calendar.AddBusinessDays(date, 1))
            {
                Morning(date);
                for (var i = 0; i < 12; i++)
                {
                    Act();
                    CheckPositions();
                }

                Evening();
            }

            foreach (var series in _series)
            {
                Assert.True(_options.HasEnded(series.Id));
                Assert.Equal(0, _options.OpenInterest(series.Id));
            }
        }

        private void Morning(DateOnly date)
        {
            _venue.At("09:30", date).Apply(Commands.OpenSession());
            Move();
            if (_random.Chance(0.3))
            {
                _venue.Apply(Instructions.Dividend(
                    _share.Id, _random.Between(1, 200) * 1_000_000,
                    _venue.Exchange.Options.Calendar.At(date.AddDays((int)_random.Between(1, 4)), SimDuration.FromHours(12))));
            }
        }

        private void Evening()
        {
            var first = _venue.Events.Count;
            if (_random.Chance(0.5))
            {
                _venue.At("16:00").Apply(Commands.CloseSession());
            }
            else
            {
                _venue.At("16:00").Apply(Commands.SetPhase(TradingPhase.Closed));
                Decide();
                _venue.At("17:45");
                Decide();
                _venue.Apply(Commands.RollDay());
            }

            CheckPositions();
            CheckNight(_venue.Events.Skip(first).ToList());
        }

        private void Act()
        {
            switch (_random.Below(4))
            {
                case 0:
                    Move();
                    break;
                case 1:
                    Decide();
                    break;
                default:
                    var series = _series[(int)_random.Below(_series.Count)];
                    var (buyer, seller) = (Anybody(), Anybody());
                    var (price, lots) = ((decimal)_random.Between(1, 300) / 100, _random.Between(1, 20));
                    _venue.Limit(seller, series, Side.Sell, price, lots);
                    _venue.Limit(buyer, series, Side.Buy, price, _random.Between(1, 20), TimeInForce.Gtc);
                    break;
            }
        }

        private void Decide()
        {
            var series = _series[(int)_random.Below(_series.Count)];
            var lots = new Quantity(_random.Between(-1, 12));
            _venue.Apply(_random.Chance(0.7)
                ? Instructions.Exercise(Anybody(), series.Id, lots)
                : Instructions.DoNotExercise(Anybody(), series.Id, lots));
        }

        private void Move()
        {
            _price = Math.Max(1_00, _price + _random.Between(-150, 150));
            _venue.Apply(Instructions.ReferencePrice(_index.Id, new(_price * 10)));
            _venue.Limit(_accounts[0], _share, Side.Sell, _price / 100m, 1);
            _venue.Limit(_accounts[1], _share, Side.Buy, _price / 100m, 1, TimeInForce.Ioc);
        }

        // Conservation of money, shares and contracts over all accounts is verified by the venue at every command.
        private void CheckPositions()
        {
            foreach (var series in _series)
            {
                var positions = _accounts.Select(account => _venue.Position(account, series)).ToList();
                Assert.Equal(0, positions.Sum());
                Assert.Equal(positions.Where(p => p > 0).Sum(), _options.OpenInterest(series.Id));
                Assert.Equal(0, _venue.Position(HouseAccounts.Ccp, series));
                Assert.All(_accounts.Skip(4), account => Assert.True(_venue.Position(account, series) >= 0));
            }

            Assert.Equal(0, _venue.Position(HouseAccounts.Ccp, _share));
            Assert.Equal(0, _venue.Cash(HouseAccounts.Ccp));
        }

        private void CheckNight(List<MarketEvent> night)
        {
            foreach (var series in _series)
            {
                var mine = night.Where(e => e.Instrument == series.Id).ToList();
                long Lots(EventKind kind) => mine.Where(e => e.Kind == kind).Sum(e => e.Quantity.Lots);
                long Sum(Posting posting, AssetId asset) => mine
                    .Where(e => e.Kind == EventKind.Posted && e.Posting == posting && e.Asset == asset).Sum(e => e.Amount);

                var exercised = Lots(EventKind.Exercised);
                Assert.Equal(exercised, Lots(EventKind.Assigned));
                Assert.Equal(2 * (exercised + (Lots(EventKind.ContractExpired) / 2)), Sum(Posting.ContractsClosed, series.Base));
                var isPhysical = series.Settlement == OptionSettlement.Physical;
                Assert.Equal(isPhysical ? exercised * series.Deliverable : 0, Sum(Posting.AssignmentShares, _share.Base));
                Assert.Equal(isPhysical ? exercised * series.Deliverable : 0, Sum(Posting.ExerciseShares, _share.Base));
                if (isPhysical)
                {
                    Assert.Equal(exercised * series.StrikeAmount(_share).Minor, Sum(Posting.AssignmentCash, MechanismVenue.Usd));
                }
            }
        }

        private OptionContract Series(int id)
        {
            var isIndex = _random.Chance(0.3);
            Instrument underlying = isIndex ? _index : _share;
            var strike = (decimal)_random.Between(45, 55) * (isIndex ? 10 : 1);
            var expiry = MarketCalendar.Default.AddBusinessDays(MarketCalendar.Default.FirstDay, (int)_random.Between(1, 6));
            var right = _random.Chance(0.5) ? OptionRight.Call : OptionRight.Put;
            return MechanismVenue.Option(id, underlying, right, strike, expiry, $"S{id}") with
            {
                Style = _random.Chance(0.7) ? ExerciseStyle.American : ExerciseStyle.European,
                Settlement = isIndex || _random.Chance(0.2) ? OptionSettlement.Cash : OptionSettlement.Physical,
                Deliverable = isIndex || _random.Chance(0.7) ? 100 : 150,
            };
        }

        private AccountId Anybody() => _accounts[(int)_random.Below(_accounts.Count)];

        private string Pick(params string[] words) => words[(int)_random.Below(words.Length)];
    }
}
