using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Writes a solution of the program down as strategies with names and exact amounts.</summary>
internal sealed class StrategyReport(StrategyRules rules)
{
    private readonly long[] _left = [.. rules.Book.Legs.Select(leg => leg.Contracts)];
    private readonly List<MatchedStrategy> _strategies = [];
    private long _sharesLeft = rules.Book.Shares;

    private IReadOnlyList<OptionLeg> Legs => rules.Book.Legs;

    public OptionMarginResult Of(IReadOnlyList<Choice> choices, long[] amounts, bool isExact)
    {
        for (var column = 0; column < choices.Count; column++)
        {
            if (amounts[column] > 0)
            {
                Take(choices[column], amounts[column]);
            }
        }

        TakeSpreads(choices, amounts);
        var isPermitted = TakeRest();
        return new OptionMarginResult(rules.Time, _strategies, isExact, isPermitted);
    }

    private void Take(Choice choice, long units)
    {
        switch (choice.Kind)
        {
            case ChoiceKind.Straddle:
                var (call, put) = (Legs[choice.First], Legs[choice.Second]);
                Add(call.Strike == put.Strike && call.Expiry == put.Expiry ? "short straddle" : "short strangle", units,
                    [(choice.First, -1), (choice.Second, -1)], option: rules.Straddle(call, put));
                break;
            case ChoiceKind.Covered:
                var sold = Legs[choice.First];
                var (margin, notCounted) = rules.Covered(sold);
                Add(sold.Right == OptionRight.Call ? "covered call" : "covered put", units, [(choice.First, -1)],
                    Shares(sold), stock: margin, notCounted: notCounted);
                break;
            case ChoiceKind.Protected:
                var bought = Legs[choice.First];
                Add(bought.Right == OptionRight.Put ? "protective put" : "protective call", units, [(choice.First, 1)],
                    Shares(bought), stock: rules.Protected(bought));
                break;
            case ChoiceKind.Collar:
                rules.TryCollar(Legs[choice.First], Legs[choice.Second], out var both, out var beyond);
                var isOneStrike = Legs[choice.First].Strike == Legs[choice.Second].Strike;
                Add(!isOneStrike ? "collar" : rules.Book.Shares > 0 ? "conversion" : "reverse conversion", units,
                    [(choice.First, -1), (choice.Second, 1)], Shares(Legs[choice.First]), stock: both, notCounted: beyond);
                break;
            case ChoiceKind.Loan:
                Add("long-term option", units, [(choice.First, 1)], option: -rules.LoanValue(Legs[choice.First]));
                break;
        }
    }

    private long Shares(OptionLeg leg) => Math.Sign(rules.Book.Shares) * leg.Deliverable;

    private void TakeSpreads(IReadOnlyList<Choice> choices, long[] amounts)
    {
        var spreads = choices.Select((choice, column) => (choice, Amount: amounts[column]))
            .Where(pair => pair.choice.Kind == ChoiceKind.Spread && pair.Amount > 0)
            .Select(pair => (Leg: pair.choice.First, pair.Amount))
            .GroupBy(pair => (Legs[pair.Leg].Deliverable, Legs[pair.Leg].Multiplier));
        foreach (var spread in spreads)
        {
            var counts = new long[Legs.Count];
            foreach (var (leg, amount) in spread)
            {
                counts[leg] = Math.Sign(Legs[leg].Contracts) * amount;
            }

            var group = new SpreadGroup(Legs, counts);
            _ = group.TakeIdle();
            foreach (var (unit, units) in group.TakeApart())
            {
                var parts = unit.Select((contracts, leg) => (leg, contracts)).Where(part => part.contracts != 0).ToList();
                Add(SpreadNames.Of([.. parts.Select(p => Legs[p.leg] with { Contracts = p.contracts })]), units, parts,
                    option: group.Loss(unit));
            }
        }
    }

    private bool TakeRest()
    {
        var isPermitted = true;
        for (var i = 0; i < Legs.Count; i++)
        {
            var leg = Legs[i];
            var right = leg.Right == OptionRight.Call ? "call" : "put";
            if (_left[i] > 0)
            {
                Add($"long {right}", _left[i], [(i, 1)]);
            }
            else if (_left[i] < 0)
            {
                isPermitted &= rules.MayBeNaked(leg);
                Add(rules.Terms.IsPaidInFull && leg.Right == OptionRight.Put ? "cash-secured put" : $"naked {right}", -_left[i],
                    [(i, -1)], option: rules.Naked(leg));
            }
        }

        if (_sharesLeft != 0)
        {
            var sign = Math.Sign(_sharesLeft);
            isPermitted &= sign > 0 || !rules.Terms.IsPaidInFull;
            Add(sign > 0 ? "long shares" : "short shares", Math.Abs(_sharesLeft), [], sign, stock: rules.PlainShare);
        }

        return isPermitted;
    }

    private void Add(
        string name, long units, IReadOnlyList<(int Leg, long Contracts)> parts, long shares = 0,
        decimal option = 0, decimal stock = 0, decimal notCounted = 0)
    {
        var credit = 0m;
        foreach (var (leg, contracts) in parts)
        {
            _left[leg] -= contracts * units;
            credit -= contracts * rules.Premium(Legs[leg]);
        }

        _sharesLeft -= shares * units;
        _strategies.Add(new MatchedStrategy(
            name, units, [.. parts.Select(part => Legs[part.Leg] with { Contracts = part.Contracts })], shares,
            option * units, stock * units, notCounted * units, Math.Max(0, credit) * units, Math.Max(0, -credit) * units));
    }
}
