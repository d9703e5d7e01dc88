using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>The cheapest combination against every combination, contract by contract.</summary>
public sealed class OptionMarginBruteForceTests
{
    private static readonly DateOnly[] Expiries = [new(2026, 3, 20), new(2026, 6, 19), new(2026, 12, 18)];

    [Fact]
    public void NoWayToTakePositionsTogetherIsCheaper()
    {
        const ulong Seed = 20260105;
        var random = new Rng(Seed, "option-margin");
        for (var round = 0; round < 1500; round++)
        {
            var book = RandomBook(random);
            var time = round % 2 == 0 ? MarginTime.Initial : MarginTime.Maintenance;
            var result = OptionMargin.Requirement(book, time);
            var cheapest = new BruteForce(book, time).Cheapest();

            Assert.True(
                cheapest == result.AgainstCash && result.IsExact,
                $"seed {Seed}, round {round}: {result.AgainstCash} by the program, {cheapest} by trying all of {time} {Text(book)}: "
                + string.Join(", ", result.Strategies.Select(s => $"{s.Units} {s.Name} {s.OptionRequirement + s.StockRequirement + s.NotCounted}"))
                + "; replay with ./test unit --filter-class '*OptionMarginBruteForce*'");
            AssertComplete(book, result);
        }
    }

    private static OptionBook RandomBook(Rng random)
    {
        var spot = 40 + (int)random.Below(20);
        var contracts = (1 + (int)random.Below(6));
        var legs = new List<OptionLeg>();
        while (contracts > 0)
        {
            var size = Math.Min(contracts, (1 + (int)random.Below(2)));
            var leg = new OptionLeg(
                (int)random.Below(2) == 0 ? OptionRight.Call : OptionRight.Put, 35 + (5 * (int)random.Below(6)),
                Expiries[(int)random.Below(3)], (int)random.Below(5) < 3 ? -size : size, (1 + (int)random.Below(899)) / 100m);
            if (!legs.Exists(l => l.Right == leg.Right && l.Strike == leg.Strike && l.Expiry == leg.Expiry))
            {
                legs.Add(leg);
                contracts -= size;
            }
        }

        var shares = (int)random.Below(3) == 0 ? 0 : ((int)random.Below(5) - 2) * 70L;
        return new OptionBook(spot, legs, shares) { Today = new DateOnly(2026, 1, 5) };
    }

    private static void AssertComplete(OptionBook book, OptionMarginResult result)
    {
        Assert.Equal(book.Shares, result.Strategies.Sum(s => s.Shares * s.Units));
        foreach (var leg in book.Legs)
        {
            var matched = result.Strategies.Sum(s => s.Units * s.Legs
                .Where(l => l.Right == leg.Right && l.Strike == leg.Strike && l.Expiry == leg.Expiry).Sum(l => l.Contracts));
            Assert.Equal(leg.Contracts, matched);
        }
    }

    private static string Text(OptionBook book) => $"S {book.Underlying}, {book.Shares} shares, "
        + string.Join(", ", book.Legs.Select(l => $"{l.Contracts} {l.Right} {l.Strike} {l.Expiry:MMM} @{l.Price}"));

    /// <summary>Every way, written without the code that is tested: contract after contract is given to a strategy.</summary>
    private sealed class BruteForce
    {
        private readonly decimal _spot;
        private readonly decimal _perShare;
        private readonly bool _isInitial;
        private readonly bool _isLong;
        private readonly List<OptionLeg> _contracts;
        private readonly bool[] _isUsed;
        private readonly List<OptionLeg> _spread = [];
        private readonly DateOnly _longTerm;
        private long _shares;
        private decimal _best = decimal.MaxValue;

        public BruteForce(OptionBook book, MarginTime time)
        {
            _spot = book.Underlying;
            _isInitial = time == MarginTime.Initial;
            _isLong = book.Shares > 0;
            _shares = Math.Abs(book.Shares);
            _perShare = _isInitial ? 0.5m * _spot : _isLong ? 0.25m * _spot : Math.Max(5, 0.3m * _spot);
            _contracts = [.. book.Legs.SelectMany(leg => Enumerable.Repeat(
                leg with { Contracts = Math.Sign(leg.Contracts) }, (int)Math.Abs(leg.Contracts)))];
            _isUsed = new bool[_contracts.Count];
            _longTerm = new DateOnly(2026, 10, 5);
        }

        public decimal Cheapest()
        {
            Give(0, 0);
            return _best;
        }

