using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What happens to a series after a close: who exercises, who is assigned, what is delivered, what expires.</summary>
internal sealed class OptionNight(MechanismDesk desk, OptionRules rules, ExerciseBook book, ShortQueue written)
{
    private readonly Rng _random = desk.Random("options/assignment");

    /// <summary>How many contracts have been drawn so far: with the seed, the state of chance.</summary>
    public long Drawn { get; private set; }

    /// <summary>Takes one series through the night.</summary>
    /// <param name="series">Its terms.</param>
    /// <param name="price">The settlement price of the underlying; null if nobody knows one, and then nothing is exercised by
    /// exception.</param>
    /// <param name="isLast">Whether it expires.</param>
    /// <param name="dividendMicro">A dividend that would be missed, in millionths of a minor unit a share; zero if there is none.</param>
    /// <param name="date">The day.</param>
    public void Process(OptionContract series, Price? price, bool isLast, long dividendMicro, DateOnly date)
    {
        var positions = Positions(series);
        if (positions.Count == 0)
        {
            return;
        }

        Guard.That(positions.Sum(p => p.Contracts) == 0, "contracts held are contracts written");
        var delivery = new OptionDelivery(desk, series, price);
        var isByException = price is not null
            && (isLast ? IsInTheMoney(series, price, delivery.Value) : dividendMicro > 0 && PaysToExercise(series, dividendMicro, date));
        var exercised = Exercise(series, positions, delivery, isByException, isLast);
        Assign(series, positions, exercised, delivery);
        if (isLast)
        {
            Expire(series, delivery);
        }
    }

    // Who has sold what he had already exercised has no position any more, but must still go through with it.
    private List<(AccountId Account, long Contracts)> Positions(OptionContract series)
    {
        var positions = HoldersAndWriters.Of(desk, series);
        var others = book.Noticing(series.Id).Where(account => positions.TrueForAll(p => p.Account != account)).ToList();
        return others.Count == 0 ? positions : [.. positions.Concat(others.Select(account => (account, 0L))).OrderBy(p => p.Item1)];
    }

    private long Exercise(
        OptionContract series, List<(AccountId Account, long Contracts)> positions, OptionDelivery delivery, bool isByException,
        bool isLast)
    {
        var total = 0L;
        for (var i = 0; i < positions.Count; i++)
        {
            var (account, held) = positions[i];
            var notice = Take(series, account);
            var byException = isByException ? Math.Max(0, held - notice - book.Refused(series.Id, account)) : 0;
            if (notice > 0)
            {
                delivery.CarryOut(account, notice, isHolder: true, EventFlags.None);
            }

            var funded = Math.Min(byException, Fundable(account, delivery, byException));
            if (funded > 0)
            {
                delivery.CarryOut(account, funded, isHolder: true, EventFlags.ByVenue);
            }

            var unfunded = byException - funded;
            if (unfunded > 0 && isLast && rules.Unfunded == UnfundedExercise.CloseOut && delivery.Value > Money.Zero)
            {
                delivery.CarryOut(account, unfunded, isHolder: true, EventFlags.ByVenue, HouseAccounts.Broker);
                funded += unfunded;
            }

            total += notice + funded;
            positions[i] = (account, held - notice - funded);
        }

        return total;
    }

    // Those who have exercised contracts that they then sold stand among the writers, as everybody else who is short.
    private void Assign(
        OptionContract series, List<(AccountId Account, long Contracts)> positions, long exercised, OptionDelivery delivery)
    {
        if (exercised == 0)
        {
            return;
        }

        var writers = positions.Where(p => p.Contracts < 0).Select(p => (p.Account, Contracts: -p.Contracts)).ToList();
        var sizes = writers.Select(writer => writer.Contracts).ToList();
        var assigned = rules.Assignment switch
        {
            AssignmentMethod.ProRata => Assignment.ProRata(sizes, exercised),
            AssignmentMethod.Fifo => written.Oldest(series.Id, writers, exercised),
            _ => Draw(sizes, exercised),
        };
        Guard.That(assigned.Sum() == exercised, "as many contracts are assigned as are exercised");
        for (var i = 0; i < writers.Count; i++)
        {
            if (assigned[i] > 0)
            {
                delivery.CarryOut(writers[i].Account, assigned[i], isHolder: false, EventFlags.None);
            }
        }
    }

    private long[] Draw(List<long> sizes, long exercised)
    {
        Drawn += exercised;
        return Assignment.AtRandom(sizes, exercised, _random);
    }

    private void Expire(OptionContract series, OptionDelivery delivery)
    {
        foreach (var (account, contracts) in HoldersAndWriters.Of(desk, series))
        {
            delivery.Expire(account, Math.Abs(contracts), isHolder: contracts > 0);
        }

        Guard.That(desk.Ledger.Balance(HouseAccounts.Ccp, series.Base) == 0, "the central counterparty is flat when a series has ended");
    }

    private long Take(OptionContract series, AccountId account)
    {
        var notice = book.Take(series.Id, account);
        if (notice.Contracts > 0)
        {
            desk.Ledger.Release(account, series.Base, notice.Contracts);
            desk.Ledger.Release(account, notice.Asset, notice.Reserved);
        }

        return notice.Contracts;
    }

    private long Fundable(AccountId account, OptionDelivery delivery, long contracts)
    {
        var (asset, each) = delivery.Need;
        return rules.Unfunded == UnfundedExercise.Owe || each == 0 || desk.Ledger.MayBeNegative(account, asset)
            ? contracts
            : Math.Max(0, desk.Ledger.Available(account, asset)) / each;
    }

    // In price units, for money is rounded: half a cent of a contract must not pass for a whole one. With something else in the
    // deliverable only money can tell.
    private bool IsInTheMoney(OptionContract series, Price? price, Money value)
    {
        var underlying = desk.Instruments[series.Underlying.Value];
        var least = decimal.Ceiling(rules.ExceptionThreshold / underlying.PriceUnit) * series.Multiplier;
        if (series.ExtraLots > 0 || series.ExtraCash != Money.Zero || price is not { } known)
        {
            return value > Money.Zero && value >= underlying.QuoteAmount(new Price((long)least), new Quantity(1));
        }

        var worth = ((decimal)known.Ticks * series.Deliverable) - ((decimal)series.Strike.Ticks * series.Multiplier);
        return value > Money.Zero && (series.Right == OptionRight.Call ? worth : -worth) >= least;
    }

    private bool PaysToExercise(OptionContract series, long dividendMicro, DateOnly date)
    {
        if (series.Right != OptionRight.Call || series.Style != ExerciseStyle.American || series.Settlement != OptionSettlement.Physical
            || PutOf(series, date) is not { } put)
        {
            return false;
        }

        // Of one contract, in minor units: what its shares are paid, against the put and the interest on its strike.
        var underlying = desk.Instruments[series.Underlying.Value];
        var dividend = dividendMicro / 1e6 * series.Deliverable;
        var years = (series.Expiry.DayNumber - date.DayNumber) / 365.0;
        return EarlyExercise.Pays(dividend, put.Minor, series.StrikeAmount(underlying).Minor, rules.RatePercent / 100, years);
    }

    // What the market says of the put with the same terms; where nobody has priced it, what the model does.
    private Money? PutOf(OptionContract call, DateOnly date)
    {
        foreach (var instrument in desk.Instruments)
        {
            if (instrument is OptionContract { Right: OptionRight.Put } put && put.Underlying == call.Underlying
                && put.Strike == call.Strike && put.Expiry == call.Expiry && put.Multiplier == call.Multiplier
                && desk.Prices.Mark(put.Id) is { } mark)
            {
                return put.QuoteAmount(mark, new Quantity(1));
            }
        }

        if (desk.Prices.Mark(call.Underlying) is not { } spot)
        {
            return null;
        }

        var underlying = desk.Instruments[call.Underlying.Value];
        var value = BlackScholes.Price(new OptionInputs(
            OptionRight.Put, underlying.QuoteAmount(spot, new Quantity(call.Deliverable)).Minor, call.StrikeAmount(underlying).Minor,
            (call.Expiry.DayNumber - date.DayNumber) / 365.0, rules.RatePercent / 100, Yield: 0, rules.VolatilityPercent / 100));
        return new Money((long)Rounding.HalfUp.Apply(value));
    }
}