        private void Give(int next, decimal cost)
        {
            while (next < _contracts.Count && _isUsed[next])
            {
                next++;
            }

            if (next == _contracts.Count)
            {
                if (Spread() is { } spread)
                {
                    _best = Math.Min(_best, cost + spread + (_shares * _perShare));
                }

                return;
            }

            var leg = _contracts[next];
            _isUsed[next] = true;
            _spread.Add(leg);
            Give(next + 1, cost);
            _spread.RemoveAt(_spread.Count - 1);
            Give(next + 1, cost + Alone(leg));
            WithShares(next, leg, cost);
            for (var other = next + 1; other < _contracts.Count; other++)
            {
                if (!_isUsed[other])
                {
                    WithOther(next, other, cost);
                }
            }

            _isUsed[next] = false;
        }

        private decimal Alone(OptionLeg leg)
            => leg.Contracts < 0 ? Naked(leg) : leg.Expiry > _longTerm ? -25 * leg.Price : 0;

        private decimal Naked(OptionLeg leg)
        {
            var outside = 100 * Math.Max(0, leg.Right == OptionRight.Call ? leg.Strike - _spot : _spot - leg.Strike);
            var least = 10 * (leg.Right == OptionRight.Call ? _spot : leg.Strike);
            return (100 * leg.Price) + Math.Max((20 * _spot) - outside, least);
        }

        private void WithShares(int next, OptionLeg leg, decimal cost)
        {
            var isCall = leg.Right == OptionRight.Call;
            if (_shares < 100 || (leg.Contracts > 0 && _isInitial) || (leg.Contracts < 0 == isCall) != _isLong)
            {
                return;
            }

            _shares -= 100;
            var outside = 100 * Math.Max(0, isCall ? leg.Strike - _spot : _spot - leg.Strike);
            Give(next + 1, cost + (leg.Contracts < 0 ? Covering(leg) : Math.Min(100 * _perShare, (10 * leg.Strike) + outside)));
            _shares += 100;
        }

        private decimal Covering(OptionLeg sold)
        {
            var inside = 100 * Math.Max(0, sold.Right == OptionRight.Call ? _spot - sold.Strike : sold.Strike - _spot);
            return _isLong ? inside + ((_isInitial ? 50 : 25) * Math.Min(_spot, sold.Strike)) : inside + (100 * _perShare);
        }

        private void WithOther(int next, int other, decimal cost)
        {
            var (a, b) = (_contracts[next], _contracts[other]);
            if (a.Right == b.Right)
            {
                return;
            }

            _isUsed[other] = true;
            if (a.Contracts < 0 && b.Contracts < 0)
            {
                Give(next + 1, cost + Math.Max(Naked(a), Naked(b)) + (100 * (Naked(a) >= Naked(b) ? b.Price : a.Price)));
            }
            else if (a.Contracts != b.Contracts && _shares >= 100 && !_isInitial && a.Expiry == b.Expiry)
            {
                var (sold, bought) = a.Contracts < 0 ? (a, b) : (b, a);
                if ((sold.Right == OptionRight.Call) == _isLong && Collar(sold, bought) is { } margin)
                {
                    _shares -= 100;
                    Give(next + 1, cost + margin);
                    _shares += 100;
                }
            }

            _isUsed[other] = false;
        }

        private decimal? Collar(OptionLeg sold, OptionLeg bought)
        {
            var beyond = 100 * Math.Max(0, _isLong ? _spot - sold.Strike : sold.Strike - _spot);
            return sold.Strike == bought.Strike ? (10 * sold.Strike) + beyond
                : _isLong && bought.Strike < sold.Strike
                    ? Math.Min((10 * bought.Strike) + (100 * Math.Max(0, _spot - bought.Strike)), 25 * sold.Strike) + beyond
                    : null;
        }

        // The loss of the spread, or null where a short is without a long that lasts as long.
        private decimal? Spread()
        {
            foreach (var sold in _spread.Where(l => l.Contracts < 0))
            {
                if (_spread.Where(l => l.Right == sold.Right && l.Expiry >= sold.Expiry).Sum(l => l.Contracts) < 0)
                {
                    return null;
                }
            }

            return Math.Max(0, _spread.Select(l => l.Strike).Append(0).Append(1000).Max(price => -_spread.Sum(l => l.Contracts
                * 100 * Math.Max(0, l.Right == OptionRight.Call ? price - l.Strike : l.Strike - price))));
        }
    }
}
